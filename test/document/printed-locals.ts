import { localLines } from '../../src/document/derivation/local.ts';
import type { Setting } from '../../src/document/setting.ts';
import { definitionValues } from '../../src/evaluate/law-values.ts';
import { alignedRows } from '../../src/formats/displayed.ts';
import { type Definition, isReduction, subformulas } from '../../src/index/formula.ts';
import { simplify } from '../../src/index/simplify.ts';
import { entryCount, type Tensor } from '../../src/index/tensor.ts';
import type { Step } from '../../src/model/model.ts';
import { latex } from '../../src/notation/latex.ts';
import type { Notation } from '../../src/notation/notation.ts';
import { type Entries, type Known, sides } from '../notation/latex-value.ts';
import { numbersOf } from './numbers-of.ts';
import type { Comparison } from './printed-laws.ts';
import { asShown, knownOf } from './worked-out.ts';

/**
 * Every local derivative do/dx as it is printed, read back from its LaTeX and worked out for every entry of o and of x
 * that its letters name, beside what o changes by where x is moved a little.
 */
export function printedLocals(setting: Setting): Comparison {
  const known = knownOf(setting);
  let compared = 0;
  const differences: string[] = [];
  const unread = new Set<string>();
  for (const step of setting.model.steps) {
    if (setting.names.isRenamed(step.output)) continue;
    for (const definition of step.definitions.map(simplify)) {
      const wanted = new Set([...step.inputs, ...step.parameters]);
      for (const tensor of wanted) {
        const slopes = slopesOf(setting, step, tensor);
        for (const line of localLines(setting, [definition], new Set([tensor]), false)) {
          const { left } = line;
          if (left.kind !== 'derivative') throw new Error('a local derivative is a derivative');
          const row = alignedRows([line], (math) => math).join(' ');
          for (const letters of assignments(setting, definition, lettersIn(left))) {
            const o = placeAt(left.of, step.output, setting, letters);
            const x = placeAt(left.by, tensor, setting, letters);
            if (o === undefined || x === undefined) continue;
            for (const value of sides(row, { ...known, letters }).slice(1)) {
              if (value === undefined) {
                unread.add(row);
                continue;
              }
              compared++;
              const slope = slopes[x][o];
              if (typeof value !== 'number' || Math.abs(value - slope) > 1e-4 * Math.max(1, Math.abs(slope)))
                differences.push(`${value} for ${slope} at ${[...letters].join(' ')} of ${row}`);
            }
          }
        }
      }
    }
  }
  return { compared, differences, unread: [...unread] };
}

/** By entry of the tensor, the slopes of all entries of the output. */
function slopesOf(setting: Setting, { definitions }: Step, tensor: Tensor): number[][] {
  const arrays = new Map<Tensor, Float64Array>(
    Array.from(numbersOf(setting).values, ([given, values]) => [
      given,
      Float64Array.from(values, (value) => value.valueOf()),
    ]),
  );
  const made = (place: number, step: number): Float64Array => {
    const moved = arrays.get(tensor)?.slice() ?? new Float64Array();
    moved[place] += step;
    return definitionValues(definitions, new Map([...arrays, [tensor, moved]]), setting.model.conventions);
  };
  const step = 2 ** -14;
  return Array.from({ length: entryCount(tensor.shape) }, (_, place) => {
    const [up, down] = [made(place, step), made(place, -step)];
    return Array.from(up, (value, at) => (value - down[at]) / (2 * step));
  });
}

/** The letters in the subscripts of o and x. */
function lettersIn({ of, by }: Extract<Notation, { kind: 'derivative' }>): Set<string> {
  const inside = (part: Notation): string[] => {
    if (part.kind === 'symbol') return [part.name];
    if (part.kind === 'sum') return part.terms.flatMap(inside);
    if (part.kind === 'product') return part.factors.flatMap(inside);
    return part.kind === 'negative' ? inside(part.of) : [];
  };
  return new Set(
    [of, by].flatMap((entry) => (entry.kind === 'symbol' ? entry.subscripts.flatMap(inside) : [])),
  );
}

/** Every way to give these letters their values, of those of a rule and of its sums. */
function assignments(
  { names }: Setting,
  { over, body }: Definition,
  wanted: ReadonlySet<string>,
): Map<string, number>[] {
  const inner = [...subformulas(body)].flatMap((part) => (isReduction(part) ? part.over : []));
  const ranges = [...over, ...inner].filter(({ letter }) => wanted.has(names.letter(letter)));
  return ranges.reduce<Map<string, number>[]>(
    (all, { letter, size }) =>
      all.flatMap((letters) =>
        Array.from(
          { length: size },
          (_, value) => new Map([...letters, [names.letter(letter), value + names.counting.base]]),
        ),
      ),
    [new Map()],
  );
}

/** Which entry of its tensor a printed symbol names; undefined where there is none. */
function placeAt(
  entry: Notation,
  tensor: Tensor,
  { names }: Setting,
  letters: Known['letters'],
): number | undefined {
  const data = Array.from({ length: entryCount(tensor.shape) }, (_, place) => place);
  const places: Entries = asShown(tensor, names.counting.axes(tensor), data);
  const name = latex(entry)
    .replace(/_\{.*$/s, '')
    .trim();
  try {
    const [place] = sides(latex(entry), {
      arrays: new Map([[name.replace(/ /g, ''), places]]),
      letters,
      loss: 'L',
      base: names.counting.base,
    });
    return typeof place === 'number' ? place : undefined;
  } catch (error) {
    if (error instanceof Error && error.message.includes('is beyond')) return undefined;
    throw error;
  }
}
