import Fraction from 'fraction.js';
import { BadInput } from '../../bad-input.ts';
import { symbolOf } from '../../writing/entry-name.ts';
import type { FigureSubject } from '../figure.ts';
import type { Scene, SceneNumber } from '../scene.ts';
import { isInside, type Sliding, under } from './geometry.ts';
import { movingAxes } from './plane.ts';

/** One entry of a window: its place in the input (none in padding), and what part of the gradient it gets. */
export interface Member {
  readonly place: number | undefined;
  readonly share: Fraction;
  /** Whether it is as large as another, and none is larger. */
  readonly ties: boolean;
}

/** One window of a pooling, and the place of what it makes. */
export interface PoolingWindow {
  readonly output: number;
  readonly members: readonly Member[];
}

/** Windows with more entries along an axis could not be read. */
const largest = 6;

/** The first windows, so many down and across, in the order of the outputs. */
export function windowsOf(
  scene: Scene,
  sliding: Sliding,
  { name }: FigureSubject,
  [down, across]: readonly [number, number],
): PoolingWindow[] {
  const { rows, columns, input, takes, factor } = sliding;
  if (rows.window > largest || columns.window > largest)
    throw new BadInput(
      `--of ${name}: a window of ${rows.window} by ${columns.window} entries is too large to be read here, where it has at most ${largest} by ${largest}.`,
    );
  const values = takes === 'max' ? scene.values(input) : [];
  if (!values)
    throw new BadInput(
      `--of ${name}: which entry is the maximum is known with values only; give the model values, or draw an average.`,
    );
  return Array.from({ length: down * across }, (_, at): PoolingWindow => {
    const [i, j] = [Math.floor(at / across), at % across];
    const places = Array.from({ length: rows.window * columns.window }, (_, within) => {
      const r = under(rows, i, Math.floor(within / columns.window));
      const c = under(columns, j, within % columns.window);
      return isInside(rows, r) && isInside(columns, c) ? sliding.inputPlace(r, c) : undefined;
    });
    const members =
      takes === 'max'
        ? winners(places, values, scene.model.conventions.ties)
        : places.map((place) => ({ place, share: factor ?? new Fraction(0), ties: false }));
    return { output: sliding.outputPlace(i, j), members };
  });
}

/** The shares of a maximum sum to 1, whoever gets them where several are largest. */
function winners(
  places: readonly (number | undefined)[],
  values: readonly SceneNumber[],
  ties: Scene['model']['conventions']['ties'],
): Member[] {
  const number = (place: number): number => values[place].valueOf();
  const inside = places.filter((place) => place !== undefined);
  const maximum = Math.max(...inside.map(number));
  const tied = inside.filter((place) => number(place) === maximum);
  const chosen = ties === 'split' ? tied : [ties === 'last' ? tied[tied.length - 1] : tied[0]];
  return places.map((place) => ({
    place,
    share: place !== undefined && chosen.includes(place) ? new Fraction(1, chosen.length) : new Fraction(0),
    ties: place !== undefined && tied.length > 1 && tied.includes(place),
  }));
}

/** What the colours mean. */
export function meaning({ takes, factor }: Sliding, windows: readonly PoolingWindow[], all: number): string {
  const shown = windows.length < all ? ` The first ${windows.length} of ${all} windows.` : '';
  if (takes === 'sum') {
    const share = factor?.toFraction();
    return `Each entry of a window counts ${share} and gets ${share} of the gradient back.${shown}`;
  }
  const members = windows.flatMap((window) => window.members);
  const tied = members.some(({ ties, share }) => ties && share.equals(0))
    ? ' Where several are largest, the first or last is taken; the others are lighter.'
    : members.some(({ ties }) => ties)
      ? ' Where several are largest, they share it.'
      : '';
  return `The largest entry of a window is passed on and gets all of the gradient back.${tied}${shown}`;
}

/** Window by window, for those who cannot see the colours. */
export function described(
  { names, model, spoken }: Scene,
  sliding: Sliding,
  windows: readonly PoolingWindow[],
  all: number,
): string {
  const { step, input, takes, factor, rows, columns } = sliding;
  const name = (place: number): string => spoken(names.entry(input, place));
  const shown = windows.length < all ? `, of which ${windows.length} are drawn` : '';
  const size = movingAxes(sliding) === 1 ? columns.window : `${rows.window} by ${columns.window}`;
  const start =
    `${step.layer} over ${spoken(symbolOf(names.shown(input)))}: ` +
    `${all} window${all === 1 ? '' : 's'} of ${size} entries${shown}. `;
  if (takes === 'sum') {
    const share = factor?.toFraction();
    return `${start}Each output is ${share} of the sum of its window, and each entry gets ${share} of the gradient of its output.`;
  }
  const placed = (members: readonly Member[]): string[] =>
    members.flatMap(({ place }) => (place === undefined ? [] : [name(place)]));
  const won = windows.map(({ output, members }) => {
    const chosen = placed(members.filter(({ share }) => !share.equals(0)));
    const others = placed(members.filter(({ ties, share }) => ties && share.equals(0)));
    const tie =
      others.length > 0 ? ` (ties with ${others.join(', ')}; the ${model.conventions.ties} is taken)` : '';
    const shared = chosen.length > 1 ? ', which share the gradient' : '';
    return `${spoken(names.entry(step.output, output))} is ${chosen.join(' and ')}${shared}${tie}`;
  });
  return `${start}${won.join('; ')}. The winner gets all of the gradient of its output, the others 0.`;
}
