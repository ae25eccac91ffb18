import type { Shape } from '../../src/index/tensor.ts';
import type { Layer } from '../../src/layers/layer.ts';

/** Inputs of every kind: a vector, a sequence, an image, a volume. */
export const inputShapes: readonly Shape[] = [[4], [2, 5], [2, 4, 4], [2, 3, 3, 3]];

/** The layer with these options in a model of its own, whose loss is the sum of its output weighed by delta. */
export function modelAround(
  { name, joins, acrossSamples }: Layer,
  options: Readonly<Record<string, unknown>>,
  shape: Shape,
  batch: number | undefined = acrossSamples ? 2 : undefined,
): string {
  const before = joins ? [{ Tanh: { output: 'before' } }] : [];
  const said = joins ? { input: ['x', 'before'], ...options } : options;
  return JSON.stringify({
    input: { name: 'x', shape, ...(batch !== undefined && { batch }) },
    layers: [...before, { [name]: said }],
    upstream: 'delta',
  });
}

/** Options of each layer beside its example; a layer that has options of its own to vary has a line here. */
export const variations: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  AdaptiveAvgPool1d: [{ output_size: 2 }, { output_size: 3 }],
  AdaptiveAvgPool2d: [{ output_size: [3, 2] }],
  AdaptiveMaxPool1d: [{ output_size: 3 }],
  AdaptiveMaxPool2d: [{ output_size: [1, 3] }],
  AvgPool1d: [{ kernel_size: 3, padding: 1, stride: 2, count_include_pad: false, ceil_mode: true }],
  AvgPool2d: [
    { kernel_size: 3, padding: 1, stride: 2, ceil_mode: true },
    { kernel_size: 2, divisor_override: 3 },
  ],
  BatchNorm1d: [{ affine: false }, { training: false }],
  BatchNorm2d: [{ affine: false }, { training: false }],
  Concat: [{ dim: -1 }],
  Conv1d: [
    { kernel_size: 2, dilation: 2, padding: 'same' },
    { kernel_size: 1, padding: 1 },
  ],
  Conv2d: [
    {
      kernel_size: [1, 2],
      groups: 2,
      out_channels: 2,
      padding: [
        [0, 1],
        [2, 0],
      ],
    },
    { kernel_size: 1, padding: 1, stride: 2 },
  ],
  Conv3d: [
    { kernel_size: 2, bias: false },
    { kernel_size: [1, 1, 2], padding: [1, 0, 1], bias: false },
  ],
  ConvTranspose2d: [
    { kernel_size: 3, stride: 2, output_padding: 1, groups: 2, out_channels: 2, dilation: 2 },
    { kernel_size: 1, padding: 1 },
    { kernel_size: [1, 2], padding: [1, 0], stride: 2, bias: false },
  ],
  Dropout: [{ p: 0.25 }, { training: false }],
  ELU: [{ alpha: 0.5 }],
  Expression: [{ formula: 'x*sigmoid(beta*x) + exp(-x)' }],
  Flatten: [{ order: 'HWC' }],
  GELU: [{ approximate: 'tanh' }],
  GroupNorm: [{ num_groups: 2, affine: false }],
  Hardtanh: [{ min_val: -0.5, max_val: 0.25 }],
  LayerNorm: [{ elementwise_affine: false, eps: 0.5 }],
  LeakyReLU: [{ negative_slope: 0.25 }],
  LogSoftmax: [{ dim: -1 }],
  Linear: [{ out_features: 3, bias: false }],
  LPPool2d: [{ norm_type: 2, kernel_size: 2, stride: 1, ceil_mode: true }],
  MaxPool1d: [{ kernel_size: 2, stride: 1, dilation: 2 }],
  MaxPool2d: [{ kernel_size: 3, stride: 1, padding: 1 }],
  PReLU: [{ num_parameters: 2 }],
  Softmax: [{ dim: -1 }],
  Softplus: [{ beta: 2, threshold: 1 }],
  Upsample: [{ size: 5 }, { scale_factor: 1.5 }],
};
