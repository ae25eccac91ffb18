import type { Attributes } from '../attributes.ts';
import type { Graph } from '../graph.ts';
import type { NodeProto } from '../proto.ts';
import { Unsupported } from '../unsupported.ts';
import type { Operator } from './operator.ts';

type LayerWithOptions = readonly [layer: string, options: Readonly<Record<string, unknown>>];

/** Functions of one entry, by their operator. */
const layersByOperator: Readonly<Record<string, (attributes: Attributes) => LayerWithOptions>> = {
  Relu: () => ['ReLU', {}],
  Sigmoid: () => ['Sigmoid', {}],
  Tanh: () => ['Tanh', {}],
  Swish: (attributes) => {
    if (attributes.float('alpha', 1) !== 1) throw new Unsupported('its alpha is not 1');
    return ['SiLU', {}];
  },
  LeakyRelu: (attributes) => ['LeakyReLU', { negative_slope: attributes.float('alpha', 0.01) }],
  Elu: (attributes) => ['ELU', { alpha: attributes.float('alpha', 1) }],
  // Without the threshold of PyTorch, beyond which it is x.
  Softplus: () => ['Softplus', { threshold: 40 }],
  Gelu: (attributes) => ['GELU', { approximate: attributes.text('approximate', 'none') }],
  Exp: () => ['Expression', { formula: 'exp(x)' }],
  Log: () => ['Expression', { formula: 'log(x)' }],
  Sqrt: () => ['Expression', { formula: 'sqrt(x)' }],
  Abs: () => ['Expression', { formula: 'abs(x)' }],
  Neg: () => ['Expression', { formula: '-x' }],
  Reciprocal: () => ['Expression', { formula: '1/x' }],
  Softsign: () => ['Expression', { formula: 'x/(1 + abs(x))' }],
  Mish: () => ['Expression', { formula: 'x*tanh(softplus(x))' }],
};

export const Activation: Operator = {
  names: Object.keys(layersByOperator),
  translate: (graph, node, attributes) => {
    const [layer, options] = layersByOperator[node.opType](attributes);
    graph.add(layer, options, [graph.data(node.input[0])], node.output[0]);
  },
};

/** A slope for all, or one for each channel: [1], [C] before no other axis, [C, 1, 1]; before opset 7 [C] alone. */
export const PRelu: Operator = {
  names: ['PRelu'],
  translate: (graph, node) => {
    const data = graph.data(node.input[0]);
    const channels = data.dims[data.dims.length > 1 ? 1 : 0];
    const { symbol, dims } = graph.parameter(node.input[1]);
    const count = dims.reduce((product, size) => product * size, 1);
    const axis = data.dims.length - dims.length + dims.findIndex((size) => size !== 1);
    const alongChannels = graph.opset < 7 ? dims.length === 1 : axis === Math.min(1, data.dims.length - 1);
    if (count !== 1 && !(count === channels && alongChannels))
      throw new Unsupported(
        `its slopes are [${dims.join(', ')}], and PReLU has one, or one for each channel`,
      );
    graph.add('PReLU', { num_parameters: count, weight: symbol }, [data], node.output[0]);
  },
};

/** Bounds as attributes before opset 11, as inputs after. */
export const Clip: Operator = {
  names: ['Clip'],
  translate: (graph, node, attributes) => {
    const data = graph.data(node.input[0]);
    const [least, most] = [
      bound(graph, node, attributes, 1, 'min'),
      bound(graph, node, attributes, 2, 'max'),
    ];
    if (least !== undefined && most !== undefined && least < most)
      graph.add('Hardtanh', { min_val: least, max_val: most }, [data], node.output[0]);
    else if (least !== undefined && most === undefined)
      graph.add('Expression', { formula: `max(x, ${least})` }, [data], node.output[0]);
    else if (most !== undefined && least === undefined)
      graph.add('Expression', { formula: `min(x, ${most})` }, [data], node.output[0]);
    else throw new Unsupported('it has no bounds, or a lower one that is not below the upper one');
  },
};

function bound(
  graph: Graph,
  node: NodeProto,
  attributes: Attributes,
  at: number,
  name: string,
): number | undefined {
  if (graph.opset < 11) return attributes.has(name) ? attributes.float(name, 0) : undefined;
  return node.input[at] ? graph.numbers(node.input[at]).data[0] : undefined;
}

export const Softmax: Operator = {
  names: ['Softmax', 'LogSoftmax'],
  translate: (graph, node, attributes) => {
    const data = graph.data(node.input[0]);
    const rank = data.dims.length;
    // Before opset 13 all axes from `axis` on were taken together.
    const together = graph.opset < 13;
    const given = attributes.int('axis', together ? 1 : -1);
    const axis = given < 0 ? given + rank : given;
    if (axis < 0 || axis >= rank) throw new Unsupported(`it sums along axis ${given} of ${rank}`);
    if (together && data.dims.slice(axis + 1).some((size) => size !== 1))
      throw new Unsupported('it sums over several axes together, as before opset 13');
    if (axis === 0 && rank > 1) throw new Unsupported('it sums over the samples');
    // From the end: whether there is an axis for samples does not matter.
    graph.add(node.opType, { dim: axis - rank }, [data], node.output[0]);
  },
};
