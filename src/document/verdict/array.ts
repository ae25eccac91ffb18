import type { Quantity } from '../../evaluate/quantity.ts';
import { heatBlocks } from '../../figures/heat/blocks.ts';
import { heatMap } from '../../figures/heat/map.ts';
import type { Model } from '../../model/model.ts';
import { compare, num, partial } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import { isNumber } from '../../verify/judge-number.ts';
import type { ArrayVerdict, EntryVerdict, Verified } from '../../verify/verdict.ts';
import { symbolOf } from '../../writing/entry-name.ts';
import type { Block, EquationLine, Inline } from '../block.ts';
import type { Names } from '../names.ts';
import { ofQuantity } from '../numbers.ts';
import { equals, equation, math, note, paragraph, section } from '../prose.ts';
import { matrixOf, slicesOf } from '../slices.ts';
import { expectedNotation, subjectName } from './names.ts';

/** Wrong entries that are listed one by one, slices that are shown as matrices, and rows of each. */
const most = { listed: 12, slices: 4, matrix: 8, formula: 60, counterexamples: 3, symbols: 12 };

/** Of an array that is wrong: what is right beside what was answered, where the errors are, numbers that show them. */
export function arrayBlocks(names: Names, model: Model, verified: Verified, array: ArrayVerdict): Block[] {
  const { about, entries, correct, otherShape } = array;
  if (correct || otherShape) return [];
  const wrong = entries.filter(({ verdict }) => verdict === 'wrong');
  // Beside a formula stands a formula.
  const expected = ({ expected: right, got }: EntryVerdict): Notation =>
    expectedNotation(names, model, verified.expected, got.kind === 'formula' ? { node: right.node } : right);
  const numeric = model.values && entries.every(({ got }) => got.kind !== 'formula');
  return [
    section(`answer-${about.kind}-${about.tensor.name}`, math(subjectName(names, about))),
    ...(numeric
      ? equation({ kind: 'answer', tensor: about.tensor.name }, matrices(names, array, expected))
      : []),
    wrongTable(names, array, wrong, expected),
    ...(wrong.length > most.listed
      ? [paragraph(`${wrong.length - most.listed} more entries are wrong.`)]
      : []),
    ...heat(names, array),
    ...wrong.slice(0, most.counterexamples).flatMap((entry) => counterexample(names, array, entry)),
  ];
}

/** The right matrix, then the one that was answered. */
function matrices(
  names: Names,
  { about, entries }: ArrayVerdict,
  expected: (entry: EntryVerdict) => Notation,
): EquationLine[] {
  return slicesOf(about.tensor)
    .slice(0, most.slices)
    .flatMap((slice) => {
      const right = matrixOf(slice, (place) => expected(entries[place]), most.matrix);
      const answered = matrixOf(slice, (place) => gotNotation(entries[place]), most.matrix);
      const isMatrix = about.tensor.shape.filter((size) => size > 1).length <= 2;
      const left = isMatrix
        ? subjectName(names, about)
        : about.kind === 'gradient'
          ? partial(names.loss, slice.name)
          : slice.name;
      return [equals(left, right), equals({ kind: 'words', text: 'answer' }, answered)];
    });
}

function gotNotation({ got }: EntryVerdict): Notation {
  if (isNumber(got) && got.kind !== 'float') return shortWords(got.written) ?? ofQuantity(got.value);
  if (isNumber(got)) return ofQuantity(got.value as Quantity);
  return { kind: 'words', text: got.kind === 'blank' ? '?' : shortened(got.written) };
}

/** Numbers as they were written, as long as that is short. */
function shortWords(written: string): Notation | undefined {
  if (/^[-+]?\d{1,9}$/.test(written)) return num(Number(written));
  const [, sign, digits] = /^([-+]?)(\d{1,9}\.\d{1,9})$/.exec(written) ?? [];
  if (digits === undefined) return undefined;
  const decimal: Notation = { kind: 'decimal', digits };
  return sign === '-' ? { kind: 'negative', of: decimal } : decimal;
}

function shortened(text: string): string {
  return text.length <= most.formula ? text : `${text.slice(0, most.formula - 1)}…`;
}

function wrongTable(
  names: Names,
  { about }: ArrayVerdict,
  wrong: readonly EntryVerdict[],
  expected: (entry: EntryVerdict) => Notation,
): Block {
  const someHere = wrong.some(({ rightHere }) => rightHere);
  const rows = wrong
    .slice(0, most.listed)
    .map((entry): Inline[][] => [
      [math(subjectName(names, about, entry.place))],
      [isNumber(entry.got) ? math(gotNotation(entry)) : shortened(entry.got.written)],
      [math(expected(entry))],
      ...(someHere ? [[entry.rightHere ? 'right at these values, not in general' : '']] : []),
    ]);
  return {
    kind: 'table',
    part: { kind: 'wrong', tensor: about.tensor.name },
    headings: [['Entry'], ['Answer'], ['Right is'], ...(someHere ? [['Remark']] : [])],
    rows,
  };
}

/** Where the errors are, for arrays of numbers in rows and columns. */
function heat(names: Names, { about, entries }: ArrayVerdict): Block[] {
  const long = about.tensor.shape.filter((size) => size > 1);
  const numeric = entries.every(
    ({ gotFloat, expected }) => gotFloat !== undefined && expected.float !== undefined,
  );
  if (long.length < 2 || !numeric || entries.length < 9) return [];
  const wrong = entries.map(({ verdict }) => verdict === 'wrong');
  const errors = Float64Array.from(entries, ({ gotFloat = 0, expected: { float = 0 } }, at) =>
    wrong[at] ? gotFloat - float : 0,
  );
  const name = subjectName(names, about);
  const { shape } = about.tensor;
  return [
    {
      kind: 'figure',
      drawing: heatMap(shape, errors, wrong, symbolOf(about.tensor)),
      text: heatBlocks(shape, errors, wrong, symbolOf(about.tensor)),
      caption: ['Where ', math(name), ' is wrong, darker the larger the error.'],
    },
  ];
}

function counterexample(
  names: Names,
  { about }: ArrayVerdict,
  { place, counterexample: found }: EntryVerdict,
): Block[] {
  if (!found) return [];
  const shown = found.at.slice(0, most.symbols);
  const values = shown.flatMap(({ tensor, place: at, value }, which): Inline[] => [
    which > 0 ? ', ' : '',
    math(compare(names.entry(tensor, at), '=', { kind: 'words', text: value })),
  ]);
  return [
    note(
      'Counterexample',
      math(subjectName(names, about, place)),
      ` is ${found.expected}, the answer ${found.got}, at `,
      ...values,
      found.at.length > shown.length ? ', …' : '',
      '.',
    ),
  ];
}
