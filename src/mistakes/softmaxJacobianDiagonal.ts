import { letter } from '../index/affine.ts';
import {
  add,
  apply,
  type Definition,
  entry,
  type Formula,
  minus,
  multiply,
  number,
  range,
} from '../index/formula.ts';
import { entryCount, position, type Tensor } from '../index/tensor.ts';
import { lastOutput, type Step } from '../model/model.ts';
import { onlyAt } from './axes.ts';
import { classAxis } from './class-softmax.ts';
import type { Mistake, Way } from './mistake.ts';
import { numbersOf, type Situation } from './situation.ts';

export const softmaxJacobianDiagonal: Mistake = {
  name: 'softmaxJacobianDiagonal',
  title: 'a softmax differentiated entry by entry',
  explanation:
    'A softmax was differentiated as if each output depended on its own input alone. Every input moves every output: ds_i/dx_k = s_i ([i = k] - s_k), and with the cross entropy of class y all entries count, dL/dx_k = s_k - [k = y].',
  example: {
    model: `
input: { name: x, shape: [2] }
layers:
  - Linear: { out_features: 3, weight: W, bias: b, output: o }
  - Softmax
loss: { MSELoss: { target: y, reduction: sum } }
values: { x: [1, 2], W: [[1, -1/2], [-1, 1], [1/2, 0]], b: [0, 1/2, 1], y: [1, 0, 0] }
`,
    decimals: 4,
    gradients: {
      W: [
        [-0.1625, -0.3249],
        [0.2226, 0.4453],
        [0.2226, 0.4453],
      ],
      b: [-0.1625, 0.2226, 0.2226],
    },
  },
  ways: (situation) => [
    ...situation.model.steps
      .filter(({ traits, inner }) => traits.softmax && !inner)
      .flatMap((step) => diagonal(step)),
    ...targetOnly(situation),
  ],
};

function diagonal({ traits, output, inputs: [input] }: Step): Way[] {
  const isLogarithm = traits.softmax === 'logarithm';
  const letters = output.shape.map((_, axis) => `x${axis}`);
  const subscripts = letters.map(letter);
  const s: Formula = isLogarithm ? apply('exp', entry(output, ...subscripts)) : entry(output, ...subscripts);
  // s (1 - s), or for the logarithm of a softmax 1 - s
  const slopes: [string, Formula][] = [
    ['the diagonal of the Jacobian', isLogarithm ? minus(number(1), s) : multiply(s, minus(number(1), s))],
    ...(isLogarithm ? [] : ([['s alone, as of an exponential,', s]] as [string, Formula][])),
  ];
  return slopes.map(
    ([what, slope]): Way => ({
      what: `of the softmax ${output.name} ${what} is taken for its whole Jacobian`,
      deviation: {
        law: (definition, { of, cotangents }): Definition => {
          const cotangent = cotangents.get(output);
          if (of !== input || !cotangent) return definition;
          return {
            output: definition.output,
            over: letters.map((name, axis) => range(name, input.shape[axis])),
            subscripts,
            body: multiply(entry(cotangent, ...subscripts), add(slope)),
          };
        },
      },
    }),
  );
}

/** Of the derivative of a cross entropy only what the target's class gets. */
function targetOnly(situation: Situation): Way[] {
  const { model, values } = situation;
  const { objective } = model;
  const last = lastOutput(model);
  if (objective.kind !== 'loss' || objective.contains !== 'softmax' || !objective.target) return [];
  const classes = classAxis(model.batch);
  const isTarget = targetAt(objective.target, last, numbersOf(values, objective.target), classes);
  return [
    {
      what: `only the entry of the target in dL/d${last.name} is kept`,
      deviation: {
        gradient: (numbers, of) => (of === last ? onlyAt(numbers, last.shape, isTarget) : numbers),
      },
    },
  ];
}

/** Whether an entry is that of the target's class, or has a probability above 0 in the target. */
function targetAt(target: Tensor, last: Tensor, numbers: Float64Array, classes: number) {
  const probabilities =
    entryCount(target.shape) === entryCount(last.shape) && target.shape.length === last.shape.length;
  return (index: readonly number[]): boolean =>
    probabilities
      ? numbers[position(last.shape, index)] > 0
      : numbers[position(target.shape, index.toSpliced(classes, 1))] === index[classes];
}
