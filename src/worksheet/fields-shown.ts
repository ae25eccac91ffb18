import type { Block, Inline } from '../document/block.ts';
import { ofQuantity } from '../document/numbers.ts';
import { equation, math } from '../document/prose.ts';
import { isExact, type Quantity } from '../evaluate/quantity.ts';
import { type Field, type FieldAnswer, type Grid, letterOf, type Question } from '../exercises/question.ts';
import { compare } from '../notation/build.ts';
import type { Notation } from '../notation/notation.ts';

/** Something to write on. */
const line: Notation = { kind: 'words', text: '________' };
const cell: Notation = { kind: 'words', text: '____' };

/** The fields of a question as a student sees them: lines, matrices of blanks, lists to choose from. */
export function blanks({ fields, grid, inAsk }: Question): Block[] {
  if (inAsk) return [];
  if (grid) return matrix(grid, () => cell);
  return listed(
    fields,
    () => line,
    () => false,
  );
}

/** The same with the answers; `decimals` is for irrational ones. */
export function filled({ fields, grid, inAsk }: Question, decimals: number): Block[] {
  const value = ({ answer }: Field): Notation => answerNotation(answer, decimals);
  if (inAsk)
    return [
      {
        kind: 'list',
        items: fields.map((field) => ['beside ', math(field.label), ': ', math(value(field))]),
      },
    ];
  if (grid) return matrix(grid, (at) => value(fields[at]));
  return listed(fields, value, (right) => right);
}

function matrix({ left, rows }: Grid, entry: (at: number) => Notation): Block[] {
  const right: Notation = { kind: 'matrix', rows: rows.map((row) => row.map(entry)) };
  return equation(undefined, [{ left, steps: [{ relation: '=', right }] }]);
}

/** A line for each field; of a choice its options, the ticked one with a cross. */
function listed(
  fields: readonly Field[],
  value: (field: Field) => Notation,
  ticked: (isRight: boolean) => boolean,
): Block[] {
  const items = fields.flatMap((field): Inline[][] => {
    const { answer, label } = field;
    if (answer.kind !== 'choice') return [[math(compare(label, '=', value(field)))]];
    return [
      [math(label), ' …'],
      ...answer.options.map((option, at): Inline[] => [
        `${ticked(at === answer.right) ? '[X]' : '[  ]'} ${letterOf(at)}: `,
        ...option,
      ]),
    ];
  });
  return [{ kind: 'list', items }];
}

export function answerNotation(answer: FieldAnswer, decimals: number): Notation {
  switch (answer.kind) {
    case 'number':
      return answer.exact && isShort(answer.exact)
        ? ofQuantity(answer.exact)
        : decimal(answer.float, decimals);
    case 'formula':
      return answer.notation;
    case 'choice':
      return { kind: 'words', text: letterOf(answer.right) };
  }
}

function isShort(value: Quantity): boolean {
  return isExact(value) && value.d < 1000n;
}

function decimal(value: number, decimals: number): Notation {
  const digits: Notation = { kind: 'decimal', digits: Math.abs(value).toFixed(decimals) };
  return value < 0 && Number(value.toFixed(decimals)) !== 0 ? { kind: 'negative', of: digits } : digits;
}
