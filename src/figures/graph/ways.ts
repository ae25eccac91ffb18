import type { DrawnShape, Point } from '../drawing/drawing.ts';
import { arrow } from '../drawing/shapes.ts';
import { slot } from './boxes.ts';
import type { NetworkGraph } from './graph.ts';
import type { Placed } from './layout.ts';

/** How far forward and backward lines are from the middle between them, in cells. */
const apart = 0.17;

/** The way of an edge, with a right angle at each turn; where several edges come to one box, they come beside each other. */
export function wayOf({ edges }: NetworkGraph, placed: Placed, at: number): Point[] {
  const { points } = placed.edges[at];
  const end = points[points.length - 1];
  const coming = edges
    .map(({ to }, which) => ({ to, which, before: placed.edges[which].points.at(-2) ?? end }))
    .filter(({ to }) => to === edges[at].to)
    .toSorted((a, b) => a.before[0] - b.before[0] || a.which - b.which);
  // The one that comes straightest keeps the middle.
  const away = ({ before }: (typeof coming)[number]): number => Math.abs(before[0] - end[0]);
  const straight = coming.reduce((best, way, place) => (away(way) < away(coming[best]) ? place : best), 0);
  const place = coming.findIndex(({ which }) => which === at) - straight;
  const most = Math.max(straight, coming.length - 1 - straight);
  // From the side, the nearest turns first, and none crosses another.
  const turn = 0.5 + 0.4 * Math.max(0, most - Math.abs(place));
  return withCorners([...points.slice(0, -1), [end[0] + slot * place, end[1]]], turn);
}

/** Down, to the side, and down again: soon after it begins, or so far above its end. */
function withCorners(points: readonly Point[], above: number): Point[] {
  const way = points.flatMap(([x, y], at): Point[] => {
    const before = points[at - 1];
    if (!before || Math.abs(before[0] - x) < 0.01 || before[1] === y) return [[x, y]];
    const turn = at === points.length - 1 ? y - above : before[1] + Math.min(0.3, (y - before[1]) / 2);
    return [
      [before[0], turn],
      [x, turn],
      [x, y],
    ];
  });
  // Points within a straight line are none of its corners.
  return way.filter(([x, y], at) => {
    const [before, after] = [way[at - 1], way[at + 1]];
    return !before || !after || !((before[0] === x && x === after[0]) || (before[1] === y && y === after[1]));
  });
}

/** Forward in one colour, and beside it a broken line back in another; no head at a fork, where lines only meet. */
export function bothWays(way: readonly Point[], fromFork: boolean, toFork: boolean): DrawnShape[] {
  return [
    arrow(beside(way, apart), 'forward', { head: !toFork }),
    arrow(beside(way, -apart).reverse(), 'backward', { head: !fromFork, dash: 'dashed' }),
  ];
}

/** So far beside a way, on its right as one goes along it. */
function beside(points: readonly Point[], by: number): Point[] {
  const right = ([x, y]: Point, [u, v]: Point): Point => {
    const far = Math.hypot(u - x, v - y) || 1;
    return [(y - v) / far, (u - x) / far];
  };
  return points.map(([x, y], at) => {
    const before = at > 0 ? right(points[at - 1], points[at]) : undefined;
    const after = at < points.length - 1 ? right(points[at], points[at + 1]) : undefined;
    const straight = before && after && before[0] * after[0] + before[1] * after[1] > 0.99;
    const sides = [before, straight ? undefined : after].filter((side) => side !== undefined);
    return [
      x + by * sides.reduce((sum, [dx]) => sum + dx, 0),
      y + by * sides.reduce((sum, [, dy]) => sum + dy, 0),
    ];
  });
}
