import { BadInput } from '../../bad-input.ts';
import type { Tensor } from '../../index/tensor.ts';
import { compare, num } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import { symbolOf } from '../../writing/entry-name.ts';
import type { FigureSubject } from '../figure.ts';
import type { Scene } from '../scene.ts';
import { type Along, reached, type Sliding, slidingOf, under } from './geometry.ts';
import { gap, type Meeting, type PanelExtent, side } from './panels.ts';
import { movingAxes, type Plane, sliceName } from './plane.ts';

/** The steps with a window, by the names of what they make. */
export function slidingSubjects({ model, names }: Scene): FigureSubject[] {
  return model.steps
    .filter((step) => slidingOf(step))
    .map(({ output, layer }) => ({ name: names.shown(output).name, layer }));
}

/** Those whose window is a filter that is learned. */
export function filterSubjects({ model, names }: Scene): FigureSubject[] {
  return model.steps
    .filter((step) => slidingOf(step)?.filter)
    .map(({ output, layer }) => ({ name: names.shown(output).name, layer }));
}

export function slidingFor({ model, names }: Scene, { name }: FigureSubject): Sliding {
  const sliding = model.steps
    .filter(({ output }) => names.shown(output).name === name)
    .map(slidingOf)
    .find((found) => found !== undefined);
  if (!sliding) throw new Error(`${name} has no window`);
  return sliding;
}

/** Entries of larger parts of an array could not be read. */
const largest = 12;
const mostPanels = 4;

/** How many positions of a window have a panel, and which part of the array the panels show. */
export function partial(along: Along, room: number): { positions: number; part: PanelExtent } | undefined {
  for (let positions = Math.min(along.positions, mostPanels); positions > 0; positions--) {
    const { first, last } = reached(along, positions);
    const all = positions === along.positions;
    const part: PanelExtent = {
      first,
      last: all ? Math.max(last, along.size - 1) : last,
      cut: !all && last < along.size - 1,
    };
    if (fits(part, positions, room)) return { positions, part };
  }
  return undefined;
}

/** How many of `count` panels beside each other have room, if each shows this part of an array. */
export function panelsBeside(part: PanelExtent, count: number, room: number): number | undefined {
  for (let shown = Math.min(count, mostPanels); shown > 0; shown--) if (fits(part, shown, room)) return shown;
  return undefined;
}

function fits({ first, last }: PanelExtent, panels: number, room: number): boolean {
  const length = last - first + 1;
  return length <= largest && (panels === 1 || panels * (length * side + gap) <= room);
}

/** Whether the output is the array correlated with the filter, and nothing else. */
export function isPlain({ rows, columns, input, filter, step }: Sliding): boolean {
  return (
    filter !== undefined &&
    step.parameters.length === 1 &&
    [input, step.output].every(({ shape }) => shape.slice(0, -2).every((size) => size === 1)) &&
    [rows, columns].every(({ stride, dilation, before, positions, window, size }) => {
      return stride === 1 && dilation === 1 && before === 0 && positions === size - window + 1;
    })
  );
}

/** o = I (star) W */
export function correlated(made: Notation, image: Notation, filter: Notation): Notation {
  return compare(made, '=', { kind: 'operation', operator: 'correlate', of: [image, filter] });
}

interface SlidingPlanes {
  readonly input: Plane;
  readonly output: Plane;
  readonly filter: Plane | undefined;
}

export function planesOf({ names }: Scene, sliding: Sliding): SlidingPlanes {
  return planesBy(
    names.counting,
    sliding,
    (tensor) => symbolOf(names.shown(tensor)),
    names.entry.bind(names),
  );
}

/** The loss's derivatives by the same arrays. */
export function slopesOf({ names }: Scene, sliding: Sliding): SlidingPlanes {
  const named = (tensor: Tensor): Notation => {
    const short = names.cotangent(tensor);
    return short ? symbolOf(short) : names.gradient(tensor);
  };
  return planesBy(names.counting, sliding, named, names.cotangentEntry.bind(names));
}

function planesBy(
  { base }: Scene['names']['counting'],
  sliding: Sliding,
  named: (tensor: Tensor) => Notation,
  entry: (tensor: Tensor, place: number) => Notation,
): SlidingPlanes {
  const { input, filter, step, rows, columns } = sliding;
  const moving = movingAxes(sliding);
  return {
    input: {
      rows: rows.size,
      columns: columns.size,
      name: sliceName(input, named(input), moving, base),
      entry: (row, column) => entry(input, sliding.inputPlace(row, column)),
    },
    output: {
      rows: rows.positions,
      columns: columns.positions,
      name: sliceName(step.output, named(step.output), moving, base),
      entry: (row, column) => entry(step.output, sliding.outputPlace(row, column)),
    },
    filter: filter && {
      rows: rows.window,
      columns: columns.window,
      name: sliceName(filter, named(filter), moving, base),
      entry: (row, column) => entry(filter, sliding.filterPlace(row, column)),
    },
  };
}

/** What an output is made of: entries of the input, each with the entry of the filter or the share that it is multiplied with. */
export function meetingsOf({ names }: Scene, sliding: Sliding, row: number, column: number): Meeting[] {
  const { rows, columns, filter, factor, takes } = sliding;
  return Array.from({ length: rows.window * columns.window }, (_, at) => {
    const [m, n] = [Math.floor(at / columns.window), at % columns.window];
    const share = factor && takes === 'sum' ? num(factor) : undefined;
    const operand = filter ? names.entry(filter, sliding.filterPlace(m, n)) : share;
    return {
      row: under(rows, row, m),
      column: under(columns, column, n),
      ...(operand && { factor: operand }),
    };
  });
}

/** "Sample 1 of 2, channel 1 of 3.": what a figure of single matrices leaves out; undefined if nothing. */
export function noteOf(
  { model }: Scene,
  { input, step, filter }: Sliding,
  axes: readonly ('sample' | 'channel' | 'filter')[],
): string | undefined {
  const behindBatch = model.batch === undefined ? 0 : 1;
  const counts = {
    sample: model.batch ?? 1,
    channel: input.shape[behindBatch],
    filter: filter ? step.output.shape[behindBatch] : 1,
  };
  const parts = axes.filter((axis) => counts[axis] > 1).map((axis) => `${axis} 1 of ${counts[axis]}`);
  if (parts.length === 0) return undefined;
  const sentence = parts.join(', ');
  return `${sentence[0].toUpperCase()}${sentence.slice(1)}.`;
}

export function tooLarge({ name }: FigureSubject, rows: Along, columns: Along): BadInput {
  const span = ({ window, dilation }: Along): number => dilation * (window - 1) + 1;
  return new BadInput(
    `--of ${name}: a window of ${span(rows)} by ${span(columns)} entries over ${rows.size} by ${columns.size} is too large to be read here, where at most ${largest} by ${largest} entries are drawn at once; the figure arithmetic draws it without letters.`,
  );
}
