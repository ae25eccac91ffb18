import { horizontalDots } from '../notation/build.ts';
import type { Notation } from '../notation/notation.ts';
import { symbolOf } from '../writing/entry-name.ts';
import type { Drawing, DrawnShape, Point, Tint } from './drawing/drawing.ts';
import { edgesOf } from './drawing/grid-edges.ts';
import { labelWidth } from './drawing/label-width.ts';
import { legibleSize } from './drawing/page.ts';
import { label, line, words } from './drawing/shapes.ts';
import type { Figure } from './figure.ts';
import type { Scene } from './scene.ts';
import { type Along, isInside, reached, type Sliding, under } from './sliding/geometry.ts';
import { planesOf, slidingFor, slidingSubjects } from './sliding/planes.ts';

/**
 * The window step by step, below the output that it makes: padding dashed, a dilation with its gaps. The way of drawing
 * is that of V. Dumoulin and F. Visin, A guide to convolution arithmetic for deep learning (2016).
 */
export const arithmetic: Figure = {
  name: 'arithmetic',
  summary: 'padding, stride and dilation: the window step by step, below the output that it makes',
  subjects: slidingSubjects,
  draw: (scene, subject) => {
    const sliding = slidingFor(scene, subject);
    return steps(sliding, planesOf(scene, sliding).output.entry, scene.spoken);
  },
};

/** At most so many steps are drawn, so many rows and columns of the input, and so many cells beside each other. */
const mostSteps = 9;
const mostEntries = 14;
const widest = 50;

/** One row to the back is so far to the right, and so far up. */
const back: Point = [0.42, 0.38];
/** Between input and output, and between panels. */
const rise = 1.3;
const gap = 1.4;

/** Which part of an axis is drawn, and how many positions of the window lie in it. */
interface Seen {
  readonly first: number;
  readonly entries: number;
  readonly positions: number;
}

function seen(along: Along): Seen {
  const { first, last } = reached(along);
  const entries = Math.min(mostEntries, Math.max(last, along.size - 1) - first + 1);
  const span = along.dilation * (along.window - 1) + 1;
  const room = Math.floor((entries - span) / along.stride) + 1;
  return { first, entries: Math.max(entries, span), positions: Math.max(1, Math.min(along.positions, room)) };
}

function steps(
  sliding: Sliding,
  entry: (row: number, column: number) => Notation,
  spoken: Scene['spoken'],
): Drawing {
  const [down, across] = [seen(sliding.rows), seen(sliding.columns)];
  const size = {
    width: across.entries + down.entries * back[0],
    height: (down.entries + down.positions) * back[1] + rise,
  };
  const perRow = Math.max(1, Math.min(across.positions, Math.floor((widest + gap) / (size.width + gap))));
  const all = sliding.rows.positions * sliding.columns.positions;
  const drawn = down.positions * across.positions;
  const shown = Math.min(drawn, Math.max(perRow, perRow * Math.floor(mostSteps / perRow)));
  const cut = [sliding.rows, sliding.columns].some(
    (along, at) => [down, across][at].positions < along.positions,
  );
  const sentence = `${described(sliding)}${cut ? ' (a corner of it is drawn)' : ''}.`;
  const panelsWide = perRow * (size.width + gap) - gap;
  const letters = legibleSize(panelsWide);
  const width = Math.max(panelsWide, labelWidth(words(sentence), letters) + 0.2);
  const left = (width - panelsWide) / 2;
  const title = letters * 0.8;
  const row = title + size.height + gap;
  const shapes: DrawnShape[] = Array.from({ length: shown }, (_, at) => {
    const [i, j] = [Math.floor(at / across.positions), at % across.positions];
    const [x, y] = [left + (at % perRow) * (size.width + gap), Math.floor(at / perRow) * row];
    return [
      label(x + size.width / 2, y + title / 2, letters, entry(i, j)),
      ...panel(sliding, down, across, i, j, x, y + title + 0.2),
    ];
  }).flat();
  let y = Math.ceil(shown / perRow) * row - gap + 0.2;
  if (shown < all) {
    shapes.push(label(width / 2, y + 0.6 * letters, letters, horizontalDots));
    y += 0.8 * letters;
  }
  shapes.push(label(width / 2, y + 0.7 * letters, letters, sentence));
  return {
    width,
    height: y + 1.2 * letters,
    shapes,
    alt:
      `${sliding.step.layer} over ${spoken(symbolOf(sliding.input))}, step by step, each output above its window. ${sentence}` +
      `${shown < all ? ` The first ${shown} of ${all} steps are drawn.` : ''}`,
  };
}

/** One step: the input below with its padding, the output above it, lines from the window to what it makes. */
function panel(
  sliding: Sliding,
  down: Seen,
  across: Seen,
  i: number,
  j: number,
  x: number,
  y: number,
): DrawnShape[] {
  const { rows, columns } = sliding;
  const backOutput = down.positions * back[1];
  const input = project(x, y + backOutput + rise, down.entries);
  const middle = (across.entries + down.entries * back[0] - across.positions - down.positions * back[0]) / 2;
  const output = project(x + middle, y, down.positions);
  const met = (r: number, c: number): boolean => meets(rows, i, r) && meets(columns, j, c);
  const tint = (row: number, column: number): Tint | 'none' => {
    const [r, c] = [down.first + row, across.first + column];
    const inside = isInside(rows, r) && isInside(columns, c);
    if (met(r, c)) return inside ? 'met' : 'below2';
    return inside ? 'below1' : 'none';
  };
  const padding = (row: number, column: number): boolean =>
    !isInside(rows, down.first + row) || !isInside(columns, across.first + column);
  const top = under(rows, i, 0) - down.first;
  const left = under(columns, j, 0) - across.first;
  const [high, wide] = [rows, columns].map(({ dilation, window }) => dilation * (window - 1) + 1);
  const lower = corners(top, left, high, wide).map(input);
  const upper = corners(i, j, 1, 1).map(output);
  return [
    ...grid(down.entries, across.entries, input, tint, padding),
    ...lower.map((from, at) => line([from, upper[at]], 'faint')),
    ...grid(
      down.positions,
      across.positions,
      output,
      (r, c) => (r === i && c === j ? 'made' : 'output'),
      () => false,
    ),
  ];
}

function meets(along: Along, position: number, at: number): boolean {
  // s i + d m - p = at for some m
  const within = at - under(along, position, 0);
  return within >= 0 && within % along.dilation === 0 && within / along.dilation < along.window;
}

/** Cells of a plane that lies flat: dashed ones without edges, then their edges, each once, then the others. */
function grid(
  rows: number,
  columns: number,
  place: (corner: Point) => Point,
  tint: (row: number, column: number) => Tint | 'none',
  dashed: (row: number, column: number) => boolean,
): DrawnShape[] {
  const faces = (broken: boolean): DrawnShape[] =>
    Array.from({ length: rows * columns }, (_, at) => [Math.floor(at / columns), at % columns] as const)
      .filter(([r, c]) => dashed(r, c) === broken && tint(r, c) !== 'none')
      .map(([r, c]) => ({
        kind: 'polygon',
        points: corners(r, c, 1, 1).map(place),
        fill: tint(r, c),
        stroke: broken ? 'none' : 'thin',
      }));
  const edges = edgesOf(rows, columns, dashed).map((ends) =>
    line(ends.map(place), 'grey', { dash: 'dashed' }),
  );
  return [...faces(true), ...edges, ...faces(false)];
}

function corners(row: number, column: number, high: number, wide: number): Point[] {
  return [
    [column, row],
    [column + wide, row],
    [column + wide, row + high],
    [column, row + high],
  ];
}

/** The corner (column, row) of a plane whose last row is nearest, seen from above in front. */
function project(x: number, y: number, rows: number): (corner: Point) => Point {
  return ([column, row]) => [x + column + (rows - row) * back[0], y + row * back[1]];
}

/** "Input 5 by 5, padding 1, window 3 by 3, stride 2: output 3 by 3" */
function described({ rows, columns }: Sliding): string {
  const sizes = (of: (along: Along) => number): string =>
    rows.size === 1 && rows.window === 1 ? `${of(columns)}` : `${of(rows)} by ${of(columns)}`;
  const each = (name: string, of: (along: Along) => number, nothing: number): string => {
    const pair = [of(rows), of(columns)];
    if (pair.every((value) => value === nothing)) return '';
    return `, ${name} ${pair[0] === pair[1] || rows.size === 1 ? pair[1] : pair.join(' and ')}`;
  };
  const dilated = each('dilation', ({ dilation }) => dilation, 1);
  const padded = each('padding', ({ before }) => before, 0);
  return (
    `Input ${sizes(({ size }) => size)}${padded}, window ${sizes(({ window }) => window)}${dilated}` +
    `${each('stride', ({ stride }) => stride, 1)}: output ${sizes(({ positions }) => positions)}`
  );
}
