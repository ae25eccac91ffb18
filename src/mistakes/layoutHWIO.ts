import type { Tensor } from '../index/tensor.ts';
import type { Subject } from '../model/subject.ts';
import { long, orders, permuted, type ShapedNumbers } from './axes.ts';
import { dataTensors, weightedLayers } from './layer-parts.ts';
import { type Mistake, namesInWords, type Way } from './mistake.ts';
import type { Situation } from './situation.ts';

export const layoutHWIO: Mistake = {
  name: 'layoutHWIO',
  title: 'another order of the axes',
  explanation:
    "The numbers stand in another order than the model's. PyTorch lays filters out as [out, in, rows, columns], dense weights as [out, in] and images as [channels, rows, columns]; TensorFlow has [rows, columns, in, out], [in, out] and [rows, columns, channels]. Axes are to be permuted, not only reshaped.",
  example: {
    model: `
input: { name: I, shape: [2, 3, 3] }
layers:
  - Conv2d: { out_channels: 3, kernel_size: 2, bias: false }
  - AvgPool2d: { kernel_size: 2 }
loss: { MSELoss: { target: y, reduction: sum } }
values:
  I: [[[1, 0, 2], [0, 1, 0], [1, 1, 0]], [[0, 1, 1], [2, 0, 1], [0, 1, 2]]]
  W: [[[[1, 0], [0, 1]], [[1, -1], [0, 1]]], [[[0, 1], [-1, 0]], [[1, 1], [0, 0]]], [[[1, 1], [1, 0]], [[0, 2], [0, 1]]]]
  y: [[[1]], [[0]], [[5]]]
`,
    gradients: {
      W: [
        [
          [
            [1, 1.5, -0.5],
            [1.5, 2.25, -0.75],
          ],
          [
            [1.5, 2.25, -0.75],
            [1.5, 2.25, -0.75],
          ],
        ],
        [
          [
            [1.5, 2.25, -0.75],
            [1.5, 2.25, -0.75],
          ],
          [
            [1, 1.5, -0.5],
            [2, 3, -1],
          ],
        ],
      ],
    },
  },
  ways: (situation) => {
    const tensors = arrangedTensors(situation);
    const filters = weightedLayers(situation.model)
      .filter(({ window }) => window.length > 0)
      .map(({ weight }) => weight);
    const asTensorFlow = (what: string, some: readonly Tensor[]): Way => ({
      what,
      deviation: {
        written: (array, { tensor }) => {
          if (!some.includes(tensor)) return array;
          const order = tensorFlowOrder(tensor, situation);
          return order.every((axis, at) => axis === at) ? array : permuted(array, order);
        },
      },
    });
    return [
      asTensorFlow("every array is laid out as TensorFlow's", tensors),
      ...(filters.length > 1
        ? [
            asTensorFlow(
              `the arrays of ${namesInWords(filters.map(({ name }) => name))} are laid out as TensorFlow's`,
              filters,
            ),
          ]
        : []),
      ...tensors.flatMap((tensor) => waysOf(tensor, situation)),
    ];
  },
};

/** Weights and data with more than one axis along which there is something to put in order. */
function arrangedTensors({ model }: Situation): Tensor[] {
  const weights = model.steps.flatMap(({ parameters }) => parameters);
  return [...new Set([...weights, ...dataTensors(model)])].filter(({ shape }) => long(shape).includes(','));
}

function waysOf(tensor: Tensor, situation: Situation): Way[] {
  const letters = axisLetters(tensor, situation);
  const axes = [...tensor.shape.keys()];
  const all = tensor.shape.length > 4 ? [tensorFlowOrder(tensor, situation)] : orders(axes);
  return all.flatMap((order): Way[] => {
    const [theirs, ours] = [order.map((axis) => letters[axis]).join(''), letters.join('')];
    const seen = (axis: number): boolean => tensor.shape[axis] > 1;
    if (order.filter(seen).join() === axes.filter(seen).join()) return [];
    const way = (what: string, arranged: (array: ShapedNumbers) => ShapedNumbers): Way => ({
      what,
      deviation: {
        written: (array, { tensor: about }: Subject) => (about === tensor ? arranged(array) : array),
      },
    });
    const name = `the array of ${tensor.name}`;
    return [
      way(`${name} is laid out as ${theirs}, not as ${ours}`, (array) => permuted(array, order)),
      way(`the numbers of ${name} stand in the order of ${theirs}, in the shape of ${ours}`, (array) => ({
        shape: array.shape,
        numbers: permuted(array, order).numbers,
      })),
      way(`${name} has the shape of ${theirs}, but its numbers stand in the order of ${ours}`, (array) => ({
        shape: permuted(array, order).shape,
        numbers: array.numbers,
      })),
    ];
  });
}

/** Channels last: the filter's two of them behind its window, in before out. */
function tensorFlowOrder(tensor: Tensor, { model }: Situation): number[] {
  const axes = [...tensor.shape.keys()];
  if (tensor.role === 'weight') return [...axes.slice(2), 1, 0];
  if (tensor.role === 'scale' || tensor.role === 'bias') return axes;
  const first = model.batch === undefined ? 0 : 1;
  return [...axes.slice(0, first), ...axes.slice(first + 1), ...axes.slice(first, first + 1)];
}

function axisLetters({ shape, role }: Tensor, { model }: Situation): string[] {
  const inner = (count: number): string[] => ['D', 'H', 'W'].slice(3 - count);
  if (role === 'weight') return ['O', 'I', ...inner(shape.length - 2)];
  const sample = model.batch === undefined || role === 'scale' || role === 'bias' ? [] : ['N'];
  return [...sample, 'C', ...inner(shape.length - sample.length - 1)];
}
