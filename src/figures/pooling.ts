import { num, times } from '../notation/build.ts';
import type { Notation } from '../notation/notation.ts';
import { cellNumber } from './charts/cell-number.ts';
import type { Drawing, DrawnShape, Point, Tint } from './drawing/drawing.ts';
import { legibleSize } from './drawing/page.ts';
import { linePitch, sentences } from './drawing/sentences.ts';
import { arrow, dot } from './drawing/shapes.ts';
import type { Figure } from './figure.ts';
import type { Scene } from './scene.ts';
import { type Sliding, slidingOf } from './sliding/geometry.ts';
import { type Cell, cells, cellWidth, entrySize } from './sliding/plane.ts';
import { slidingFor } from './sliding/planes.ts';
import { described, type Member, meaning, type PoolingWindow, windowsOf } from './sliding/pooling-windows.ts';

/** Each window by itself: what wins, or what each entry counts, and how the gradient comes back. */
export const pooling: Figure = {
  name: 'pooling',
  summary: 'the windows of a pooling: the winner or the mean of each, and where the gradient goes back to',
  subjects: ({ model, names }) =>
    model.steps
      .filter((step) => {
        const sliding = slidingOf(step);
        return sliding && !sliding.filter && (sliding.takes === 'max' || sliding.factor);
      })
      .map(({ output, layer }) => ({ name: names.shown(output).name, layer })),
  draw: (scene, subject) => {
    const sliding = slidingFor(scene, subject);
    const shown = shownOf(sliding);
    return pooled(scene, sliding, windowsOf(scene, sliding, subject, shown), shown[1]);
  },
};

/** At most so many windows are drawn along each axis, as far as there is room. */
const most = 4;
/** In cells: the height of a cell with two lines, the way of an arrow, between the two halves of a panel, between panels. */
const high = 1.3;
const way = 1.5;
const between = 0.7;
const gap = 1.4;
/** Above the first windows, for the dot on the edge of a winner. */
const above = 0.15;
/** No narrower, so that the sentence below has room. */
const narrowest = 12;

/** How many windows have room below and beside each other, if their cells are about square. */
function shownOf({ rows, columns }: Sliding): readonly [down: number, across: number] {
  const room = (positions: number, panel: number, all: number): number =>
    Math.max(1, Math.min(most, positions, Math.floor((all + gap) / (panel + gap))));
  return [
    room(rows.positions, 2 * rows.window * high + between, 30),
    room(columns.positions, columns.window * 1.5 + way + 1.5, 26),
  ];
}

/** What stands in the cells of a panel, and how wide they are. */
interface Contents {
  readonly entry: (place: number) => Pick<Cell, 'above' | 'below'>;
  readonly result: (output: number) => Pick<Cell, 'above' | 'below'>;
  /** What comes to an output, and what a member gets of it. */
  readonly arriving: (output: number) => Notation;
  readonly share: (member: Member, output: number) => Notation;
  readonly widths: readonly [entry: number, result: number];
}

function contentsOf(
  { names, values }: Scene,
  { input, step }: Sliding,
  windows: readonly PoolingWindow[],
): Contents {
  const [before, after] = [values(input), values(step.output)];
  const entry = (place: number): Notation => names.entry(input, place);
  const result = (output: number): Notation => names.entry(step.output, output);
  const arriving = (output: number): Notation => names.cotangentEntry(step.output, output);
  const share: Contents['share'] = ({ share: part }, output) =>
    part.equals(0) ? num(0) : part.equals(1) ? arriving(output) : times([num(part), arriving(output)], true);
  const inBlocks = windows.flatMap(({ members, output }) =>
    members.flatMap((member) =>
      member.place === undefined ? [] : [entry(member.place), share(member, output)],
    ),
  );
  const beside = windows.flatMap(({ output }) => [result(output), arriving(output)]);
  return {
    entry: (place) => ({ above: entry(place), ...(before && { below: cellNumber(before[place]) }) }),
    result: (output) => ({ above: result(output), ...(after && { below: cellNumber(after[output]) }) }),
    arriving,
    share,
    widths: [cellWidth(inBlocks, entrySize, high), cellWidth(beside, entrySize, high)],
  };
}

function pooled(scene: Scene, sliding: Sliding, windows: readonly PoolingWindow[], perRow: number): Drawing {
  const { rows, columns } = sliding;
  const contents = contentsOf(scene, sliding, windows);
  const [wide, result] = contents.widths;
  const panelWidth = columns.window * wide + way + result;
  const panelHeight = 2 * rows.window * high + between;
  const panels = perRow * (panelWidth + gap) - gap;
  const width = Math.max(panels, narrowest);
  const shapes = windows.flatMap((window, at) => {
    const x = (width - panels) / 2 + (at % perRow) * (panelWidth + gap);
    return panel(sliding, contents, window, x, above + Math.floor(at / perRow) * (panelHeight + gap));
  });
  const bottom = above + Math.ceil(windows.length / perRow) * (panelHeight + gap) - gap;
  const size = legibleSize(width);
  const all = rows.positions * columns.positions;
  const sentence = meaning(sliding, windows, all);
  const lines = sentences(sentence, 0, bottom + 0.5 + 0.6 * size, width, size, { at: 'beginning' });
  return {
    width,
    height: bottom + 0.8 + (0.3 + lines.length * linePitch) * size,
    shapes: [...shapes, ...lines],
    alt: described(scene, sliding, windows, all),
  };
}

/** Above, what the window makes; below, what comes back to it. */
function panel(
  sliding: Sliding,
  contents: Contents,
  { members, output }: PoolingWindow,
  x: number,
  y: number,
): DrawnShape[] {
  const { rows, columns } = sliding;
  const [wide, result] = contents.widths;
  const edge = x + columns.window * wide;
  const right = edge + way;
  const block = (top: number, letters: (member: Member, place: number) => Pick<Cell, 'above' | 'below'>) =>
    cells(x, top, rows.window, columns.window, [wide, high], (row, column) => {
      const member = members[row * columns.window + column];
      if (member.place === undefined) return { fill: 'none', stroke: 'dashed' };
      return { fill: tintOf(sliding, member), ...letters(member, member.place) };
    });
  const beside = (top: number, letters: Pick<Cell, 'above' | 'below'>) =>
    cells(right, top + (rows.window * high) / 2 - high / 2, 1, 1, [result, high], () => ({
      fill: 'output',
      ...letters,
    }));
  const lower = y + rows.window * high + between;
  const middle = lower + (rows.window * high) / 2;
  const back: Point[] = [
    [right, middle],
    [edge, middle],
  ];
  return [
    ...block(y, (_, place) => contents.entry(place)),
    ...beside(y, contents.result(output)),
    ...forwards(sliding, members, x, y, wide, right),
    ...block(lower, (member) => ({ above: contents.share(member, output) })),
    ...beside(lower, { above: contents.arriving(output) }),
    arrow(back, 'backward', { dash: 'dashed' }),
  ];
}

function tintOf({ takes }: Sliding, { share, ties }: Member): Tint {
  if (takes === 'sum') return 'window';
  return share.equals(0) ? (ties ? 'above1' : 'image') : 'winner';
}

/** Along the edges of cells, so that no letter is crossed: from the winners, or from the whole window, to the result. */
function forwards(
  { rows, columns, takes }: Sliding,
  members: readonly Member[],
  x: number,
  y: number,
  wide: number,
  right: number,
): DrawnShape[] {
  const end: Point = [right, y + (rows.window * high) / 2];
  const edge = x + columns.window * wide;
  if (takes === 'sum') return [arrow([[edge, end[1]], end], 'forward')];
  return members.flatMap(({ share }, at): DrawnShape[] => {
    if (share.equals(0)) return [];
    const [row, column] = [Math.floor(at / columns.window), at % columns.window];
    const last = column === columns.window - 1;
    // The edge of the winner that is nearer to the middle, or its right side.
    const down = last ? row + 0.5 : row + (row + 0.5 < rows.window / 2 ? 1 : 0);
    const from: Point = [x + (column + 1) * wide, y + down * high];
    const ways: Point[] = last ? [from] : [from, [edge, from[1]]];
    return [dot(from[0], from[1], 'forward'), arrow([...ways, end], 'forward')];
  });
}
