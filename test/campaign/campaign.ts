import { stringify } from 'yaml';
import { drawCase } from './draw-net.ts';
import type { Judge } from './judge.ts';
import type { Case, Net } from './net.ts';
import { shrunk } from './shrink.ts';
import { type Tally, tallied, tallyOf } from './tally.ts';

/** So many nets share one compilation and one start of Python. */
const atOnce = 100;

/** Differences of one judge beyond these are counted, not shrunk. */
const mostShrunk = 5;

/** Draws so many nets and asks every judge that is here about each; says every difference with the smallest net that shows it. */
export async function campaign(
  count: number,
  seed: number,
  judges: readonly Judge[],
  say: (text: string) => void,
  progress: (drawn: number) => void = () => {},
): Promise<Tally> {
  const missing = judges.flatMap((judge) => {
    const why = judge.absent();
    return why === undefined ? [] : [[judge, why] as const];
  });
  for (const [{ name }, why] of missing) say(`SKIPPED: ${name} is not asked: ${why}.`);
  const here = judges.filter((judge) => missing.every(([one]) => one !== judge));
  const tally = tallyOf(judges);
  for (let from = 0; from < count; from += atOnce) {
    const seeds = Array.from({ length: Math.min(atOnce, count - from) }, (_, at) => seed + from + at);
    const cases = seeds.flatMap((one) => drawCase(one) ?? []);
    tallied(tally, seeds.length, cases);
    for (const judge of here) await asked(judge, cases, seed, tally, say);
    progress(tally.drawn);
  }
  for (const [{ name }, why] of missing)
    tally.judges.get(name)?.skipped.set(why, tally.drawn - tally.refused);
  return tally;
}

async function asked(
  judge: Judge,
  cases: readonly Case[],
  seed: number,
  tally: Tally,
  say: (text: string) => void,
): Promise<void> {
  const counts = tally.judges.get(judge.name);
  if (!counts) throw new Error(`${judge.name} is not counted`);
  const verdicts = await judge.compare(cases);
  for (const [at, verdict] of verdicts.entries()) {
    if (verdict.kind === 'skipped') {
      counts.skipped.set(verdict.why, (counts.skipped.get(verdict.why) ?? 0) + 1);
      continue;
    }
    counts.compared++;
    if (verdict.kind === 'agrees') continue;
    counts.differing++;
    if (counts.differing > mostShrunk) continue;
    const { net, what } = await shrunk(cases[at].net, verdict.what, judge, seed);
    say(`${judge.name} differs: ${what}\n${file(net)}`);
  }
}

/** A model file with a line for each of its parts. */
function file(net: Net): string {
  const parts = Object.entries(net).filter(([, said]) => said !== undefined);
  return parts
    .map(([key, said]) => `${key}: ${stringify(said, { collectionStyle: 'flow', lineWidth: 0 })}`)
    .join('');
}
