import { permuted, swapped } from './axes.ts';
import { type Weighted, weightedLayers } from './layer-parts.ts';
import { aloneAndTogether, type Mistake, namesInWords, type Way } from './mistake.ts';

export const channelsSwapped: Mistake = {
  name: 'channelsSwapped',
  title: 'channels in and out exchanged',
  explanation:
    'The channels that go into a filter and those that come out were exchanged. The first axis of a filter counts its outputs, the second its inputs: dL/dW_fc is what output f and input c meet in.',
  example: {
    model: `
input: { name: I, shape: [2, 3, 3] }
layers:
  - Conv2d: { out_channels: 2, kernel_size: 2, bias: false }
  - AvgPool2d: { kernel_size: 2 }
loss: { MSELoss: { target: y, reduction: sum } }
values:
  I: [[[1, 0, 2], [0, 1, 0], [1, 1, 0]], [[0, 1, 1], [2, 0, 1], [0, 1, 2]]]
  W: [[[[1, 0], [0, 1]], [[1, -1], [0, 1]]], [[[0, 1], [-1, 0]], [[1, 1], [0, 0]]]]
  y: [[[1]], [[0]]]
`,
    gradients: {
      W: [
        [
          [
            [1, 1.5],
            [1.5, 1],
          ],
          [
            [1.5, 2.25],
            [2.25, 1.5],
          ],
        ],
        [
          [
            [1.5, 1.5],
            [1.5, 2],
          ],
          [
            [2.25, 2.25],
            [2.25, 3],
          ],
        ],
      ],
    },
  },
  ways: ({ model }) => {
    const filters = weightedLayers(model).filter(
      ({ window, weight: { shape } }) => window.length > 0 && shape[0] > 1 && shape[1] > 1,
    );
    return [
      ...aloneAndTogether(filters, swappedIn),
      ...aloneAndTogether(
        filters.filter(({ weight: { shape } }) => shape[0] === shape[1]),
        passedBack,
      ),
    ];
  },
};

function swappedIn(some: readonly Weighted[]): Way {
  return {
    what: `the channels in and out of ${namesInWords(some.map(({ weight }) => `dL/d${weight.name}`))} are exchanged`,
    deviation: {
      written: (array, { kind, tensor }) =>
        kind === 'gradient' && some.some(({ weight }) => weight === tensor)
          ? permuted(
              array,
              [1, 0, ...tensor.shape.slice(2).keys()].map((axis, at) => (at < 2 ? axis : axis + 2)),
            )
          : array,
    },
  };
}

function passedBack(some: readonly Weighted[]): Way {
  return {
    what: namesInWords(
      some.map(
        ({ weight, input }) => `the channels in and out of ${weight.name} are exchanged in dL/d${input.name}`,
      ),
    ),
    deviation: {
      values: (numbers, tensor, of) =>
        some.some(({ weight, input }) => weight === tensor && input === of)
          ? swapped(numbers, tensor.shape, 0, 1)
          : numbers,
    },
  };
}
