import { differing } from '../../code/differing.ts';
import { runManyC } from '../../code/run-many-c.ts';
import { written } from '../../code/running.ts';
import { have } from '../../tools.ts';
import { type Judge, verdict } from '../judge.ts';

export const c: Judge = {
  name: 'C',
  absent: () => (have('cc', 'apt install gcc libc6-dev') ? undefined : 'no compiler'),
  compare: async (cases) => {
    const runs = runManyC(cases.map(({ model }, at) => written('c', model, `net-${at}`)));
    return cases.map(({ ours }, at) => {
      const { found, failed } = runs[at];
      return verdict(found ? differing(found, ours) : failed);
    });
  },
};
