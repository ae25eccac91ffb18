import { describe, expect, it } from 'vitest';
import { BadInput } from '../../src/bad-input.ts';
import { importModel } from '../../src/onnx/import.ts';
import type { ModelProto, NodeProto, TensorProto } from '../../src/onnx/proto.ts';

type Attribute = number | readonly number[] | string;

interface Case {
  readonly opset: number;
  readonly op: string;
  readonly dims: readonly (number | string)[];
  readonly attributes?: Readonly<Record<string, Attribute>>;
  /** Constants after the data, each with its sizes. */
  readonly constants?: readonly (readonly [sizes: readonly number[], numbers: readonly number[]])[];
  readonly outputs?: readonly string[];
}

function net({ opset, op, dims, attributes = {}, constants = [], outputs = ['y'] }: Case): ModelProto {
  const tensors = constants.map(
    ([sizes, numbers], at): TensorProto => ({
      dims: [...sizes],
      dataType: 1,
      floatData: [...numbers],
      int32Data: [],
      int64Data: [],
      doubleData: [],
      rawData: new Uint8Array(),
      dataLocation: 0,
      name: `c${at}`,
    }),
  );
  const node: NodeProto = {
    opType: op,
    name: 'node',
    domain: '',
    input: ['x', ...tensors.map(({ name }) => name)],
    output: [...outputs],
    attribute: Object.entries(attributes).map(([name, value]) => ({
      name,
      f: typeof value === 'number' ? value : 0,
      i: typeof value === 'number' ? value : 0,
      s: new TextEncoder().encode(typeof value === 'string' ? value : ''),
      floats: [],
      ints: typeof value === 'object' ? [...value] : [],
    })),
  };
  const dim = dims.map((size) =>
    typeof size === 'number' ? { dimValue: size, dimParam: '' } : { dimValue: 0, dimParam: size },
  );
  // So that what passes its data on is behind a layer.
  const relu = { ...node, opType: 'Relu', name: 'relu', input: [outputs[0]], output: ['z'], attribute: [] };
  return {
    graph: {
      name: '',
      node: [node, relu],
      initializer: tensors,
      input: [{ name: 'x', type: { tensorType: { elemType: 1, shape: { dim } } } }],
      output: [],
    },
    opsetImport: [{ domain: '', version: opset }],
  };
}

/** The layer that the node becomes, "nothing" where it passes its data on, or why it is refused. */
function outcome(given: Case): string {
  try {
    const { layers } = importModel(net(given), 'net.onnx');
    if (layers.length === 1) return 'nothing';
    const [{ layer, options }] = layers;
    const { output, weight, bias, ...said } = options;
    return `${layer} ${JSON.stringify(said)}`;
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    return error.message.split('\n')[1]?.replace(/^.*?\): /, '') ?? error.message;
  }
}

const four = [[2], [1, 1]] as const;
const normalized = { op: 'BatchNormalization', dims: [3, 2, 1, 4], constants: [four, four, four, four] };
const training = 'BatchNorm2d {}';
const running = 'BatchNorm2d {"training":false,"running_mean":"c2","running_var":"c3"}';
const slopes = [[2], [0.1, 0.2]] as const;
const pool = { op: 'AveragePool', dims: [1, 1, 4, 4], attributes: { kernel_shape: [2, 2], strides: [2, 2] } };

describe('an operator means what it meant in the opset of its model', () => {
  it.each<readonly [string, Case, string]>([
    ['BatchNormalization 6 trains', { ...normalized, opset: 6 }, training],
    ['BatchNormalization 6 in test', { ...normalized, opset: 6, attributes: { is_test: 1 } }, running],
    ['BatchNormalization 7', { ...normalized, opset: 7 }, running],
    [
      'BatchNormalization 13 of five outputs',
      { ...normalized, opset: 13, outputs: ['y', 'a', 'b', 'c', 'd'] },
      training,
    ],
    [
      'BatchNormalization 13 of outputs without names',
      { ...normalized, opset: 13, outputs: ['y', '', '', '', ''] },
      running,
    ],
    [
      'BatchNormalization 14 of three outputs',
      { ...normalized, opset: 14, outputs: ['y', 'a', 'b'] },
      running,
    ],
    ['BatchNormalization 14', { ...normalized, opset: 14, attributes: { training_mode: 1 } }, training],
    [
      'BatchNormalization 8, spatial: 0',
      { ...normalized, opset: 8, attributes: { spatial: 0 } },
      'each entry has statistics of its own (spatial: 0), not each channel',
    ],
    ['Dropout 6', { op: 'Dropout', dims: [2, 3], opset: 6 }, 'it is in training mode, whose mask is chance'],
    ['Dropout 6 in test', { op: 'Dropout', dims: [2, 3], opset: 6, attributes: { is_test: 1 } }, 'nothing'],
    ['Dropout 7', { op: 'Dropout', dims: [2, 3], opset: 7 }, 'nothing'],
    [
      'Dropout 13 in training',
      {
        op: 'Dropout',
        dims: [2, 3],
        opset: 13,
        constants: [
          [[], [0.5]],
          [[], [1]],
        ],
      },
      'it is in training mode, whose mask is chance',
    ],
    [
      'Dropout 13 of nothing',
      {
        op: 'Dropout',
        dims: [2, 3],
        opset: 13,
        constants: [
          [[], [0]],
          [[], [1]],
        ],
      },
      'nothing',
    ],
    [
      'Softmax 12 of two axes',
      { op: 'Softmax', dims: [2, 3, 4], opset: 12 },
      'it sums over several axes together, as before opset 13',
    ],
    [
      'Softmax 12 of one',
      { op: 'Softmax', dims: [2, 3, 4], opset: 12, attributes: { axis: 2 } },
      'Softmax {"dim":-1}',
    ],
    ['Softmax 12 beyond the axes', { op: 'Softmax', dims: [3], opset: 12 }, 'it sums along axis 1 of 1'],
    [
      'Softmax 13',
      { op: 'Softmax', dims: [2, 3, 4], opset: 13, attributes: { axis: 1 } },
      'Softmax {"dim":-2}',
    ],
    [
      'PRelu 6',
      { op: 'PRelu', dims: [1, 2, 3, 4], opset: 6, constants: [slopes] },
      'PReLU {"num_parameters":2}',
    ],
    [
      'PRelu 7',
      { op: 'PRelu', dims: [1, 2, 3, 4], opset: 7, constants: [slopes] },
      'its slopes are [2], and PReLU has one, or one for each channel',
    ],
    [
      'Clip 6',
      { op: 'Clip', dims: [2, 3], opset: 6, attributes: { min: -1, max: 2 } },
      'Hardtanh {"min_val":-1,"max_val":2}',
    ],
    [
      'Clip 11',
      {
        op: 'Clip',
        dims: [2, 3],
        opset: 11,
        constants: [
          [[], [-1]],
          [[], [2]],
        ],
      },
      'Hardtanh {"min_val":-1,"max_val":2}',
    ],
    ['Reshape 1', { op: 'Reshape', dims: [2, 3, 4], opset: 1, attributes: { shape: [2, 12] } }, 'Flatten {}'],
    [
      'Gemm with one C for each sample',
      {
        op: 'Gemm',
        dims: [2, 3],
        opset: 13,
        attributes: { transB: 1 },
        constants: [
          [
            [2, 3],
            [1, 2, 3, 4, 5, 6],
          ],
          [
            [2, 1],
            [1, 2],
          ],
        ],
      },
      'its C is [2, 1], and a bias has one entry for each output',
    ],
    [
      'AveragePool with whole windows, ceil_mode',
      { ...pool, opset: 10, attributes: { ...pool.attributes, ceil_mode: 1 } },
      'AvgPool2d {"kernel_size":2,"ceil_mode":true,"count_include_pad":false}',
    ],
    [
      'AveragePool with a window in the padding',
      {
        ...pool,
        opset: 10,
        attributes: {
          ...pool.attributes,
          ceil_mode: 1,
          strides: [3, 3],
          pads: [1, 1, 1, 1],
          kernel_shape: [2, 2],
        },
        dims: [1, 1, 5, 5],
      },
      'its last window starts in the padding, where ceil_mode of PyTorch has none',
    ],
    [
      'AveragePool that counts what is beyond the padding',
      {
        ...pool,
        opset: 10,
        dims: [1, 1, 5, 5],
        attributes: { ...pool.attributes, ceil_mode: 1, count_include_pad: 1 },
      },
      'its last window reaches beyond the padding (ceil_mode), which is counted',
    ],
  ])('%s', (_, given, expected) => {
    expect(outcome(given)).toBe(expected);
  });
});

describe('a size that the file leaves open', () => {
  const relu = (dims: Case['dims']) => importModel(net({ op: 'Relu', opset: 13, dims }), 'net.onnx');

  it.each([
    ['N', ' ("N")'],
    ['', ''],
  ])('is taken as one sample where it is their number, and that is said: %j', (batch, called) => {
    const { input, notes } = relu([batch, 2, 3]);
    expect(input).toEqual({ name: 'x', shape: [2, 3] });
    expect(notes).toEqual([
      `the input "x" leaves its number of samples open${called}; it is taken as one sample, and input.batch of the model file says another number.`,
    ]);
  });

  it('is not spoken of where the number of samples is stated, which stays', () => {
    const { input, notes } = relu([5, 2, 3]);
    expect({ input, notes }).toEqual({ input: { name: 'x', shape: [2, 3], batch: 5 }, notes: [] });
  });

  it.each([[['N', 2, 'H']], [[3, '']], [['N']]])('is refused where it is another one: %j', (dims) => {
    const shown = dims.map((size) => (size === '' ? '?' : size)).join(', ');
    expect(() => relu(dims)).toThrow(`the input "x" leaves more open than its number of samples: [${shown}]`);
  });
});
