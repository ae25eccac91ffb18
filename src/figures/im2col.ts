import type { Tensor } from '../index/tensor.ts';
import { horizontalDots, num, verticalDots } from '../notation/build.ts';
import type { Notation } from '../notation/notation.ts';
import { symbolOf } from '../writing/entry-name.ts';
import type { Drawing, DrawnShape, Tint } from './drawing/drawing.ts';
import { labelWidth } from './drawing/label-width.ts';
import { legibleSize } from './drawing/page.ts';
import { linePitch, sentences } from './drawing/sentences.ts';
import { label } from './drawing/shapes.ts';
import type { Figure } from './figure.ts';
import type { Scene } from './scene.ts';
import { isInside, type Sliding, under } from './sliding/geometry.ts';
import { cells, cellWidth, entrySize, tintOf } from './sliding/plane.ts';
import { filterSubjects, noteOf, slidingFor } from './sliding/planes.ts';

/** A convolution as a product: a row for each window, a column for each entry of the filter. */
export const im2col: Figure = {
  name: 'im2col',
  summary: 'the convolution as one matrix: rows are windows, columns the entries of the filter',
  subjects: filterSubjects,
  draw: (scene, subject) => product(scene, slidingFor(scene, subject)),
};

/** Rows and columns from which on dots stand for those before the last. */
const mostRows = 16;
const mostColumns = 12;
const gap = 0.5;
const head = 1;

/** The places that are shown of `count`; undefined where dots stand. */
function shownOf(count: number, most: number): (number | undefined)[] {
  if (count <= most) return Array.from({ length: count }, (_, at) => at);
  return [...Array.from({ length: most - 2 }, (_, at) => at), undefined, count - 1];
}

function product(scene: Scene, sliding: Sliding): Drawing {
  const { names } = scene;
  const { rows, columns, channels, input, filter, step } = sliding;
  if (!filter) throw new Error(`${step.layer} has no filter`);
  const windows = rows.positions * columns.positions;
  const weights = channels * rows.window * columns.window;
  const shownRows = shownOf(windows, mostRows);
  const shownColumns = shownOf(weights, mostColumns);
  const output = (row: number): [i: number, j: number] => [
    Math.floor(row / columns.positions),
    row % columns.positions,
  ];
  const weight = (column: number): [m: number, n: number, channel: number] => {
    const within = column % (rows.window * columns.window);
    return [
      Math.floor(within / columns.window),
      within % columns.window,
      Math.floor(column / (rows.window * columns.window)),
    ];
  };
  /** The entry of the image in this row and column; undefined in padding. */
  const entry = (row: number, column: number): Notation | undefined => {
    const [[i, j], [m, n, channel]] = [output(row), weight(column)];
    const [r, c] = [under(rows, i, m), under(columns, j, n)];
    return isInside(rows, r) && isInside(columns, c)
      ? names.entry(input, sliding.inputPlace(r, c, channel))
      : undefined;
  };
  const made = (row: number): Notation => names.entry(step.output, sliding.outputPlace(...output(row)));
  const learned = (column: number): Notation => names.entry(filter, sliding.filterPlace(...weight(column)));
  const bias = step.parameters.find((tensor) => tensor !== filter);

  const height = Math.max(shownRows.length, shownColumns.length);
  const shapes: DrawnShape[] = [];
  let x = 0;
  /** A matrix with a title above it, its middle where the middle of the highest is. */
  const add = (
    title: Notation,
    down: readonly (number | undefined)[],
    across: readonly (number | undefined)[],
    of: (row: number, column: number) => { text: Notation | undefined; fill: Tint },
  ): void => {
    const dots = (row: number | undefined, column: number | undefined): Notation =>
      row === undefined && column === undefined
        ? { kind: 'dots', direction: 'diagonal' }
        : row === undefined
          ? verticalDots
          : horizontalDots;
    const cell = (r: number, c: number) => {
      const [row, column] = [down[r], across[c]];
      if (row === undefined || column === undefined)
        return { fill: 'image' as const, above: dots(row, column) };
      const { text: letters, fill } = of(row, column);
      return letters === undefined
        ? { fill: 'image' as const, stroke: 'dashed' as const, above: num(0) }
        : { fill, above: letters };
    };
    const all = down.flatMap((_, r) => across.map((_, c) => cell(r, c).above));
    const width = cellWidth(all, entrySize, 1);
    const y = head + (height - down.length) / 2;
    const totalWidth = width * across.length;
    const wide = Math.max(totalWidth, labelWidth(title, 1));
    shapes.push(label(x + wide / 2, y - 0.45, 1, title));
    shapes.push(...cells(x + (wide - totalWidth) / 2, y, down.length, across.length, [width, 1], cell));
    x += wide + gap;
  };
  const sign = (of: string): void => {
    shapes.push(label(x + 0.1, head + height / 2, 1.2, of));
    x += gap + 0.2;
  };
  const vec = (tensor: Tensor): Notation => ({ kind: 'call', name: 'vec', arguments: [symbolOf(tensor)] });
  const single = [0];
  const inputName = scene.spoken(symbolOf(names.shown(input)));
  add(
    { kind: 'call', name: 'im2col', arguments: [symbolOf(names.shown(input))] },
    shownRows,
    shownColumns,
    (row, column) => ({
      text: entry(row, column),
      fill: tintOf(row),
    }),
  );
  add(vec(filter), shownColumns, single, (row) => ({ text: learned(row), fill: 'filter' }));
  if (bias) {
    sign('+');
    add(symbolOf(bias), shownRows, single, () => ({ text: names.entry(bias, 0), fill: 'padding' }));
  }
  sign('=');
  add(vec(names.shown(step.output)), shownRows, single, (row) => ({
    text: made(row),
    fill: tintOf(row),
  }));
  const width = x - gap;
  const size = legibleSize(width);
  const note = noteOf(scene, sliding, ['sample', 'filter']);
  const elided = shownRows.length < windows || shownColumns.length < weights;
  const sentence =
    `Each of the ${windows} rows is one window of ${inputName}, each of the ${weights} columns meets one weight.` +
    `${elided ? ' Dots stand for those between.' : ''}${note ? ` ${note}` : ''}`;
  const lines = sentences(sentence, 0, head + height + 0.3 + 0.5 * size, width, size, { at: 'beginning' });
  return {
    width,
    height: head + height + 0.4 + lines.length * linePitch * size,
    shapes: [...shapes, ...lines],
    alt:
      `${step.layer} as a product of a ${windows} by ${weights} matrix with the weights of ${scene.spoken(symbolOf(filter))} as a column. ` +
      `Its first row is the window of ${scene.spoken(made(0))}: ${shownColumns
        .map((column) => (column === undefined ? '…' : scene.spoken(entry(0, column) ?? num(0))))
        .join(', ')}.`,
  };
}
