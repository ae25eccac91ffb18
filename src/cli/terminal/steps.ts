import { nodesOf } from '../../model/limit.ts';
import type { Model } from '../../model/model.ts';

/** Says what is done from now on. */
export type NextStep = (what: string) => void;

/** What is over sooner says nothing, in milliseconds since the command began. */
const quiet = 2000;
/** From so many nodes on a model takes longer than that: an AlexNet has six times as many. */
const many = 1_000_000_000;

/**
 * Does some work in so many steps, and says on a terminal, on standard error, which one it is at. While a step runs
 * nothing else does: the bar is there from the first step on where the model is large, else from the first one that
 * begins after two seconds.
 */
export async function inSteps<Result>(
  total: number,
  model: Model,
  work: (next: NextStep) => Promise<Result>,
): Promise<Result> {
  if (!process.stderr.isTTY) return work(() => undefined);
  const { Presets, SingleBar } = await import('cli-progress');
  const bar = new SingleBar(
    { stream: process.stderr, format: '{bar} {value}/{total} {what}', clearOnComplete: true },
    Presets.shades_classic,
  );
  const long = nodesOf(model) > many;
  let begun = 0;
  try {
    return await work((what) => {
      begun++;
      if (bar.isActive) {
        bar.update(begun, { what });
        bar.render();
      } else if (long || performance.now() > quiet) bar.start(total, begun, { what });
    });
  } finally {
    bar.stop();
  }
}
