import { differing } from '../../code/differing.ts';
import { runJs, written } from '../../code/running.ts';
import { each, type Judge, verdict } from '../judge.ts';

/** A module is loaded once: each file needs a name of its own. */
let files = 0;

export const javascript: Judge = {
  name: 'JavaScript',
  absent: () => undefined,
  compare: each(async ({ model, ours }) =>
    verdict(differing(await runJs(written('js', model, `net-${files++}`)), ours)),
  ),
};
