import type { Notation } from '../../notation/notation.ts';
import type { Drawing, DrawnShape, Ink, LabelText, Line, Point } from '../drawing/drawing.ts';
import { labelWidth } from '../drawing/label-width.ts';
import { dot, label, line } from '../drawing/shapes.ts';
import { tickLabel, ticks } from './ticks.ts';

/** Numbers over numbers: what is plotted, in the units of the axes. */
interface Plot {
  readonly across: Axis;
  readonly up: Axis;
  readonly curves: readonly Curve[];
}

interface Axis {
  readonly from: number;
  readonly to: number;
  readonly name: Notation;
}

export interface Curve {
  readonly points: readonly Point[];
  readonly ink: Ink;
  readonly dash?: Line['dash'];
  /** Whether a line goes from point to point, and whether a dot stands at each. */
  readonly joined: boolean;
  readonly dots: boolean;
  /** What it is, in the key above the plot. */
  readonly label: LabelText;
}

/** In cells: the plot, its ticks, the room for their labels, and from one line of the key to the next. */
const size = { width: 14, height: 8 };
const tick = 0.18;
const below = 1.7;
const pitch = 0.8;
const letters = 0.9;

/** A plot with its axes on the left and below, a faint line at each tick, and its key above. */
export function plot({ across, up, curves }: Plot, alt: string): Drawing {
  const upTicks = ticks(up.from, up.to, 5);
  const acrossTicks = ticks(across.from, across.to, 6);
  const left = Math.max(...upTicks.map((value) => labelWidth(tickLabel(value), letters))) + tick + 0.25;
  const top = curves.length * pitch + 1.3;
  const x = (value: number): number =>
    left + ((value - across.from) / (across.to - across.from)) * size.width;
  const y = (value: number): number => top + ((up.to - value) / (up.to - up.from)) * size.height;
  const bottom = top + size.height;
  const right = left + size.width;
  const grid = [
    ...upTicks.map((value) =>
      line(
        [
          [left, y(value)],
          [right, y(value)],
        ],
        'light',
      ),
    ),
    ...acrossTicks.map((value) =>
      line(
        [
          [x(value), top],
          [x(value), bottom],
        ],
        'light',
      ),
    ),
  ];
  const axes: DrawnShape[] = [
    line(
      [
        [left, top],
        [left, bottom],
        [right, bottom],
      ],
      'black',
      { weight: 'medium' },
    ),
    ...upTicks.flatMap((value): DrawnShape[] => [
      line(
        [
          [left - tick, y(value)],
          [left, y(value)],
        ],
        'black',
      ),
      label(left - tick - 0.12, y(value), letters, tickLabel(value), { at: 'end' }),
    ]),
    ...acrossTicks.flatMap((value): DrawnShape[] => [
      line(
        [
          [x(value), bottom],
          [x(value), bottom + tick],
        ],
        'black',
      ),
      label(x(value), bottom + tick + 0.4, letters, tickLabel(value)),
    ]),
    label(left, top - 0.5, 1, up.name),
    label(left + size.width / 2, bottom + 1.3, 1, across.name),
  ];
  const drawn = curves.flatMap(({ points, joined, dots, ink, dash }): DrawnShape[] => {
    const placed = points.map(([u, v]): Point => [x(u), y(v)]);
    return [
      ...(joined && placed.length > 1 ? [line(placed, ink, { weight: 'thick', ...(dash && { dash }) })] : []),
      ...(dots ? placed.map(([u, v]) => dot(u, v, ink)) : []),
    ];
  });
  const key = curves.flatMap(({ label: lettering, joined, dots, ink, dash }, at): DrawnShape[] => {
    const height = at * pitch + 0.4;
    const from = left + 1.2;
    return [
      ...(joined
        ? [
            line(
              [
                [from, height],
                [from + 1.4, height],
              ],
              ink,
              { weight: 'thick', ...(dash && { dash }) },
            ),
          ]
        : []),
      ...(dots ? [dot(from + 0.7, height, ink)] : []),
      label(from + 1.7, height, letters, lettering, { at: 'beginning' }),
    ];
  });
  const keyWidth = Math.max(...curves.map(({ label }) => left + 2.9 + labelWidth(label, letters)));
  const lastTick = labelWidth(tickLabel(acrossTicks[acrossTicks.length - 1]), letters) / 2;
  return {
    width: Math.max(right + lastTick + 0.1, keyWidth),
    height: bottom + below,
    shapes: [...grid, ...axes, ...drawn, ...key],
    alt,
  };
}
