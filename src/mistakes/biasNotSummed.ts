import { entryCount, indexAt, type Tensor } from '../index/tensor.ts';
import type { Model } from '../model/model.ts';
import { onlyAt } from './axes.ts';
import { positionAxes } from './layer-parts.ts';
import { aloneAndTogether, type Mistake, namesInWords, type Way } from './mistake.ts';
import { positionText, shownWindows } from './window-positions.ts';

export const biasNotSummed: Mistake = {
  name: 'biasNotSummed',
  title: 'the gradient of a bias not summed',
  explanation:
    'The gradient of a bias was taken from one position of the output, as their mean, or position by position. One bias is added at every position of its channel, so its gradient is the sum of dL/do over all of them.',
  example: {
    model: `
input: { name: I, shape: [3, 3] }
layers:
  - Conv2d: { kernel_size: 2, weight: W, bias: b, output: o }
loss: { MSELoss: { target: y, reduction: sum } }
values: { I: [[1, 2, 0], [0, 1, 3], [2, 1, 1]], W: [[1, -1], [2, 0]], b: 1, y: [[1, 0], [5, 3]] }
`,
    gradients: {
      W: [
        [14, -18],
        [2, 22],
      ],
      b: -2,
    },
  },
  ways: ({ model }) => {
    const layers = biased(model);
    return [
      ...aloneAndTogether(layers, averaged),
      ...aloneAndTogether(layers, (some) => fromOne(some, 'first', () => 0)),
      ...aloneAndTogether(layers, (some) => fromOne(some, 'last', ({ count }) => count - 1)),
      ...layers.flatMap((layer) =>
        shownWindows(layer.count)
          .slice(2)
          .map((place) => fromOne([layer], undefined, () => place)),
      ),
      ...aloneAndTogether(layers, spread),
    ];
  },
};

/** A layer that adds a bias at several places. */
interface Biased {
  readonly bias: Tensor;
  readonly output: Tensor;
  /** The axes of the output along which one bias is added again and again. */
  readonly axes: readonly number[];
  readonly count: number;
}

function biased(model: Model): Biased[] {
  return model.steps.flatMap(({ traits, output, parameters }) => {
    const bias = parameters.find(({ role }) => role === 'bias');
    if (!bias || !traits.weighs) return [];
    const axes = [...(model.batch === undefined ? [] : [0]), ...positionAxes(model, output)];
    const count = entryCount(axes.map((axis) => output.shape[axis]));
    return count > 1 ? [{ bias, output, axes, count }] : [];
  });
}

function averaged(some: readonly Biased[]): Way {
  const means = some.map(({ output, count }) => `the mean over ${count} entries of dL/d${output.name}`);
  return {
    what: `${namesInWords(means)} ${some.length > 1 ? 'are' : 'is'} taken for ${some.length > 1 ? 'their sums' : 'their sum'}`,
    deviation: {
      gradient: (numbers, of) => {
        const layer = some.find(({ bias }) => bias === of);
        return layer ? numbers.map((number) => number / layer.count) : numbers;
      },
    },
  };
}

/** One place in each output in place of the sum; named by its position where it is neither the first nor the last. */
function fromOne(some: readonly Biased[], named: string | undefined, place: (layer: Biased) => number): Way {
  const sought = (layer: Biased): number[] =>
    indexAt(
      layer.axes.map((axis) => layer.output.shape[axis]),
      place(layer),
    );
  const whats = some.map((layer) => {
    const at = positionText(sought(layer));
    return `dL/d${layer.bias.name} is dL/d${layer.output.name} at ${named ? `the ${named} position, ${at},` : at} alone`;
  });
  return {
    what: namesInWords(whats),
    deviation: {
      arriving: (numbers, from, of) => {
        const layer = some.find(({ bias, output }) => bias === of && output === from);
        if (!layer) return numbers;
        const wanted = sought(layer);
        return onlyAt(numbers, from.shape, (index) =>
          layer.axes.every((axis, at) => index[axis] === wanted[at]),
        );
      },
    },
  };
}

/** No sum at all: as many numbers as the output has. */
function spread(some: readonly Biased[]): Way {
  return {
    what: namesInWords(
      some.map(({ bias, output }) => `dL/d${output.name} itself is given for dL/d${bias.name}`),
    ),
    deviation: {
      written: (array, { kind, tensor }, mistaken) => {
        const layer = some.find(({ bias }) => bias === tensor);
        return layer && kind === 'gradient'
          ? { shape: layer.output.shape, numbers: mistaken.gradient(layer.output) }
          : array;
      },
    },
  };
}
