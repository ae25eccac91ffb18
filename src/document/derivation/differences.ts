import { type Quantity, toFloat } from '../../evaluate/quantity.ts';
import type { StageRun } from '../../evaluate/stage-run.ts';
import { centralDifferences } from '../../verify/central-differences.ts';
import type { Inline } from '../block.ts';
import { ofFloat } from '../numbers.ts';
import { math } from '../prose.ts';
import type { Setting } from '../setting.ts';

/** Entries beyond this number are not estimated one by one: each costs two evaluations of the whole model. */
const mostEstimated = 64;

export interface Differences {
  /** How many entries there are, and how many of them were estimated. */
  readonly entries: number;
  readonly asked: number;
  /** How many of those are at a kink or a tie. */
  readonly bent: number;
  /** The largest relative difference from ours. */
  readonly largest: number;
}

/** Our derivatives beside their estimates; `objectiveAt` has the objective where `by` is added to the so manieth entry. */
export function differencesOf(
  { wrt }: Setting,
  numbers: StageRun,
  objectiveAt: (entry: number, by: number) => number,
): Differences {
  const ours: readonly Quantity[] = wrt.flatMap((tensor) => numbers.gradient(tensor));
  const asked = Array.from({ length: Math.min(mostEstimated, ours.length) }, (_, entry) => entry);
  const found = centralDifferences(asked, objectiveAt);
  const smooth = found.filter(({ bent }) => !bent).length;
  const largest = found.reduce((most, { estimate, bent }, entry) => {
    const value = toFloat(ours[entry]);
    return bent ? most : Math.max(most, Math.abs(estimate - value) / Math.max(1, Math.abs(value)));
  }, 0);
  return { entries: ours.length, asked: asked.length, bent: found.length - smooth, largest };
}

/** Whether every entry was estimated, and as ours is. */
export function sideWithOurs({ entries, asked, bent, largest }: Differences): boolean {
  return asked === entries && bent === 0 && largest < 1e-5;
}

export function byDifferences({ entries, asked, bent, largest }: Differences): Inline[] {
  const label: Inline = { kind: 'strong', text: 'Central differences' };
  const scope =
    asked < entries ? ` the first ${asked} of ${entries} entries` : ` ${asked} of ${entries} entries`;
  if (bent === asked) return [label, `: every one of${scope} is at a kink or a tie, where they say nothing.`];
  return [
    label,
    `: checked at${scope}; the largest relative difference is `,
    math(ofFloat(largest, 2)),
    bent > 0
      ? `. ${bent} of them ${bent === 1 ? 'is' : 'are'} at a kink or a tie, where they say nothing.`
      : '.',
  ];
}
