import type { Shape } from '../../index/tensor.ts';
import type { Attributes } from '../attributes.ts';
import { Unsupported } from '../unsupported.ts';

/** kernel, strides, pads and dilations of a node, for a window over these sizes. */
export interface WindowAttributes {
  readonly kernel_size: readonly number[];
  readonly stride: readonly number[];
  readonly padding: readonly (readonly [before: number, after: number])[];
  readonly dilation: readonly number[];
}

export function windowAttributes(attributes: Attributes, kernel: Shape, sizes: Shape): WindowAttributes {
  const unitSteps = sizes.map(() => 1);
  const stride = attributes.ints('strides') ?? unitSteps;
  const dilation = attributes.ints('dilations') ?? unitSteps;
  const span = kernel.map((size, axis) => dilation[axis] * (size - 1) + 1);
  return { kernel_size: kernel, stride, dilation, padding: padsOf(attributes, span, stride, sizes) };
}

/** [all beginnings, all ends], or what auto_pad makes of the sizes. */
function padsOf(
  attributes: Attributes,
  span: Shape,
  stride: Shape,
  sizes: Shape,
): WindowAttributes['padding'] {
  const auto = attributes.text('auto_pad', 'NOTSET');
  const pads = attributes.ints('pads') ?? sizes.flatMap(() => [0, 0]);
  switch (auto) {
    case 'NOTSET':
      if (pads.length !== 2 * sizes.length) throw new Unsupported(`it has ${pads.length} pads`);
      return sizes.map((_, axis) => [pads[axis], pads[axis + sizes.length]]);
    case 'VALID':
      return sizes.map(() => [0, 0]);
    case 'SAME_UPPER':
    case 'SAME_LOWER':
      return sizes.map((size, axis) => {
        // As many outputs as strides fit into the input, the odd zero at the end (UPPER) or at the beginning.
        const total = Math.max((Math.ceil(size / stride[axis]) - 1) * stride[axis] + span[axis] - size, 0);
        const [less, more] = [Math.floor(total / 2), Math.ceil(total / 2)];
        return auto === 'SAME_UPPER' ? [less, more] : [more, less];
      });
    default:
      throw new Unsupported(`it has auto_pad ${JSON.stringify(auto)}`);
  }
}

/** Options as one would write them: what is the default is left out, what is alike is said once. */
export function windowOptions(
  window: WindowAttributes,
  strideDefault: readonly number[],
): Record<string, unknown> {
  const alike = (values: readonly number[]): number | readonly number[] =>
    values.every((value) => value === values[0]) ? values[0] : values;
  const even = window.padding.every(([before, after]) => before === after);
  const padding = even ? alike(window.padding.map(([before]) => before)) : window.padding;
  return {
    kernel_size: alike(window.kernel_size),
    ...(window.stride.join() !== strideDefault.join() && { stride: alike(window.stride) }),
    ...(padding !== 0 && { padding }),
    ...(window.dilation.some((value) => value !== 1) && { dilation: alike(window.dilation) }),
  };
}
