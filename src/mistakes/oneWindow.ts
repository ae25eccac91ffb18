import { entryCount, indexAt, type Tensor } from '../index/tensor.ts';
import type { Model } from '../model/model.ts';
import { onlyAt } from './axes.ts';
import { positionAxes, type Weighted, weightedLayers } from './layer-parts.ts';
import { aloneAndTogether, type Mistake, namesInWords, type Way } from './mistake.ts';
import { positionText, shownWindows } from './window-positions.ts';

export const oneWindow: Mistake = {
  name: 'oneWindow',
  title: 'one window in place of their sum',
  explanation:
    'The gradient of a weight was taken from one position of the window only. A weight is used at every position, and its gradient is the sum over all of them.',
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
        [-2, -4],
        [0, -2],
      ],
    },
  },
  ways: ({ model }) => {
    const layers = weightedLayers(model);
    const sliding = layers.filter(({ step: { output } }) => windows(model, output).count > 1);
    const { batch } = model;
    const samples = batch === undefined || batch < 2 ? [] : [0, batch - 1];
    return [
      ...aloneAndTogether(sliding, (some) => fromOne(model, some, () => 0)),
      ...aloneAndTogether(sliding, (some) => fromOne(model, some, (count) => count - 1)),
      ...sliding.flatMap((layer) =>
        shownWindows(windows(model, layer.step.output).count)
          .slice(2)
          .map((window) => fromOne(model, [layer], () => window)),
      ),
      ...samples.flatMap((sample) => aloneAndTogether(layers, (some) => fromSample(some, sample))),
    ];
  },
};

/** The positions of a window on an output. */
function windows(model: Model, output: Tensor): { axes: number[]; sizes: number[]; count: number } {
  const axes = positionAxes(model, output);
  const sizes = axes.map((axis) => output.shape[axis]);
  return { axes, sizes, count: entryCount(sizes) };
}

function fromOne(model: Model, some: readonly Weighted[], which: (count: number) => number): Way {
  const sought = (output: Tensor): number[] => {
    const { sizes, count } = windows(model, output);
    return indexAt(sizes, which(count));
  };
  const whats = some.map(
    ({ weight, step: { output } }) =>
      `dL/d${weight.name} is taken from the window at ${positionText(sought(output))} of ${output.name} alone`,
  );
  return {
    what: namesInWords(whats),
    deviation: {
      arriving: (numbers, from, of) => {
        if (!some.some(({ weight, step }) => weight === of && step.output === from)) return numbers;
        const { axes } = windows(model, from);
        const wanted = sought(from);
        return onlyAt(numbers, from.shape, (index) => axes.every((axis, at) => index[axis] === wanted[at]));
      },
    },
  };
}

function fromSample(some: readonly Weighted[], sample: number): Way {
  const names = namesInWords(some.map(({ weight }) => `dL/d${weight.name}`));
  return {
    what: `${names} ${some.length > 1 ? 'are' : 'is'} taken from sample ${sample + 1} alone`,
    deviation: {
      arriving: (numbers, from, of) =>
        some.some(({ weight, step }) => weight === of && step.output === from)
          ? onlyAt(numbers, from.shape, ([index]) => index === sample)
          : numbers,
    },
  };
}
