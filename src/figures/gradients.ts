import { BadInput } from '../bad-input.ts';
import type { Tensor } from '../index/tensor.ts';
import { differentiable } from '../model/expansion.ts';
import { num } from '../notation/build.ts';
import type { Notation } from '../notation/notation.ts';
import { symbolOf } from '../writing/entry-name.ts';
import { cellNumber } from './charts/cell-number.ts';
import type { Drawing, DrawnShape, Tint } from './drawing/drawing.ts';
import { labelWidth } from './drawing/label-width.ts';
import { label, moved, rectangle } from './drawing/shapes.ts';
import type { Figure } from './figure.ts';
import { matrixPanels } from './heat/matrix-panels.ts';
import { type HeatCell, type HeatPanel, type HeatPanels, heatPanels, stepOf } from './heat/panels.ts';
import { shortNumber } from './heat/words.ts';
import type { Scene } from './scene.ts';
import { cellWidth, entrySize } from './sliding/plane.ts';

/** The numbers of one gradient by sign and size. */
export const gradients: Figure = {
  name: 'gradients',
  summary: 'a gradient as a heat map: the sign and the size of each entry',
  subjects: ({ model, names }) =>
    model.values
      ? [...differentiable(model).slice(1), model.input, ...outputs(model)]
          .filter((tensor) => names.shown(tensor) === tensor)
          .map(({ name }) => ({ name }))
      : [],
  draw: (scene, { name }) => {
    const { model } = scene;
    const tensor = [...differentiable(model), ...outputs(model)].find((tensor) => tensor.name === name);
    const numbers = tensor && scene.slopes(tensor);
    if (!tensor || !numbers) throw new BadInput(`--of ${name}: the loss does not depend on it.`);
    return heat(
      scene,
      tensor,
      Float64Array.from(numbers, (number) => number.valueOf()),
    );
  },
};

function outputs({ steps }: Scene['model']): Tensor[] {
  return steps.filter(({ inner }) => !inner).map(({ output }) => output);
}

/** Entries of larger arrays share cells, the largest in size being shown; numbers are written in small ones. */
const limits = { rows: 48, columns: 48, slices: 16 };
const largestWritten = 8;

const above: readonly Tint[] = ['above1', 'above2', 'above3'];
const under: readonly Tint[] = ['below1', 'below2', 'below3'];

function heat({ names, spoken }: Scene, tensor: Tensor, numbers: Float64Array): Drawing {
  const short = names.cotangent(tensor);
  const name = short ? symbolOf(short) : names.gradient(tensor);
  const all = heatPanels(
    tensor.shape,
    numbers,
    Array.from(numbers, () => true),
    limits,
    names.counting,
  );
  const { panels, largest } = all;
  const cells = panels.flatMap(({ cells: rows }) => rows.flat());
  const small = Math.max(panels[0].cells.length, panels[0].cells[0].length) <= largestWritten;
  const written = small && all.hidden === 1 && all.block[0] * all.block[1] === 1;
  const width = written
    ? cellWidth(
        cells.map(({ error }) => cellNumber(error)),
        entrySize,
        1,
      )
    : 1;
  const laid = matrixPanels(all, name, width, (panel, x, y) => squares(panel, x, y, width, largest, written));
  const bottom = laid.height + 0.6;
  const strip = largest > 0 ? legend(0, bottom, largest, written) : { width: 0, shapes: [] };
  const total = Math.max(laid.width, strip.width);
  return {
    width: total,
    height: largest > 0 ? bottom + 1 : laid.height + 0.1,
    shapes: [
      ...moved(laid.shapes, (total - laid.width) / 2, 0),
      ...moved(strip.shapes, (total - strip.width) / 2, 0),
    ],
    alt: described(names, tensor, name, numbers, all, spoken),
  };
}

function squares(
  { cells }: HeatPanel,
  x: number,
  y: number,
  width: number,
  largest: number,
  written: boolean,
): DrawnShape[] {
  return cells.flatMap((row, down) =>
    row.flatMap((cell, across): DrawnShape[] => {
      const [left, top] = [x + across * width, y + down];
      const face = {
        ...rectangle(left, top, width, 1, tintOf(cell, largest)),
        hatched: !written && cell.error < 0,
      };
      return written ? [face, label(left + width / 2, top + 0.5, entrySize, cellNumber(cell.error))] : [face];
    }),
  );
}

function tintOf({ error }: HeatCell, largest: number): Tint {
  if (error === 0) return 'image';
  return (error > 0 ? above : under)[stepOf(error, largest, above.length)];
}

/** The colours from the lowest to the highest number; where no number is written, hatched below 0. */
function legend(
  x: number,
  y: number,
  largest: number,
  written: boolean,
): { width: number; shapes: DrawnShape[] } {
  const [least, most] = [cellNumber(-largest), cellNumber(largest)];
  const left = x + labelWidth(least, 0.7) + 0.3;
  const strip = [...under.toReversed(), 'image' as const, ...above];
  const right = left + strip.length;
  return {
    width: right + 0.3 + labelWidth(most, 0.7),
    shapes: [
      label(left - 0.2, y + 0.4, 0.7, least, { at: 'end' }),
      ...strip.map((tint, at): DrawnShape => {
        return { ...rectangle(left + at, y, 1, 0.8, tint), hatched: !written && at < under.length };
      }),
      label(left + under.length + 0.5, y + 0.4, 0.7, num(0)),
      label(right + 0.2, y + 0.4, 0.7, most, { at: 'beginning' }),
    ],
  };
}

function described(
  names: Scene['names'],
  tensor: Tensor,
  name: Notation,
  numbers: Float64Array,
  { block: [down, across], hidden }: HeatPanels,
  spoken: Scene['spoken'],
): string {
  const count = (holds: (number: number) => boolean): number => numbers.filter(holds).length;
  const worst = numbers.reduce(
    (best, number, place) => (Math.abs(number) > Math.abs(numbers[best]) ? place : best),
    0,
  );
  if (numbers[worst] === 0)
    return numbers.length === 1
      ? `${spoken(name)} as a heat map: its one entry is 0.`
      : `${spoken(name)} as a heat map: all ${numbers.length} entries are 0.`;
  const place = names.cotangentEntry(tensor, worst);
  const told =
    `${spoken(name)} as a heat map of ${tensor.shape.join(' by ')} entries: ${count((number) => number > 0)} above 0, ` +
    `${count((number) => number < 0)} below, ${count((number) => number === 0)} equal to 0; the largest in size is ` +
    `${spoken(place)} = ${spoken(shortNumber(numbers[worst]))}.`;
  const together = down * across * hidden;
  return together > 1
    ? `${told} Each square stands for ${together} entries and shows the largest in size.`
    : told;
}
