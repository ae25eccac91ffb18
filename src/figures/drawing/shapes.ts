import type { Notation } from '../../notation/notation.ts';
import type {
  Circle,
  DrawnShape,
  Ink,
  Label,
  LabelText,
  Line,
  Point,
  Rectangle,
  Stroke,
  Tint,
} from './drawing.ts';

/** Short constructors of shapes. */

export function rectangle(
  x: number,
  y: number,
  width: number,
  height: number,
  fill: Tint | 'none',
  stroke: Stroke | 'none' = 'thin',
): Rectangle {
  return { kind: 'rectangle', x, y, width, height, fill, stroke };
}

export function label(
  x: number,
  y: number,
  size: number,
  text: LabelText | string,
  more: Pick<Label, 'at' | 'ink'> = {},
): Label {
  return { kind: 'label', x, y, size, text: typeof text === 'string' ? words(text) : text, ...more };
}

export function words(text: string): Notation {
  return { kind: 'words', text };
}

export function line(points: readonly Point[], ink: Ink = 'black', more: Partial<Line> = {}): Line {
  return { kind: 'line', points, weight: 'thin', ink, ...more };
}

export function arrow(points: readonly Point[], ink: Ink = 'black', more: Partial<Line> = {}): Line {
  return line(points, ink, { weight: 'medium', head: true, ...more });
}

export function dot(x: number, y: number, ink: Ink, radius = 0.12): Circle {
  return { kind: 'circle', x, y, radius, fill: ink, ink };
}

/** The same shapes elsewhere. */
export function moved(shapes: readonly DrawnShape[], right: number, down: number): DrawnShape[] {
  return shapes.map((shape) => movedShape(shape, right, down));
}

function movedShape(shape: DrawnShape, right: number, down: number): DrawnShape {
  switch (shape.kind) {
    case 'line':
    case 'polygon':
      return { ...shape, points: shape.points.map(([x, y]): Point => [x + right, y + down]) };
    case 'rectangle':
    case 'circle':
    case 'label':
      return { ...shape, x: shape.x + right, y: shape.y + down };
  }
}
