import { Unsupported } from '../unsupported.ts';
import type { Operator } from './operator.ts';
import { windowAttributes, windowOptions } from './window-attributes.ts';

/** https://onnx.ai/onnx/operators/onnx__Conv.html: weights [out, in/groups, ...], as ours. */
export const Conv: Operator = {
  names: ['Conv'],
  translate: (graph, node, attributes) => {
    const data = graph.data(node.input[0]);
    const weight = graph.parameter(node.input[1]);
    const sizes = data.dims.slice(2);
    if (sizes.length < 1 || sizes.length > 3) throw new Unsupported(`it moves along ${sizes.length} axes`);
    const window = windowAttributes(
      attributes,
      attributes.ints('kernel_shape') ?? weight.dims.slice(2),
      sizes,
    );
    const group = attributes.int('group', 1);
    const bias = node.input[2] ? graph.parameter(node.input[2]).symbol : false;
    const options = {
      out_channels: weight.dims[0],
      ...windowOptions(
        window,
        sizes.map(() => 1),
      ),
      ...(group !== 1 && { groups: group }),
      weight: weight.symbol,
      bias,
    };
    graph.add(`Conv${sizes.length}d`, options, [data], node.output[0]);
  },
};

/** https://onnx.ai/onnx/operators/onnx__ConvTranspose.html: weights [in, out/groups, ...], as ours. */
export const ConvTranspose: Operator = {
  names: ['ConvTranspose'],
  translate: (graph, node, attributes) => {
    const data = graph.data(node.input[0]);
    const weight = graph.parameter(node.input[1]);
    const sizes = data.dims.slice(2);
    if (sizes.length !== 2)
      throw new Unsupported(`it moves along ${sizes.length} axes, and ConvTranspose2d along 2`);
    if (attributes.has('output_shape') || attributes.text('auto_pad', 'NOTSET') !== 'NOTSET')
      throw new Unsupported('its padding is said by output_shape or auto_pad');
    const window = windowAttributes(attributes, weight.dims.slice(2), sizes);
    if (window.padding.some(([before, after]) => before !== after))
      throw new Unsupported('its padding differs before and after');
    const group = attributes.int('group', 1);
    const output_padding = attributes.ints('output_padding');
    const bias = node.input[2] ? graph.parameter(node.input[2]).symbol : false;
    const options = {
      out_channels: weight.dims[1] * group,
      ...windowOptions(window, [1, 1]),
      ...(output_padding?.some((value) => value !== 0) && { output_padding }),
      ...(group !== 1 && { groups: group }),
      weight: weight.symbol,
      bias,
    };
    graph.add('ConvTranspose2d', options, [data], node.output[0]);
  },
};
