import type { Degeneracy, Fault } from '../degenerate/degeneracy.ts';
import type { Work } from './work.ts';

/** With less work than this part of the mean a variant is seen at once to be a present. */
const leastPart = 1 / 3;

export const tooEasy: Omit<Degeneracy, 'found'> = {
  name: 'tooEasy',
  summary: 'there is less than a third of the usual work',
  advice:
    'The others see that it is unfair: leave 0 out of filters with nonzero: true, or draw from more numbers.',
};

/** A variant by its code, with its work. */
export interface CodeWork extends Work {
  readonly code: string;
}

/** How one measure of work differs over variants. */
interface Spread {
  readonly least: number;
  /** A tenth of the variants has no more than this. */
  readonly low: number;
  readonly mean: number;
  /** A tenth has no less than this. */
  readonly high: number;
  readonly most: number;
}

/** How fair variants are to each other. */
export interface WorkFigures {
  readonly operations: Spread;
  readonly digits: Spread;
  readonly easiest: CodeWork;
  readonly hardest: CodeWork;
  /** How many variants take so many operations, for each number that occurs, from the smallest. */
  readonly histogram: readonly (readonly [operations: number, count: number])[];
}

export function workFigures(all: readonly CodeWork[]): WorkFigures {
  const histogram = new Map<number, number>();
  for (const { operations } of all) histogram.set(operations, (histogram.get(operations) ?? 0) + 1);
  const beyond = (isBeyond: (variant: CodeWork, best: CodeWork) => boolean): CodeWork =>
    all.reduce((best, variant) => (isBeyond(variant, best) ? variant : best), all[0]);
  return {
    operations: spread(all, ({ operations }) => operations),
    digits: spread(all, ({ digits }) => digits),
    easiest: beyond((variant, best) => isHarder(best, variant)),
    hardest: beyond(isHarder),
    histogram: [...histogram].toSorted(([a], [b]) => a - b),
  };
}

/** Variants that take much less than the others. */
export function muchEasier(all: readonly CodeWork[]): { code: string; found: Fault }[] {
  const { mean } = spread(all, ({ operations }) => operations);
  return all
    .filter(({ operations }) => operations < leastPart * mean)
    .map(({ code, operations }) => ({
      code,
      found: { text: `it takes ${operations} operations, on average it is ${mean.toFixed(0)}` },
    }));
}

function spread(all: readonly CodeWork[], measure: (work: Work) => number): Spread {
  const sorted = all.map(measure).toSorted((a, b) => a - b);
  const tenth = Math.max(0, Math.ceil(sorted.length / 10) - 1);
  return {
    least: sorted[0],
    low: sorted[tenth],
    mean: sorted.reduce((sum, number) => sum + number, 0) / sorted.length,
    high: sorted[sorted.length - 1 - tenth],
    most: sorted[sorted.length - 1],
  };
}

/** By operations, and where these are equal by digits. */
function isHarder(a: Work, b: Work): boolean {
  return a.operations !== b.operations ? a.operations > b.operations : a.digits > b.digits;
}
