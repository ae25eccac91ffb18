import { runManyC } from '../../code/run-many-c.ts';
import { written } from '../../code/running.ts';
import { have } from '../../tools.ts';
import { type Judge, together } from '../judge.ts';

export const c: Judge = {
  name: 'C',
  absent: () => (have('cc', 'apt install gcc libc6-dev') ? undefined : 'no compiler'),
  compare: together(({ model }, at) => written('c', model, `net-${at}`), runManyC),
};
