import { entryCount, type Tensor } from '../index/tensor.ts';
import { placeOf, type Subscripts, subscriptsAt, typedEntry } from './subscripts.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A tensor, or the derivative of the loss by it, as a text names it. */
export interface Mention {
  readonly tensor: Tensor;
  readonly derivative: boolean;
  /** The row-major position of the entry; undefined where the whole array is named. */
  readonly place: number | undefined;
  /** Where the text goes on. */
  readonly end: number;
  /** What is wrong with the subscripts, as the rest of a sentence. */
  readonly problem?: string;
}

interface Candidate {
  readonly tensor: Tensor;
  readonly derivative: boolean;
  readonly end: number;
  /** What comes after the subscripts and belongs to the name. */
  readonly suffix?: RegExp;
}

/** dL/d, ∂L/∂, dL_d, grad_, ∇_ before a name; d alone. */
const derivatives: readonly (readonly [prefix: RegExp, suffix?: RegExp])[] = [
  [/^[d∂]\s*(?:L|loss|Loss)\s*[/_]\s*[d∂]\s*/],
  [/^(?:grad|nabla)[_ ]|^∇_?\s*/, /^(?:\s*L(?![A-Za-z0-9_]))?/],
  [/^(?:(?:grad|nabla)_?|∇_?)[({]/, /^\s*[)}](?:\s*L(?![A-Za-z0-9_]))?/],
  // dp/do_11 is no product of derivatives of the loss.
  [/^d/, /^(?!\s*\)?\s*\/\s*\(?\s*[d∂])/],
];
const gradientSuffix = /^(?:_grad(?:ient)?|\.grad)(?![A-Za-z])/;

/** The names of a vocabulary, found in texts. */
export class Mentions {
  readonly #vocabulary: Vocabulary;
  /** Longest first. */
  readonly #names: readonly (readonly [name: string, tensor: Tensor, derivative: boolean])[];

  /** Where in the last text the rest of a word is a product of names. */
  #products = { text: '', places: new Set<number>() };

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
    const names = new Map<string, readonly [string, Tensor, boolean]>();
    const know = (name: string, tensor: Tensor, derivative: boolean): void => {
      if (!names.has(name)) names.set(name, [name, tensor, derivative]);
    };
    for (const tensor of vocabulary.tensors) know(tensor.name, tensor, false);
    for (const [name, tensor] of vocabulary.shortNames) know(name, tensor, true);
    const loss = vocabulary.tensors.find(({ role }) => role === 'loss');
    if (loss) for (const name of ['loss', 'Loss']) know(name, loss, false);
    // delta1 is also written delta_1 and, above its subscripts, delta^(1).
    for (const [name, tensor, derivative] of [...names.values()]) {
      const [, letter, index] = /^([A-Za-z]+)(\d+)$/.exec(name) ?? [];
      if (letter === undefined) continue;
      for (const above of [`(${index})`, `((${index}))`]) know(`${letter}^${above}`, tensor, derivative);
      if (!names.has(letter))
        for (const written of [`_${index}`, `_{${index}}`]) know(letter + written, tensor, derivative);
    }
    this.#names = [...names.values()].toSorted(([a], [b]) => b.length - a.length);
  }

  /** What a person may call things, for suggestions. */
  get known(): string[] {
    const names = this.#names.map(([name]) => name);
    const by = [...this.#vocabulary.cotangents.keys()].map(({ name }) => name);
    return [...names, ...by.map((name) => `d${name}`), ...by.map((name) => `dL/d${name}`)];
  }

  /** Whether a name of the model or one of its short names is exactly this. */
  has(name: string): boolean {
    return this.#names.some(([known]) => known === name);
  }

  /**
   * What is named at this place of a text. A name ends where its word ends; where no name does, words that are several
   * names are products: pI_11. Undefined if nothing is named.
   */
  at(text: string, at: number): Mention | undefined {
    const candidates = this.#candidates(text, at).flatMap((candidate) => mention(text, candidate) ?? []);
    const whole = candidates.filter(({ end }) => !/[A-Za-z0-9_]/.test(text[end] ?? ''));
    const first = candidates.filter(({ end }) => this.#isProduct(text, end));
    return (
      whole.find(({ problem }) => !problem) ?? first.find(({ problem }) => !problem) ?? whole[0] ?? first[0]
    );
  }

  #isProduct(text: string, from: number): boolean {
    if (text !== this.#products.text) this.#products = { text, places: new Set() };
    const { places } = this.#products;
    let at = from;
    const seen: number[] = [];
    while (/[A-Za-z]/.test(text[at] ?? '') && !places.has(at)) {
      seen.push(at);
      const [candidate] = this.#candidates(text, at);
      const next = candidate && mention(text, candidate);
      if (!next || next.problem) return false;
      at = next.end;
    }
    if (!places.has(at) && (at === from || /[0-9_]/.test(text[at] ?? ''))) return false;
    for (const place of seen) places.add(place);
    return true;
  }

  #candidates(text: string, at: number): Candidate[] {
    return [
      ...this.#named(text, at).flatMap((candidate) => {
        const length = gradientSuffix.exec(text.slice(candidate.end, candidate.end + 20))?.[0].length;
        if (length === undefined || !this.#isDerivable(candidate)) return [candidate];
        return [{ ...candidate, derivative: true, end: candidate.end + length }, candidate];
      }),
      ...derivatives.flatMap(([prefix, suffix]) => {
        const found = prefix.exec(text.slice(at, at + 40));
        if (!found) return [];
        return this.#named(text, at + found[0].length)
          .filter((candidate) => this.#isDerivable(candidate))
          .map((candidate) => ({ ...candidate, derivative: true, ...(suffix && { suffix }) }));
      }),
    ];
  }

  #isDerivable({ tensor, derivative }: Candidate): boolean {
    return !derivative && this.#vocabulary.cotangents.has(tensor);
  }

  #named(text: string, at: number): Candidate[] {
    return this.#names
      .filter(([name]) => text.startsWith(name, at))
      .map(([name, tensor, derivative]) => ({ tensor, derivative, end: at + name.length }));
  }
}

/** A candidate with its subscripts; undefined if what has to follow them does not. */
function mention(text: string, { tensor, derivative, end, suffix }: Candidate): Mention | undefined {
  const subscripts = subscriptsAt(text, end, entryCount(tensor.shape) > 1);
  const after = subscripts?.end ?? end;
  const more = suffix ? suffix.exec(text.slice(after, after + 20)) : [''];
  if (!more) return undefined;
  const place = subscripts && placeOf(tensor, subscripts);
  const named = { tensor, derivative, end: after + more[0].length };
  if (typeof place !== 'string') return { ...named, place };
  return { ...named, place: undefined, problem: problemWith(subscripts, place, tensor, derivative) };
}

function problemWith(
  subscripts: Subscripts | undefined,
  problem: 'count' | 'range' | 'ambiguous',
  tensor: Tensor,
  derivative: boolean,
): string {
  const name = nameOf({ tensor, derivative });
  if (problem === 'ambiguous')
    return `which can be read in several ways; write commas between the subscripts, as in ${name}_{1,12}`;
  if (entryCount(tensor.shape) === 1) return `but ${name} is a single number`;
  return `but ${extent(tensor, name)}${subscripts?.values.includes(0) ? '; subscripts count from 1' : ''}`;
}

/** What it is called in messages. */
export function nameOf({ tensor, derivative }: Pick<Mention, 'tensor' | 'derivative'>): string {
  return derivative ? `dL/d${tensor.name}` : tensor.name;
}

/** Which entries there are: "I runs from I_11 to I_33". */
export function extent(tensor: Tensor, name: string): string {
  const last = entryCount(tensor.shape) - 1;
  return `${name} runs from ${typedEntry(name, tensor, 0)} to ${typedEntry(name, tensor, last)}`;
}
