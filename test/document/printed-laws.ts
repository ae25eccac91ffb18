import { isRename, lawLine } from '../../src/document/laws/law-lines.ts';
import type { Setting } from '../../src/document/setting.ts';
import { alignedRows } from '../../src/formats/displayed.ts';
import type { Affine } from '../../src/index/affine.ts';
import type { Definition, Range } from '../../src/index/formula.ts';
import type { Law } from '../../src/model/laws.ts';
import { sides } from '../notation/latex-value.ts';
import { numbersOf } from './numbers-of.ts';
import { winnersOf } from './winners-of.ts';
import { asShown, knownOf } from './worked-out.ts';

/** Where a printed law is another number than the gradient; and how many numbers were compared. */
export interface Comparison {
  readonly compared: number;
  readonly differences: readonly string[];
  /** Laws that the reader does not understand to the end: with ties no indicator says who wins. */
  readonly unread: readonly string[];
}

/**
 * Every law in index letters of a model with values, read back from its LaTeX and worked out entry by entry. Entries that
 * the law does not speak of have the gradient 0.
 */
export function printedLaws(setting: Setting, laws: readonly Law[], width: number): Comparison {
  const known = knownOf(setting);
  const { gradients } = numbersOf(setting);
  let compared = 0;
  const differences: string[] = [];
  const unread = new Set<string>();
  for (const law of laws) {
    const gradient = gradients.get(law.of);
    if (!gradient || setting.names.isRenamed(law.of) || isRename(setting.names, law)) continue;
    const winners = winnersOf(setting, law);
    if (winners === 'tied') {
      unread.add(`tied: ${law.of.name}`);
      continue;
    }
    const arrays = new Map([
      ...known.arrays,
      ...(winners
        ? [[winnerSign, asShown(law.of, setting.names.counting.axes(law.of), winners)] as const]
        : []),
    ]);
    const row = alignedRows([lawLine(setting.names, law)], (math) => math, width).join(' ');
    const spoken = new Set<number>();
    for (const letters of assignments(law.definition)) {
      const place = placeOf(law.definition, letters);
      spoken.add(place);
      const right = gradient[place].valueOf();
      const printed = new Map(
        [...letters].map(([letter, value]) => [
          setting.names.letter(letter),
          value + setting.names.counting.base,
        ]),
      );
      const values = sides(row, { ...known, arrays, letters: printed }).slice(1);
      if (values.at(-1) === undefined) unread.add(row);
      for (const value of values.filter((side) => side !== undefined)) {
        compared++;
        if (typeof value !== 'number' || !isAlike(value, right))
          differences.push(`${value} for ${right} at ${[...printed].join(' ')} of ${row}`);
      }
    }
    gradient.forEach((value, place) => {
      if (!spoken.has(place) && value.valueOf() !== 0)
        differences.push(`nothing for ${value.valueOf()} at place ${place} of ${law.of.name}`);
    });
  }
  return { compared, differences, unread: [...unread] };
}

/** To what rounding leaves where small variances are divided by; a formula that is false is off by more. */
export function isAlike(value: number, right: number): boolean {
  return Math.abs(value - right) <= 1e-6 * Math.max(1, Math.abs(right));
}

/** The indicator of a winner, as it is printed. */
const winnerSign = '\\mathbf{1}';

function assignments({ over }: Definition): Map<string, number>[] {
  return over.reduce<Map<string, number>[]>(
    (all, { letter, size }: Range) =>
      all.flatMap((letters) =>
        Array.from({ length: size }, (_, value) => new Map([...letters, [letter, value]])),
      ),
    [new Map()],
  );
}

function placeOf({ output, subscripts }: Definition, letters: ReadonlyMap<string, number>): number {
  const valueAt = ({ constant, terms }: Affine): number =>
    terms.reduce(
      (total, { letter, coefficient }) => total + coefficient * (letters.get(letter) ?? 0),
      constant,
    );
  return subscripts.reduce((place, form, axis) => place * output.shape[axis] + valueAt(form), 0);
}
