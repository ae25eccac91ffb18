import type { Line, Point, Rectangle, Stroke, Weight } from './drawing.ts';

/** How thick lines are, in cells. */
export const weights: Readonly<Record<Weight, number>> = { thin: 0.03, medium: 0.045, thick: 0.075 };

/** How long the strokes of a broken line and the gaps between them are, in cells. */
export const dashes: Readonly<Record<NonNullable<Line['dash']>, readonly [on: number, off: number]>> = {
  dashed: [0.16, 0.09],
  dotted: [0.05, 0.1],
};

/** The edges of cells. */
export const edges: Readonly<Record<Stroke, Pick<Line, 'weight' | 'ink' | 'dash'>>> = {
  thin: { weight: 'thin', ink: 'edge' },
  thick: { weight: 'thick', ink: 'black' },
  dashed: { weight: 'thin', ink: 'grey', dash: 'dashed' },
};

/** How far apart the strokes of a hatching are, in cells, along an edge. */
const gap = 0.34;

/** The strokes across a rectangle, from the lower left to the upper right. */
export function hatching({ x, y, width, height }: Rectangle): (readonly [Point, Point])[] {
  const strokes: (readonly [Point, Point])[] = [];
  // Those on which (u - x) + (v - y) is the same: it runs from 0 to width + height.
  for (let sum = gap; sum < width + height - gap / 4; sum += gap) {
    strokes.push([
      [x + Math.max(0, sum - height), y + Math.min(sum, height)],
      [x + Math.min(sum, width), y + Math.max(0, sum - width)],
    ]);
  }
  return strokes;
}

/** The arrowhead that TeX has under the name latex, in cells: its length, and half its width. */
export function head(weight: Weight): { length: number; half: number } {
  // In points of a cell of 20.5pt: 0.28pt + 0.3 of the line's width, ten times so long and 3.75 times so wide.
  const part = 0.0137 + 0.3 * weights[weight];
  return { length: 10 * part, half: 3.75 * part };
}

/** Where an arrowhead begins, on the way to its tip at the end of the line. */
export function headOf(line: Line): { readonly tip: Point; readonly base: Point; readonly half: number } {
  const { length, half } = head(line.weight);
  const tip = line.points[line.points.length - 1];
  const before = line.points[line.points.length - 2];
  const [dx, dy] = [tip[0] - before[0], tip[1] - before[1]];
  const far = Math.hypot(dx, dy) || 1;
  return { tip, base: [tip[0] - (dx / far) * length, tip[1] - (dy / far) * length], half };
}
