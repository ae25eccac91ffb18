import { entryCount } from '../../index/tensor.ts';
import type { Attributes } from '../attributes.ts';
import type { Graph } from '../graph.ts';
import type { NodeProto } from '../proto.ts';
import { Unsupported } from '../unsupported.ts';
import type { Operator } from './operator.ts';

/** What passes its data on as it is when a trained network runs. */
export const Identity: Operator = {
  names: ['Identity', 'Dropout'],
  translate: (graph, node, attributes) => {
    if (graph.givesMore(node)) throw new Unsupported('it gives its mask as well');
    if (node.opType === 'Dropout' && dropsEntries(graph, node, attributes))
      throw new Unsupported('it is in training mode, whose mask is chance');
    graph.alias(node.output[0], node.input[0]);
  },
};

/** In training mode as is_test says before opset 7, as an input says from 12 on, never between; with no ratio of 0. */
function dropsEntries(graph: Graph, node: NodeProto, attributes: Attributes): boolean {
  const given = (at: number, without: number): number =>
    node.input[at] ? graph.numbers(node.input[at]).data[0] : without;
  if (graph.opset < 7) return attributes.int('is_test', 0) === 0 && attributes.float('ratio', 0.5) !== 0;
  return graph.opset >= 12 && given(2, 0) !== 0 && given(1, 0.5) !== 0;
}

/** Everything behind the samples in one row. */
function flatten(graph: Graph, node: NodeProto, wanted: readonly number[]): void {
  const data = graph.data(node.input[0]);
  const { dims } = data;
  if (wanted.join() === dims.join()) graph.alias(node.output[0], node.input[0]);
  else if (dims.length > 1 && wanted.join() === [dims[0], entryCount(dims.slice(1))].join())
    graph.add('Flatten', {}, [data], node.output[0]);
  else throw new Unsupported(`it makes [${wanted.join(', ')}] of [${dims.join(', ')}]`);
}

export const Flatten: Operator = {
  names: ['Flatten'],
  translate: (graph, node, attributes) => {
    const { dims } = graph.data(node.input[0]);
    const given = attributes.int('axis', 1);
    const axis = given < 0 ? given + dims.length : given;
    flatten(graph, node, [entryCount(dims.slice(0, axis)), entryCount(dims.slice(axis))]);
  },
};

export const Reshape: Operator = {
  names: ['Reshape'],
  translate: (graph, node, attributes) => {
    const { dims } = graph.data(node.input[0]);
    if (attributes.int('allowzero', 0) === 1) throw new Unsupported('it makes arrays of no entries');
    // An attribute before opset 5.
    const sizes = graph.opset < 5 ? attributes.ints('shape') : graph.numbers(node.input[1]).data;
    if (!sizes) throw new Unsupported('it has no shape');
    // 0 keeps a size, -1 takes what is left.
    const kept = sizes.map((size, axis) => (size === 0 ? dims[axis] : size));
    const rest = entryCount(dims) / Math.abs(entryCount(kept));
    flatten(
      graph,
      node,
      kept.map((size) => (size === -1 ? rest : size)),
    );
  },
};

export const Squeeze: Operator = {
  names: ['Squeeze'],
  translate: (graph, node, attributes) => {
    const { dims } = graph.data(node.input[0]);
    const squeezed = node.input[1] ? graph.numbers(node.input[1]).data : attributes.ints('axes');
    const axes = squeezed?.map((axis) => (axis < 0 ? axis + dims.length : axis));
    const keeps = (size: number, axis: number): boolean => (axes ? !axes.includes(axis) : size !== 1);
    flatten(graph, node, dims.filter(keeps));
  },
};

export const Constant: Operator = {
  names: ['Constant'],
  translate: (graph, node, attributes) => {
    const tensor = attributes.tensor('value');
    const list = attributes.floats('value_floats') ?? attributes.ints('value_ints');
    const value = attributes.has('value_float')
      ? attributes.float('value_float', 0)
      : attributes.has('value_int')
        ? attributes.int('value_int', 0)
        : undefined;
    if (tensor) graph.setConstant(node.output[0], tensor);
    else if (value !== undefined)
      graph.setNumbers(node.output[0], { shape: [], data: [value], single: true });
    else if (list) graph.setNumbers(node.output[0], { shape: [list.length], data: list, single: true });
    else throw new Unsupported('it holds no numbers');
  },
};
