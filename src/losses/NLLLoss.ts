import * as z from 'zod';
import { multiply, number, sum } from '../index/formula.ts';
import { classesOf, classTarget, isThisClass } from './classes.ts';
import type { Loss } from './loss.ts';
import { reduced, reduction, targetName } from './reduction.ts';

const options = z.strictObject({ target: targetName, reduction });

/** Minus the log-probability of the target class: L = -sum over k of [y = k] x[k], averaged over samples */
export const NLLLoss: Loss<z.output<typeof options>> = {
  name: 'NLLLoss',
  summary: 'minus the log-probability that the output gives to the target class',
  options,
  example: {},
  target: ({ target }, arriving) => classTarget('NLLLoss', target, arriving),
  formula: ({ reduction: how }, { input, target, batch }) => {
    if (!target) throw new Error('NLLLoss has no target');
    const { others, classes, x, at } = classesOf(input, batch);
    const likelihood = sum([classes], multiply(isThisClass(target, at), x));
    return reduced(how, others, multiply(number(-1), likelihood));
  },
};
