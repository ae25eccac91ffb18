import type { DrawnShape, Label, Line, Point } from '../../src/figures/drawing/drawing.ts';
import { labelRow } from '../../src/figures/drawing/label-row.ts';
import { headOf } from '../../src/figures/drawing/strokes.ts';
import { typeset } from '../../src/figures/drawing/typeset.ts';
import { assets } from '../../src/formats/assets.ts';
import { glyphsOf } from '../../src/formats/glyphs.ts';

/** Left, top, right, bottom; in cells. */
export type Box = readonly [left: number, top: number, right: number, bottom: number];

const glyphs = await glyphsOf(assets);

/** Where the letters of a label are, as they are set in the SVG. */
export function labelBox({ x, y, size, text, at }: Label): Box {
  const { width } = typeset(labelRow(text), (face, character) => {
    const glyph = glyphs(face, character);
    return glyph && glyph.advance / 1000;
  });
  const wide = (width * size) / 2;
  const left = x - (at ? { beginning: 0, end: wide }[at] : wide / 2);
  return [left, y - 0.19 * size, left + wide, y + 0.24 * size];
}

export function boxOf(shape: DrawnShape): Box {
  switch (shape.kind) {
    case 'label':
      return labelBox(shape);
    case 'rectangle':
      return [shape.x, shape.y, shape.x + shape.width, shape.y + shape.height];
    case 'circle':
      return [shape.x - shape.radius, shape.y - shape.radius, shape.x + shape.radius, shape.y + shape.radius];
    case 'line':
    case 'polygon':
      return around(shape.points);
  }
}

function around(points: readonly Point[]): Box {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** Whether two boxes have more than an edge in common. */
export function overlap(one: Box, other: Box, spare = 0.01): boolean {
  return (
    one[0] + spare < other[2] &&
    other[0] + spare < one[2] &&
    one[1] + spare < other[3] &&
    other[1] + spare < one[3]
  );
}

export function within(inner: Box, outer: Box, spare = 0.01): boolean {
  return (
    inner[0] >= outer[0] - spare &&
    inner[1] >= outer[1] - spare &&
    inner[2] <= outer[2] + spare &&
    inner[3] <= outer[3] + spare
  );
}

/** Whether a line, with its arrowhead, meets a box. */
export function crosses(line: Line, box: Box): boolean {
  const { points } = line;
  const pieces = points.slice(1).map((to, at) => [points[at], to] as const);
  if (pieces.some(([from, to]) => segmentMeets(from, to, box))) return true;
  if (!line.head) return false;
  const { tip, base, half } = headOf(line);
  const [left, top, right, bottom] = around([tip, base]);
  return overlap([left - half, top - half, right + half, bottom + half], box);
}

/** Liang and Barsky's clipping: whether something is left of the segment within the box. */
function segmentMeets([x0, y0]: Point, [x1, y1]: Point, [left, top, right, bottom]: Box): boolean {
  let [from, to] = [0, 1];
  const clip = (by: number, room: number): boolean => {
    if (by === 0) return room > 0;
    const at = room / by;
    if (by < 0) from = Math.max(from, at);
    else to = Math.min(to, at);
    return from < to;
  };
  const [dx, dy] = [x1 - x0, y1 - y0];
  return clip(-dx, x0 - left) && clip(dx, right - x0) && clip(-dy, y0 - top) && clip(dy, bottom - y0);
}
