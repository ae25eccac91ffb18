import { BadInput } from '../bad-input.ts';
import { type Affine, letter } from '../index/affine.ts';
import { type Entry, entry, type Range, range } from '../index/formula.ts';
import type { Shape, Tensor } from '../index/tensor.ts';
import type { Arriving } from './layer.ts';
import { type Dimensions, flag, named, type Pad, padding, perAxis } from './option.ts';
import { outputSizes, positionRanges, type Sliding, spatial, windowSubscripts } from './sliding-window.ts';

/** Options that both poolings have. The stride is the kernel size unless it is given: windows side by side. */
export function poolingOptions(dimensions: Dimensions) {
  return {
    kernel_size: perAxis(dimensions, 1, 'Size of the window along each axis.'),
    stride: perAxis(dimensions, 1, 'How far the window moves; kernel_size if not given.').optional(),
    padding: padding(dimensions, 'Padding around the input, at most half of kernel_size.').prefault(0),
    ceil_mode: flag('Whether a last window that reaches beyond the input counts.').default(false),
    ...named,
  };
}

export interface PoolingOptions {
  readonly kernel_size: readonly number[];
  readonly stride?: readonly number[] | undefined;
  readonly padding: readonly Pad[];
  readonly ceil_mode: boolean;
  readonly dilation?: readonly number[];
}

export function poolingWindow({
  kernel_size,
  stride,
  padding,
  ceil_mode,
  dilation,
}: PoolingOptions): Sliding {
  return {
    kernel_size,
    stride: stride ?? kernel_size,
    padding,
    ceil_mode,
    dilation: dilation ?? kernel_size.map(() => 1),
  };
}

export function poolingShape(
  layer: string,
  dimensions: Dimensions,
  window: Sliding,
  arriving: Arriving,
): Shape {
  const sizes = spatial(layer, dimensions, arriving);
  window.padding.forEach(([before, after], axis) => {
    // A window wholly inside the padding would have nothing to pool.
    const most = Math.max(before, after);
    if (most * 2 <= window.kernel_size[axis]) return;
    throw new BadInput(
      `${layer} needs padding of at most half of kernel_size, but padding is ${most} and kernel_size ${window.kernel_size[axis]}.`,
    );
  });
  const made = outputSizes(layer, window, sizes);
  demandNoEmptyWindow(layer, window, sizes, made);
  return [arriving.input[0], ...made];
}

/** With padding and dilation a window may step over the whole input: it would have nothing to pool. */
function demandNoEmptyWindow(layer: string, window: Sliding, sizes: Shape, made: Shape): void {
  sizes.forEach((size, axis) => {
    const { stride, dilation, kernel_size, padding } = window;
    // Windows that begin inside the input have an entry: only the first ones, in the padding, and the last may not.
    const inPadding = Math.min(Math.ceil(padding[axis][0] / stride[axis]), made[axis]);
    // So many outputs are refused by their number in any case.
    if (inPadding > 1_000_000) return;
    for (const at of [...new Array(inPadding).keys(), made[axis] - 1]) {
      const first = at * stride[axis] - padding[axis][0];
      const skipped = first < 0 ? Math.ceil(-first / dilation[axis]) : 0;
      if (skipped < kernel_size[axis] && first + skipped * dilation[axis] < size) continue;
      throw new BadInput(
        `${layer} has a window that meets only padding; make padding or dilation smaller, or leave ceil_mode out.`,
      );
    }
  });
}

/** x[c, s*i + d*m - p, s*j + d*n - p] */
export function pooledEntry(window: Sliding, input: Tensor): Entry {
  return entry(input, letter('c'), ...windowSubscripts(window));
}

export function pooledOver(output: Tensor): { output: Tensor; over: Range[]; subscripts: Affine[] } {
  const over = [range('c', output.shape[0]), ...positionRanges(output.shape.slice(1))];
  return { output, over, subscripts: over.map((range) => letter(range.letter)) };
}
