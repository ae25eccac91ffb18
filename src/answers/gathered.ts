import { BadInput } from '../bad-input.ts';
import { entryCount } from '../index/tensor.ts';
import type { Subject } from '../model/subject.ts';
import { shown } from '../values/check.ts';
import type { Answer, AnsweredArray, AnsweredEntry } from './answer.ts';
import type { EntryReader } from './entry-reader.ts';
import type { GivenAnswer } from './given.ts';
import { demandFewEntries, mostNames } from './limits.ts';
import { isSingle, onlyParameter, tensorFor } from './nameless.ts';
import { type Meant, meantBy } from './subject.ts';
import { typedEntry } from './subscripts.ts';

/** What was said about one subject: the whole array, or entries one by one. */
interface GatheredSubject {
  readonly about: Subject;
  readonly keys: string[];
  readonly whole: AnsweredArray | undefined;
  readonly entries: Map<number, AnsweredEntry>;
}

/** The arrays and entries of a file as one answer. `of` says what an array without a name is about. */
export function gathered(
  given: readonly GivenAnswer[],
  file: string,
  reader: EntryReader,
  of: string | undefined,
  anySize: boolean,
): Answer {
  if (given.length > mostNames)
    throw new BadInput(`${file}: found ${given.length} names, expected at most ${mostNames}.`);
  const all = new Map<string, GatheredSubject>();
  let count = 0;
  for (const answer of given) {
    const known = meaningOf(answer, reader, of);
    const read = answer.read(
      reader,
      known !== undefined && (known.place !== undefined || isSingle(known.subject.tensor)),
    );
    const { subject, place } = known ?? {
      subject: { kind: 'gradient', tensor: tensorFor(read.shape, reader.vocabulary, answer.refuse) } as const,
      place: undefined,
    };
    const length = read.numbers?.doubles.length ?? read.entries.length;
    if (length === 0) throw answer.refuse('found no entries.');
    count += place === undefined ? length : all.has(idOf(subject)) ? 0 : entryCount(subject.tensor.shape);
    if (!anySize) demandFewEntries(count, file);
    add(all, answer, { subject, place }, { about: subject, ...read });
  }
  if (all.size === 0)
    throw new BadInput(`${file}: found no answer, expected arrays by name, such as ${example(reader)}.`);
  return { file, arrays: [...all.values()].map(arrayOf) };
}

function meaningOf(
  { key, within, refuse }: GivenAnswer,
  reader: EntryReader,
  of: string | undefined,
): Meant | undefined {
  if (key !== undefined) return refusing(refuse, () => meantBy(key, reader, within));
  if (of !== undefined)
    return refusing(
      (message) => new BadInput(`--of: ${message}`),
      () => meantBy(of, reader, undefined),
    );
  const only = onlyParameter(reader.vocabulary.differentiable);
  return only && { subject: { kind: 'gradient', tensor: only }, place: undefined };
}

function add(
  all: Map<string, GatheredSubject>,
  { key, refuse }: GivenAnswer,
  { subject, place }: Meant,
  array: AnsweredArray,
): void {
  const name = shown(key ?? 'the array without a name');
  const gathered = all.get(idOf(subject));
  const twice = (what: string, before: string | undefined) =>
    refuse(`found ${what} twice, as ${before} and as ${name}; leave one of them out.`);
  if (place === undefined) {
    if (gathered) throw twice(nameOf(subject), gathered.keys[0]);
    all.set(idOf(subject), { about: subject, keys: [name], whole: array, entries: new Map() });
    return;
  }
  const { length } = array.numbers?.doubles ?? array.entries;
  if (length !== 1) throw refuse(`found ${length} entries for ${name}, expected one.`);
  if (gathered?.whole || gathered?.entries.has(place)) {
    const at = [...(gathered?.entries.keys() ?? [])].indexOf(place);
    throw twice(typedEntry(nameOf(subject), subject.tensor, place), gathered.keys[Math.max(0, at)]);
  }
  const into: GatheredSubject = gathered ?? {
    about: subject,
    keys: [],
    whole: undefined,
    entries: new Map(),
  };
  into.keys.push(name);
  into.entries.set(place, array.entries[0]);
  all.set(idOf(subject), into);
}

/** Entries that were not mentioned are left open. */
function arrayOf({ about, whole, entries }: GatheredSubject): AnsweredArray {
  if (whole) return whole;
  const { shape } = about.tensor;
  const blank: AnsweredEntry = { kind: 'blank', written: '' };
  return {
    about,
    shape,
    entries: Array.from({ length: entryCount(shape) }, (_, place) => entries.get(place) ?? blank),
  };
}

function idOf({ kind, tensor }: Subject): string {
  return `${kind} ${tensor.name}`;
}

function nameOf({ kind, tensor }: Subject): string {
  if (kind === 'gradient') return `dL/d${tensor.name}`;
  return kind === 'value' ? tensor.name : `${tensor.name}_new`;
}

function example({ vocabulary }: EntryReader): string {
  return `dL/d${vocabulary.differentiable.at(-1)?.name}`;
}

function refusing<T>(refuse: (message: string) => BadInput, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof BadInput ? refuse(error.message) : error;
  }
}
