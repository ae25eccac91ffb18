import { entryCount, type Shape } from '../../index/tensor.ts';
import { Attributes } from '../attributes.ts';
import type { NodeProto } from '../proto.ts';
import { Unsupported } from '../unsupported.ts';
import type { Operator } from './operator.ts';

/** alpha A B + beta C with A the data: https://onnx.ai/onnx/operators/onnx__Gemm.html */
export const Gemm: Operator = {
  names: ['Gemm'],
  translate: (graph, node, attributes) => {
    const data = graph.data(node.input[0]);
    if (attributes.int('transA', 0) === 1) throw new Unsupported('its data is transposed');
    if (data.dims.length !== 2) throw new Unsupported(`its data has ${data.dims.length} axes`);
    const transposed = attributes.int('transB', 0) === 0;
    const weight = graph.parameter(node.input[1], { transposed, scale: attributes.float('alpha', 1) });
    const bias = node.input[2]
      ? biasOf(graph.parameter(node.input[2], { scale: attributes.float('beta', 1) }))
      : false;
    graph.add(
      'Linear',
      { out_features: weight.dims[transposed ? 1 : 0], weight: weight.symbol, bias },
      [data],
      node.output[0],
    );

    function biasOf({ symbol, dims }: { symbol: string; dims: readonly number[] }): string {
      if (isBias(dims, weight.dims[transposed ? 1 : 0])) return symbol;
      throw new Unsupported(`its C is [${dims.join(', ')}], and a bias has one entry for each output`);
    }
  },
};

/** Data times a constant matrix; an addition of a vector behind it is its bias. */
export const MatMul: Operator = {
  names: ['MatMul'],
  translate: (graph, node) => {
    const data = graph.data(node.input[0]);
    if (data.dims.length !== 2) throw new Unsupported(`its data has ${data.dims.length} axes`);
    const weight = graph.parameter(node.input[1], { transposed: true });
    if (weight.dims.length !== 2) throw new Unsupported(`its second factor has ${weight.dims.length} axes`);
    const [, outputs] = weight.dims;
    const [next, ...more] = graph.users(node.output[0]);
    const secondInput = next?.input.find((name) => name !== node.output[0]);
    const adds =
      next?.opType === 'Add' &&
      more.length === 0 &&
      secondInput !== undefined &&
      !graph.isData(secondInput) &&
      alongOutputs(next);
    const bias = adds && secondInput !== undefined ? graph.parameter(secondInput) : undefined;
    if (bias && !isBias(bias.dims, outputs))
      throw new Unsupported(
        `[${bias.dims.join(', ')}] is added to it, and a bias has one entry for each output`,
      );
    const options = { out_features: outputs, weight: weight.symbol, bias: bias?.symbol ?? false };
    graph.add('Linear', options, [data], node.output[0]);
    // The addition is done: its output is this one.
    if (bias) graph.alias(next.output[0], node.output[0]);
  },
};

/** One entry for each output: [M] or [1, M]; [M, 1] would be one for each sample. */
function isBias(dims: Shape, outputs: number): boolean {
  return dims.length <= 2 && entryCount(dims) === outputs && (dims.at(-1) ?? 1) === outputs;
}

/** Before opset 7 an axis may say where the axes of the second array are: those of a bias are the last. */
function alongOutputs(add: NodeProto): boolean {
  return [1, -1].includes(new Attributes(add).int('axis', -1));
}
