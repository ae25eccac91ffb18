import { layers } from '../../src/layers/index.ts';
import { losses } from '../../src/losses/index.ts';
import type { Judge } from './judge.ts';
import type { Case } from './net.ts';

/** What a campaign has seen. */
export interface Tally {
  drawn: number;
  /** Nets whose numbers are not finite, or are what rounding makes them. */
  refused: number;
  readonly judges: ReadonlyMap<string, Counts>;
  /** How often each layer and each loss was drawn. */
  readonly layers: Map<string, number>;
  readonly losses: Map<string, number>;
}

interface Counts {
  compared: number;
  differing: number;
  /** How often a judge said nothing, by the reason. */
  readonly skipped: Map<string, number>;
}

export function tallyOf(judges: readonly Judge[]): Tally {
  return {
    drawn: 0,
    refused: 0,
    judges: new Map(judges.map(({ name }) => [name, { compared: 0, differing: 0, skipped: new Map() }])),
    layers: new Map(Object.keys(layers).map((name) => [name, 0])),
    losses: new Map([...Object.keys(losses), 'upstream'].map((name) => [name, 0])),
  };
}

export function tallied(tally: Tally, drawn: number, cases: readonly Case[]): void {
  tally.drawn += drawn;
  tally.refused += drawn - cases.length;
  for (const { net } of cases) {
    for (const name of net.layers.flatMap((said) => Object.keys(said)))
      tally.layers.set(name, (tally.layers.get(name) ?? 0) + 1);
    const [objective] = Object.keys(net.loss ?? { upstream: {} });
    tally.losses.set(objective, (tally.losses.get(objective) ?? 0) + 1);
  }
}

/** The tally as a table, and how often each member of the catalogue was drawn. */
export function tallyText(tally: Tally): string {
  const rows = [...tally.judges].map(([name, { compared, differing, skipped }]) => {
    const reasons = [...skipped].map(([why, count]) => `${count} ${why}`).join('; ');
    return `${name.padEnd(22)}${String(compared).padStart(8)}${String(differing).padStart(9)}  ${reasons}`;
  });
  return [
    `${tally.drawn} nets drawn, ${tally.refused} of them left out: numbers that are not finite, or that rounding decides`,
    `${'judge'.padEnd(22)}${'compared'.padStart(8)}${'differ'.padStart(9)}  skipped`,
    ...rows,
    `layers: ${counted(tally.layers)}`,
    `losses: ${counted(tally.losses)}`,
  ].join('\n');
}

function counted(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([name, count]) => `${name} ${count}`).join(', ');
}

export function differences({ judges }: Tally): number {
  return [...judges.values()].reduce((sum, { differing }) => sum + differing, 0);
}
