import type { Data, Graph } from '../graph.ts';
import type { NodeProto } from '../proto.ts';
import { Unsupported } from '../unsupported.ts';
import type { Operator } from './operator.ts';

function sameShape(graph: Graph, node: NodeProto): Data[] {
  const constant = node.input.find((name) => !graph.isData(name) && graph.value(name).kind !== 'given');
  if (constant !== undefined)
    throw new Unsupported(`${JSON.stringify(constant)} is a constant, and only data can be joined`);
  const all = node.input.map((name) => graph.data(name));
  const differing = all.find(({ dims }) => dims.join() !== all[0].dims.join());
  if (!differing) return all;
  throw new Unsupported(
    `[${all[0].dims.join(', ')}] and [${differing.dims.join(', ')}] are brought to one shape`,
  );
}

export const Add: Operator = {
  names: ['Add', 'Sum'],
  translate: (graph, node) => {
    const all = sameShape(graph, node);
    if (all.length === 1) graph.alias(node.output[0], node.input[0]);
    else graph.add('Add', {}, all, node.output[0]);
  },
};

const signs: Readonly<Record<string, string>> = { Mul: '*', Sub: '-', Div: '/' };

export const Arithmetic: Operator = {
  names: Object.keys(signs),
  translate: (graph, node) => {
    const all = sameShape(graph, node);
    const formula = all.map(({ name }) => name).join(` ${signs[node.opType]} `);
    graph.add('Expression', { formula }, all, node.output[0]);
  },
};

export const Concat: Operator = {
  names: ['Concat'],
  translate: (graph, node, attributes) => {
    const all = node.input.map((name) => graph.data(name));
    const rank = all[0].dims.length;
    // Said by every node from opset 4 on.
    const axis = attributes.int('axis', 1);
    const from = axis < 0 ? axis + rank : axis;
    if (from === 0 && rank > 1) throw new Unsupported('it joins samples');
    if (all.length === 1) graph.alias(node.output[0], node.input[0]);
    else graph.add('Concat', { dim: from - rank }, all, node.output[0]);
  },
};
