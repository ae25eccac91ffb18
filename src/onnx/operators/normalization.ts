import type { Attributes } from '../attributes.ts';
import type { NodeProto } from '../proto.ts';
import { Unsupported } from '../unsupported.ts';
import type { Operator } from './operator.ts';

export const BatchNormalization: Operator = {
  names: ['BatchNormalization'],
  translate: (graph, node, attributes) => {
    const data = graph.data(node.input[0]);
    const rank = data.dims.length;
    if (rank < 2 || rank > 4)
      throw new Unsupported(`its data has ${rank} axes, and BatchNorm1d and 2d take 2 to 4`);
    if (attributes.int('spatial', 1) === 0)
      throw new Unsupported('each entry has statistics of its own (spatial: 0), not each channel');
    const training = isTraining(graph.opset, node, attributes);
    if (graph.givesMore(node)) throw new Unsupported('other nodes use its running statistics');
    const [weight, bias] = node.input.slice(1, 3).map((name) => graph.parameter(name).symbol);
    const [running_mean, running_var] = training
      ? []
      : node.input.slice(3).map((name) => graph.parameter(name).symbol);
    const eps = attributes.float('epsilon', 1e-5);
    const options = {
      weight,
      bias,
      ...(!training && { training, running_mean, running_var }),
      ...(eps !== 1e-5 && { eps }),
    };
    graph.add(rank === 4 ? 'BatchNorm2d' : 'BatchNorm1d', options, [data], node.output[0]);
  },
};

/** Said by is_test before opset 7, by the outputs for running statistics before 14, then by training_mode. */
function isTraining(opset: number, { output }: NodeProto, attributes: Attributes): boolean {
  if (opset < 7) return attributes.int('is_test', 0) === 0;
  // An output without a name is none.
  if (opset < 14) return output.slice(1).some((name) => name !== '');
  return attributes.int('training_mode', 0) === 1;
}

export const LayerNormalization: Operator = {
  names: ['LayerNormalization'],
  translate: (graph, node, attributes) => {
    const data = graph.data(node.input[0]);
    const rank = data.dims.length;
    const axis = attributes.int('axis', -1);
    const from = axis < 0 ? axis + rank : axis;
    if (from === 0) throw new Unsupported('it normalizes over the samples');
    if (graph.givesMore(node)) throw new Unsupported('it gives the statistics as well');
    if (!node.input[2]) throw new Unsupported('it has no bias');
    const [weight, bias] = node.input.slice(1).map((name) => graph.parameter(name).symbol);
    const eps = attributes.float('epsilon', 1e-5);
    const options = { normalized_shape: data.dims.slice(from), weight, bias, ...(eps !== 1e-5 && { eps }) };
    graph.add('LayerNorm', options, [data], node.output[0]);
  },
};

export const GroupNormalization: Operator = {
  names: ['GroupNormalization'],
  translate: (graph, node, attributes) => {
    const data = graph.data(node.input[0]);
    if (graph.opset < 21) throw new Unsupported('before opset 21 its scale is for groups, not channels');
    const [weight, bias] = node.input.slice(1).map((name) => graph.parameter(name).symbol);
    const eps = attributes.float('epsilon', 1e-5);
    const options = {
      num_groups: attributes.int('num_groups', 1),
      weight,
      bias,
      ...(eps !== 1e-5 && { eps }),
    };
    graph.add('GroupNorm', options, [data], node.output[0]);
  },
};
