import { BadInput } from '../bad-input.ts';
import { type Entry, entry, letter, type Range, range } from '../index/formula.ts';
import type { Shape, Tensor } from '../index/tensor.ts';
import { flag, output, pair } from './option.ts';
import { axes, imageShape, outputSize, type Sliding, windowSubscript } from './windows.ts';

/** Options that both poolings have. The stride is the kernel size unless it is given: windows side by side. */
export const poolingOptions = {
  kernel_size: pair(1, 'Rows and columns of the window.'),
  stride: pair(1, 'How far the window moves; kernel_size if not given.').optional(),
  padding: pair(0, 'Rows and columns of padding around the image, at most half of kernel_size.').default([
    0, 0,
  ]),
  ceil_mode: flag('Whether a last window that reaches beyond the image counts.').default(false),
  ...output,
};

interface Given {
  readonly kernel_size: Sliding['kernel_size'];
  readonly stride?: Sliding['stride'] | undefined;
  readonly padding: Sliding['padding'];
  readonly ceil_mode: boolean;
  readonly dilation?: Sliding['dilation'];
}

export function poolingWindow({ kernel_size, stride, padding, ceil_mode, dilation }: Given): Sliding {
  return { kernel_size, stride: stride ?? kernel_size, padding, ceil_mode, dilation: dilation ?? [1, 1] };
}

export function poolingShape(layer: string, window: Sliding, input: Shape): Shape {
  const [channels] = imageShape(layer, input);
  for (const axis of axes) {
    // A window wholly inside the padding would have nothing to pool.
    if (window.padding[axis] * 2 <= window.kernel_size[axis]) continue;
    throw new BadInput(
      `${layer} needs padding of at most half of kernel_size, but padding is ${window.padding[axis]} and kernel_size ${window.kernel_size[axis]}.`,
    );
  }
  return [channels, ...outputSize(layer, window, input)];
}

/** x[c, s*i + d*m - p, s*j + d*n - p] */
export function pooledEntry(window: Sliding, input: Tensor): Entry {
  return entry(input, letter('c'), windowSubscript(window, 0), windowSubscript(window, 1));
}

export function pooledOver(output: Tensor): {
  output: Tensor;
  over: Range[];
  subscripts: ReturnType<typeof letter>[];
} {
  const letters = ['c', 'i', 'j'];
  return {
    output,
    over: letters.map((name, axis) => range(name, output.shape[axis])),
    subscripts: letters.map(letter),
  };
}

export function windowRanges({ kernel_size }: Sliding): Range[] {
  return [range('m', kernel_size[0]), range('n', kernel_size[1])];
}
