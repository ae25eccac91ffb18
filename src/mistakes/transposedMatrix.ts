import type { Tensor } from '../index/tensor.ts';
import { permuted, swapped } from './axes.ts';
import { type Weighted, weightedLayers } from './layer-parts.ts';
import { aloneAndTogether, type Mistake, namesInWords, type Way } from './mistake.ts';

export const transposedMatrix: Mistake = {
  name: 'transposedMatrix',
  title: 'a matrix transposed, or not',
  explanation:
    'Rows and columns were exchanged: in the gradient of a matrix or of a filter, or where W was taken in place of its transpose to pass the gradient back. Entry i,j of dL/dW belongs to entry i,j of W, and x_j gets the sum over i of W_ij dL/do_i, which is the transpose of W times dL/do.',
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
      W: [
        [98, 280],
        [56, 160],
      ],
      V: [
        [228, 26],
        [456, 52],
      ],
    },
  },
  ways: ({ model }) => {
    const layers = weightedLayers(model);
    const flat = layers.filter(({ weight: { shape } }) => axesOf(shape).every((axis) => shape[axis] > 1));
    const square = flat.filter(({ weight: { shape } }) => {
      const [first, second] = axesOf(shape);
      return axesOf(shape).length === 2 && shape[first] === shape[second];
    });
    const matrices = flat.filter(({ weight }) => axesOf(weight.shape).length === 2);
    const dense = matrices.filter(({ window }) => window.length === 0);
    const filters = matrices.filter(({ window }) => window.length > 0);
    return [
      ...aloneAndTogether(dense, transposedIn),
      ...aloneAndTogether(filters, transposedIn),
      ...(dense.length > 0 && filters.length > 0 ? [transposedIn(matrices)] : []),
      ...aloneAndTogether(square, passedBack),
    ];
  },
};

/** Rows and columns: of a dense layer the whole matrix, of a filter its last two axes. */
function axesOf(shape: Tensor['shape']): number[] {
  return shape.length === 2 ? [0, 1] : shape.length === 4 ? [2, 3] : [];
}

function transposedIn(some: readonly Weighted[]): Way {
  return {
    what: `rows and columns of ${namesInWords(some.map(({ weight }) => `dL/d${weight.name}`))} are exchanged`,
    deviation: {
      written: (array, { kind, tensor }) => {
        if (kind !== 'gradient' || !some.some(({ weight }) => weight === tensor)) return array;
        const [first, second] = axesOf(tensor.shape);
        const axes = tensor.shape.map((_, axis) =>
          axis === first ? second : axis === second ? first : axis,
        );
        return permuted(array, axes);
      },
    },
  };
}

function passedBack(some: readonly Weighted[]): Way {
  const names = some.map(
    ({ weight, input }) => `${weight.name} is taken for its transpose in dL/d${input.name}`,
  );
  return {
    what: namesInWords(names),
    deviation: {
      values: (numbers, tensor, of) => {
        if (!some.some(({ weight, input }) => weight === tensor && input === of)) return numbers;
        const [first, second] = axesOf(tensor.shape);
        return swapped(numbers, tensor.shape, first, second);
      },
    },
  };
}
