import type { Model } from '../../src/model/model.ts';
import { readModel } from '../../src/model/read.ts';
import { NiceValues } from '../../src/worksheet/nice-values.ts';
import { planOf } from '../../src/worksheet/section.ts';
import { type Sheet, sheetOf } from '../../src/worksheet/sheet.ts';

const values = `values: { I: { random: integers, from: -2, to: 3 }, W: { random: integers, from: -2, to: 2 }, y: { random: integers, from: 0, to: 4 } }`;

function yaml(layers: string, title = 'How a filter learns'): string {
  return `title: ${JSON.stringify(title)}
input: { name: I, shape: [3, 3] }
layers: [ { Conv2d: { kernel_size: 2, bias: false, weight: W, output: o } }, ${layers} ]
loss: { MSELoss: { target: y, reduction: sum } }
${values}
`;
}

/** Whole numbers nearly everywhere, every exercise, a choice. */
export const lesson = yaml('{ MaxPool2d: { kernel_size: 2 } }, Flatten');
/** Fractions. */
export const average = yaml('{ AvgPool2d: { kernel_size: 2 } }, Flatten');
/** Irrational numbers. */
export const smooth = yaml('Sigmoid, { MaxPool2d: { kernel_size: 2 } }, Flatten');

/** What a title may be, whoever wrote it, and what XML can say of it. */
export const hostileTitles: readonly (readonly [title: string, read: string])[] = [
  ...[
    ']]>',
    '<script>alert(1)</script>',
    '{1:SHORTANSWER:=x}',
    '"quotes" & \'apostrophes\' / slashes \\ }#~=%',
    '&lt;&#38;',
  ].map((title) => [title, title] as const),
  ['bell \u0007 and half of a pair \ud800', 'bell \uFFFD and half of a pair \uFFFD'],
];

export function sheets(text: string, codes: readonly string[], title?: string): Sheet[] {
  const model: Model = readModel(text, 'm.yaml');
  const plan = planOf(model);
  const nice = new NiceValues(model, plan.numbers);
  return codes.map((code) => {
    const sheet = sheetOf(nice.variant(code), code, plan);
    return title === undefined ? sheet : { ...sheet, title };
  });
}

export const codes = ['7KQ2-M0XA', 'B3'];
export const all: readonly (readonly [name: string, sheets: Sheet[]])[] = [
  ['lesson', sheets(lesson, codes)],
  ['average', sheets(average, codes)],
  ['smooth', sheets(smooth, codes)],
];
