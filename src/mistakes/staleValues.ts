import type { Tensor } from '../index/tensor.ts';
import { takes } from '../model/rules.ts';
import { dataTensors, weightedLayers } from './layer-parts.ts';
import { type Mistake, namesInWords, type Way } from './mistake.ts';
import { numbersOf, type Situation } from './situation.ts';

export const staleValues: Mistake = {
  name: 'staleValues',
  title: 'values of another moment',
  explanation:
    'The gradient was computed with values that do not belong there: with weights that were updated already, or with the values before or after an activation for those that were meant. All gradients belong to one forward pass: first all of them, with its values, then the step.',
  example: {
    model: `
input: { name: x, shape: [2] }
layers:
  - Linear: { out_features: 2, weight: V, bias: c, output: h }
  - Linear: { out_features: 2, weight: W, bias: b, output: o }
loss: { MSELoss: { target: y, reduction: sum } }
values: { x: [1, 2], V: [[1, 3], [-1, 2]], c: [0, 1], W: [[2, -1], [5, 1]], b: [1, 1], y: [4, 20] }
`,
    gradients: {
      V: [
        [-1029.2, -2058.4],
        [-692.4, -1384.8],
      ],
      c: [-1029.2, -692.4],
      W: [
        [98, 56],
        [280, 160],
      ],
    },
  },
  ways: (situation) => [...updated(situation), ...neighbours(situation)],
};

/** Of so many layers each alone may have been updated too early; of more, all. */
const fewLayers = 3;

/** Weights after their step, where the gradient is passed back through them. */
function updated({ model, rate, gradients }: Situation): Way[] {
  const layers = weightedLayers(model);
  const rates = [...new Set([...(rate === undefined ? [] : [rate]), 1, 0.1, 0.01])];
  const each = layers.length > fewLayers ? [layers] : [...layers.map((layer) => [layer]), layers];
  return rates.flatMap((eta) =>
    each.map(
      (some): Way => ({
        what: `${namesInWords(some.map(({ weight }) => weight.name))} ${some.length > 1 ? 'are' : 'is'} updated, by ${eta} times the gradient, before the gradient is passed back through ${some.length > 1 ? 'them' : 'it'}`,
        deviation: {
          values: (numbers, tensor, of, mistaken) => {
            if (!some.some(({ weight, input }) => weight === tensor && input === of)) return numbers;
            const slopes = gradients.has(tensor) ? mistaken.gradient(tensor) : undefined;
            return slopes ? numbers.map((value, at) => value - eta * slopes[at]) : numbers;
          },
        },
      }),
    ),
  );
}

/** The values of an array of the same shape, one or two layers before or after, in one law. */
function neighbours({ model, analysis, values }: Situation): Way[] {
  const data = dataTensors(model);
  const masked = new Set(model.steps.flatMap(({ traits, output }) => (traits.rectifies ? [output] : [])));
  return analysis.laws().flatMap(({ of, users, definition }) =>
    data.flatMap((meant, at) => {
      if (!takes(definition, new Set([meant]))) return [];
      // What masks a ReLU is a mistake of its own.
      if (meant === of && users.some(({ output }) => masked.has(output))) return [];
      return data
        .filter(
          (tensor, place): boolean =>
            tensor !== meant && Math.abs(place - at) <= 2 && tensor.shape.join() === meant.shape.join(),
        )
        .map((tensor) => wayTaking(of, meant, tensor, values));
    }),
  );
}

function wayTaking(by: Tensor, meant: Tensor, instead: Tensor, values: Situation['values']): Way {
  return {
    what: `the values of ${instead.name} are taken for those of ${meant.name} in dL/d${by.name}`,
    deviation: {
      values: (numbers, tensor, of) => (of === by && tensor === meant ? numbersOf(values, instead) : numbers),
    },
  };
}
