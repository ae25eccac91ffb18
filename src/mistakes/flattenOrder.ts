import { type Affine, affine } from '../index/affine.ts';
import type { Definition } from '../index/formula.ts';
import { entryCount, type Tensor } from '../index/tensor.ts';
import type { Step } from '../model/model.ts';
import type { Rule } from '../model/rules.ts';
import { permuted } from './axes.ts';
import { weightedLayers } from './layer-parts.ts';
import type { Mistake, Way } from './mistake.ts';
import type { Situation } from './situation.ts';

export const flattenOrder: Mistake = {
  name: 'flattenOrder',
  title: 'flattening in another order',
  explanation:
    'An image was flattened, or a vector folded back to one, in another order than the model says. PyTorch takes channel by channel, row by row; the columns of the dense weight behind it stand in that order, and the gradient is folded back in the same.',
  example: {
    model: `
input: { name: I, shape: [2, 2, 3] }
layers:
  - ReLU
  - Flatten
  - Linear: { out_features: 2, weight: W, bias: false, output: o }
loss: { MSELoss: { target: y, reduction: sum } }
values:
  I: [[[1, 2, 3], [4, 5, 6]], [[7, 8, 9], [1, 3, 2]]]
  W: [[1, 0, 2, -1, 3, 1, 0, 1, 2, 0, -1, 1], [2, 1, 0, 1, 0, 1, -1, 1, 0, 2, 1, 0]]
  y: [40, 12]
`,
    gradients: {
      W: [
        [18, 36, 54, 72, 90, 108, 126, 144, 162, 18, 54, 36],
        [16, 32, 48, 64, 80, 96, 112, 128, 144, 16, 48, 32],
      ],
      I: [
        [
          [50, 36, 54],
          [-16, 36, -2],
        ],
        [
          [16, -2, 34],
          [34, 32, 18],
        ],
      ],
    },
  },
  ways: (situation) => {
    const flattening = situation.model.steps.filter(({ traits }) => traits.reorders);
    return flattening.flatMap((step) => waysOf(step, situation));
  },
};

function waysOf(step: Step, { model }: Situation): Way[] {
  const [input] = step.inputs;
  const samples = model.batch === undefined ? [] : [0];
  const axes = [...input.shape.keys()].slice(samples.length);
  const letters = ['C', ...['D', 'H', 'W'].slice(3 - (axes.length - 1))];
  const behind = weightedLayers(model).filter(({ input: layerInput }) => layerInput === step.output);
  const weights = new Set(behind.map(({ weight }) => weight));
  const columns = axes.toReversed();
  // Channels last; column by column, one channel after the other or all of them at each place.
  const others = [[...axes.slice(1), axes[0]], [axes[0], ...columns.slice(0, -1)], columns, axes];
  return others.flatMap((order, at): Way[] => {
    if (others.findIndex((candidate) => candidate.join() === order.join()) < at) return [];
    const orderText = order.map((axis) => letters[axis - samples.length]).join('');
    const rule = (original: Rule): Rule =>
      original.output === step.output ? flattened(original, input, order) : original;
    const seen = (axis: number): boolean => input.shape[axis] > 1;
    // The order of the model itself may be any of them.
    if (
      JSON.stringify(rule(step).definitions[0].subscripts) === JSON.stringify(step.definitions[0].subscripts)
    )
      return [];
    if (axes.filter(seen).length < 2) return [];
    return [
      {
        what: `${input.name} is flattened to ${step.output.name} in the order ${orderText}`,
        deviation: { forward: rule, rule },
      },
      {
        what: `dL/d${step.output.name} is folded back to dL/d${input.name} in the order ${orderText}`,
        deviation: { rule },
      },
      {
        what: `what belongs to ${step.output.name} stands in the order ${orderText}`,
        deviation: {
          written: (array, { tensor }) => {
            if (tensor !== step.output && !weights.has(tensor)) return array;
            const before = tensor.shape.slice(0, -1);
            const whole = permuted(
              { shape: [...before, ...axes.map((axis) => input.shape[axis])], numbers: array.numbers },
              [...before.keys(), ...order.map((axis) => axis - samples.length + before.length)],
            );
            return { shape: array.shape, numbers: whole.numbers };
          },
        },
      },
    ];
  });
}

/** The rule with the entries in a row in another order of the axes, the last one fastest. */
function flattened(rule: Rule, input: Tensor, order: readonly number[]): Rule {
  return {
    ...rule,
    definitions: rule.definitions.map((definition): Definition => {
      if (definition.body.kind !== 'entry') return definition;
      const { subscripts } = definition.body;
      const terms = order.flatMap((axis, at) => {
        const stride = entryCount(order.slice(at + 1).map((axis) => input.shape[axis]));
        return subscripts[axis].terms.map(({ letter }) => [letter, stride] as const);
      });
      const places: Affine = affine(0, ...inOrder(terms, definition));
      return { ...definition, subscripts: [...definition.subscripts.slice(0, -1), places] };
    }),
  };
}

/** Terms in the order of the letters on the left-hand side, as the rule has them. */
function inOrder(
  terms: readonly (readonly [string, number])[],
  { over }: Definition,
): (readonly [string, number])[] {
  return over.flatMap(({ letter }) => terms.filter(([name]) => name === letter));
}
