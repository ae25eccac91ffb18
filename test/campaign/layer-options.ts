import type { Shape } from '../../src/index/tensor.ts';
import type { Draw } from './draw.ts';

type Options = Readonly<Record<string, unknown>>;

/** Draws options of a layer; `shape` is that of a sample that arrives. They need not fit: what is refused is drawn again. */
type Drawing = (draw: Draw, shape: Shape) => Options;

/** One option or none. */
const maybe = (draw: Draw, name: string, value: () => unknown): Options =>
  draw.chance(40) ? { [name]: value() } : {};

/** One number for all axes, or one for each. */
const perAxis = (draw: Draw, axes: number, least: number, most: number): unknown =>
  draw.chance(50) ? draw.whole(least, most) : Array.from({ length: axes }, () => draw.whole(least, most));

const pads = (draw: Draw, axes: number): unknown =>
  draw.chance(70)
    ? perAxis(draw, axes, 0, 2)
    : Array.from({ length: axes }, () => [draw.whole(0, 2), draw.whole(0, 2)]);

const convolution =
  (axes: number): Drawing =>
  (draw, [channels]) => {
    const groups = draw.pick([1, 1, 1, channels]);
    return {
      kernel_size: perAxis(draw, axes, 1, 3),
      out_channels: groups * draw.whole(1, 2),
      ...(groups > 1 && { groups }),
      ...maybe(draw, 'stride', () => perAxis(draw, axes, 1, 3)),
      ...maybe(draw, 'padding', () => (draw.chance(30) ? draw.pick(['same', 'valid']) : pads(draw, axes))),
      ...maybe(draw, 'dilation', () => perAxis(draw, axes, 1, 2)),
      ...maybe(draw, 'bias', () => false),
    };
  };

const pooling =
  (axes: number, more: (draw: Draw) => Options): Drawing =>
  (draw) => ({
    kernel_size: perAxis(draw, axes, 1, 3),
    ...maybe(draw, 'stride', () => perAxis(draw, axes, 1, 3)),
    ...maybe(draw, 'ceil_mode', () => true),
    ...more(draw),
  });

const maximum = (axes: number): Drawing =>
  pooling(axes, (draw) => ({
    ...maybe(draw, 'padding', () => perAxis(draw, axes, 0, 1)),
    ...maybe(draw, 'dilation', () => perAxis(draw, axes, 1, 2)),
  }));

const average = (axes: number): Drawing =>
  pooling(axes, (draw) => ({
    ...maybe(draw, 'padding', () => perAxis(draw, axes, 0, 1)),
    ...maybe(draw, 'count_include_pad', () => false),
    ...(axes === 2 && draw.chance(15) && { divisor_override: draw.whole(1, 5) }),
  }));

const adaptive =
  (axes: number): Drawing =>
  (draw) => ({ output_size: perAxis(draw, axes, 1, 4) });

const none: Drawing = () => ({});

const dim: Drawing = (draw, shape) => maybe(draw, 'dim', () => -draw.whole(1, shape.length));

const batchNorm: Drawing = (draw) => ({
  ...maybe(draw, 'affine', () => false),
  ...maybe(draw, 'training', () => false),
  ...maybe(draw, 'eps', () => draw.pick([0.001, 0.5])),
});

/** How the options of each layer are drawn. */
export const layerOptions: Readonly<Record<string, Drawing>> = {
  AdaptiveAvgPool1d: adaptive(1),
  AdaptiveAvgPool2d: adaptive(2),
  AdaptiveMaxPool1d: adaptive(1),
  AdaptiveMaxPool2d: adaptive(2),
  Add: none,
  AvgPool1d: average(1),
  AvgPool2d: average(2),
  BatchNorm1d: batchNorm,
  BatchNorm2d: batchNorm,
  Concat: dim,
  Conv1d: convolution(1),
  Conv2d: convolution(2),
  Conv3d: convolution(3),
  ConvTranspose2d: (draw, [channels]) => {
    const groups = draw.pick([1, 1, channels]);
    return {
      kernel_size: perAxis(draw, 2, 1, 3),
      out_channels: groups * draw.whole(1, 2),
      ...(groups > 1 && { groups }),
      ...maybe(draw, 'stride', () => perAxis(draw, 2, 1, 3)),
      ...maybe(draw, 'padding', () => perAxis(draw, 2, 0, 1)),
      ...maybe(draw, 'output_padding', () => perAxis(draw, 2, 0, 1)),
      ...maybe(draw, 'dilation', () => perAxis(draw, 2, 1, 2)),
      ...maybe(draw, 'bias', () => false),
    };
  },
  Dropout: (draw) => ({ ...maybe(draw, 'p', () => 0.25), ...maybe(draw, 'training', () => false) }),
  ELU: (draw) => maybe(draw, 'alpha', () => draw.pick([0.5, 2])),
  Expression: (draw) => ({
    formula: draw.pick([
      'x^2 + 2*x',
      'x*sigmoid(beta*x)',
      'exp(-x^2)',
      'log(1 + x^2)',
      'sqrt(1 + x^2) - abs(x)',
      'sin(x)*cos(x)',
      'tanh(x)/(2 + x^2)',
      '(x + 1)^3/4',
    ]),
  }),
  Flatten: (draw) => maybe(draw, 'order', () => 'HWC'),
  GELU: (draw) => maybe(draw, 'approximate', () => 'tanh'),
  GroupNorm: (draw, [channels]) => ({
    num_groups: draw.pick([1, channels]),
    ...maybe(draw, 'affine', () => false),
    ...maybe(draw, 'eps', () => 0.1),
  }),
  Hardtanh: (draw) => (draw.chance(40) ? { min_val: -0.5, max_val: 0.25 } : {}),
  LayerNorm: (draw, shape) => ({
    ...maybe(draw, 'normalized_shape', () => shape.slice(draw.whole(0, shape.length - 1))),
    ...maybe(draw, 'elementwise_affine', () => false),
    ...maybe(draw, 'eps', () => 0.1),
  }),
  LeakyReLU: (draw) => maybe(draw, 'negative_slope', () => draw.pick([0.25, 1.5])),
  Linear: (draw) => ({ out_features: draw.whole(1, 3), ...maybe(draw, 'bias', () => false) }),
  LogSoftmax: dim,
  LPPool2d: (draw, shape) => ({
    norm_type: draw.pick([1, 2, 2, 4]),
    ...pooling(2, () => ({}))(draw, shape),
  }),
  MaxPool1d: maximum(1),
  MaxPool2d: maximum(2),
  PReLU: (draw, [channels]) => maybe(draw, 'num_parameters', () => channels),
  ReLU: none,
  Sigmoid: none,
  SiLU: none,
  Softmax: dim,
  Softplus: (draw) => ({ ...maybe(draw, 'beta', () => 2), ...maybe(draw, 'threshold', () => 1) }),
  Tanh: none,
  Upsample: (draw, shape) =>
    draw.chance(50)
      ? { size: perAxis(draw, shape.length - 1, 1, 5) }
      : { scale_factor: draw.pick([2, 3, 1.5, 0.5]) },
};
