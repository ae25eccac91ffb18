import type { Catalogue } from '../catalogue.ts';
import { delta } from './delta.ts';
import type { Exercise } from './exercise.ts';
import { gradient } from './gradient.ts';
import { law } from './law.ts';
import { local } from './local.ts';
import { loss } from './loss.ts';
import { mistake } from './mistake.ts';
import { outputs } from './outputs.ts';
import { sum } from './sum.ts';
import { update } from './update.ts';
import { winner } from './winner.ts';

/** The exercises there are, in the order in which a sheet asks them unless it is said otherwise. */
export const exercises: Catalogue<Exercise> = {
  outputs,
  winner,
  loss,
  local,
  delta,
  law,
  sum,
  gradient,
  mistake,
  update,
};
