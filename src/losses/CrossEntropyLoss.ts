import Fraction from 'fraction.js';
import * as z from 'zod';
import { add, entry, type Formula, logsumexp, minus, multiply, number, sum } from '../index/formula.ts';
import { real } from '../layers/option.ts';
import { classesOf, classTarget, isThisClass } from './classes.ts';
import type { Loss } from './loss.ts';
import { reduced, reduction, targetName } from './reduction.ts';

const options = z.strictObject({
  target: targetName,
  reduction,
  label_smoothing: real('The share of the target that is spread evenly over all classes.', {
    from: 0,
    to: 1,
  }).prefault(0),
});

/**
 * Cross entropy of logits x with a class or with probabilities t: L = -sum over k of t[k] (x[k] - log(sum of e^x)).
 * For a class index, whose t adds up to 1, that is L = log(sum over k of e^x[k]) - sum over k of t[k] x[k].
 */
export const CrossEntropyLoss: Loss<z.output<typeof options>> = {
  name: 'CrossEntropyLoss',
  summary: 'cross entropy of logits with a target class, or with target probabilities',
  options,
  contains: 'softmax',
  example: {},
  target: ({ target }, arriving) => {
    const { shape } = arriving;
    const byClass = classTarget('CrossEntropyLoss', target, arriving);
    const given = arriving.givenShape(target);
    // Values of the shape of the output are probabilities, as in PyTorch.
    const long = (sizes: readonly number[]): string => sizes.filter((size) => size !== 1).join();
    const probabilities =
      given !== undefined && long(given) === long(shape) && long(given) !== long(byClass.shape);
    return probabilities ? { name: target, shape } : byClass;
  },
  formula: ({ reduction: how, label_smoothing }, { input, target, batch }) => {
    if (!target) throw new Error('CrossEntropyLoss has no target');
    const { others, classes, x, at, all } = classesOf(input, batch);
    const smooth = (share: Formula): Formula => smoothed(share, label_smoothing, classes.size);
    const log = logsumexp([classes], x);
    const term =
      target.shape.length === input.shape.length
        ? // Probabilities need not add up to 1.
          multiply(number(-1), sum([classes], multiply(smooth(entry(target, ...all)), minus(x, log))))
        : minus(log, sum([classes], multiply(smooth(isThisClass(target, at)), x)));
    return reduced(how, others, term);
  },
};

/** (1 - e) t + e / K */
function smoothed(share: Formula, smoothing: Fraction, classes: number): Formula {
  if (smoothing.equals(0)) return share;
  return add(multiply(number(new Fraction(1).sub(smoothing)), share), number(smoothing.div(classes)));
}
