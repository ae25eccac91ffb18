import type { Attributes } from '../attributes.ts';
import type { Data } from '../graph.ts';
import { Unsupported } from '../unsupported.ts';
import type { Operator } from './operator.ts';
import { type WindowAttributes, windowAttributes, windowOptions } from './window-attributes.ts';

/** Sizes that a pooling moves along: one or two axes, behind samples and channels. */
function sizesOf({ dims }: Data): readonly number[] {
  const sizes = dims.slice(2);
  if (sizes.length === 1 || sizes.length === 2) return sizes;
  throw new Unsupported(`it moves along ${sizes.length} axes, and poolings along 1 or 2`);
}

function poolingOptions(attributes: Attributes, sizes: readonly number[]): Record<string, unknown> {
  const kernel = attributes.ints('kernel_shape');
  if (!kernel) throw new Unsupported('it has no kernel_shape');
  const window = windowAttributes(attributes, kernel, sizes);
  const ceils = attributes.int('ceil_mode', 0) === 1;
  if (ceils) demandSameWindows(window, sizes, attributes.int('count_include_pad', 0) === 1);
  return { ...windowOptions(window, kernel), ...(ceils && { ceil_mode: true }) };
}

/**
 * Where ceil_mode makes another window than PyTorch's: one that starts in the padding at the end, which PyTorch leaves
 * out, and one beyond the padding where padding is counted, of which PyTorch counts only what is padding.
 */
function demandSameWindows(
  { kernel_size, stride, padding, dilation }: WindowAttributes,
  sizes: readonly number[],
  countsPadding: boolean,
): void {
  sizes.forEach((size, axis) => {
    const [before, after] = padding[axis];
    const span = dilation[axis] * (kernel_size[axis] - 1) + 1;
    const last = Math.ceil((size + before + after - span) / stride[axis]) * stride[axis];
    if (last >= size + before)
      throw new Unsupported('its last window starts in the padding, where ceil_mode of PyTorch has none');
    if (countsPadding && last + span > size + before + after)
      throw new Unsupported('its last window reaches beyond the padding (ceil_mode), which is counted');
  });
}

export const MaxPool: Operator = {
  names: ['MaxPool'],
  translate: (graph, node, attributes) => {
    const data = graph.data(node.input[0]);
    const sizes = sizesOf(data);
    if (graph.givesMore(node)) throw new Unsupported('it gives the places of the maxima as well');
    graph.add(`MaxPool${sizes.length}d`, poolingOptions(attributes, sizes), [data], node.output[0]);
  },
};

export const AveragePool: Operator = {
  names: ['AveragePool'],
  translate: (graph, node, attributes) => {
    const data = graph.data(node.input[0]);
    const sizes = sizesOf(data);
    const { dilation, ...options } = poolingOptions(attributes, sizes);
    if (dilation !== undefined) throw new Unsupported('its window has gaps (dilations)');
    // ONNX leaves padding out of the mean unless told otherwise.
    const count_include_pad = attributes.int('count_include_pad', 0) === 1;
    graph.add(`AvgPool${sizes.length}d`, { ...options, count_include_pad }, [data], node.output[0]);
  },
};

export const GlobalPool: Operator = {
  names: ['GlobalAveragePool', 'GlobalMaxPool'],
  translate: (graph, node) => {
    const data = graph.data(node.input[0]);
    const kind = node.opType === 'GlobalAveragePool' ? 'Avg' : 'Max';
    graph.add(`Adaptive${kind}Pool${sizesOf(data).length}d`, { output_size: 1 }, [data], node.output[0]);
  },
};

export const LpPool: Operator = {
  names: ['LpPool'],
  translate: (graph, node, attributes) => {
    const data = graph.data(node.input[0]);
    const norm_type = attributes.int('p', 2);
    if (sizesOf(data).length !== 2) throw new Unsupported('it moves along one axis, and LPPool2d along 2');
    if (norm_type % 2 === 1)
      throw new Unsupported(`its norm is ${norm_type}, and LPPool2d takes no absolute values`);
    const { padding, dilation, ...options } = poolingOptions(attributes, sizesOf(data));
    if (padding !== undefined || dilation !== undefined)
      throw new Unsupported('it pads or has gaps (dilations)');
    if (options.ceil_mode) throw new Unsupported('PyTorch scales the windows that ceil_mode cuts off');
    graph.add('LPPool2d', { norm_type, ...options }, [data], node.output[0]);
  },
};
