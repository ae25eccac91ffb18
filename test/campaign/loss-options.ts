import type { Draw } from './draw.ts';

type Options = Readonly<Record<string, unknown>>;

const reduced = (draw: Draw): Options => (draw.chance(50) ? { reduction: draw.pick(['mean', 'sum']) } : {});

/** How the options of each loss are drawn. */
export const lossOptions: Readonly<Record<string, (draw: Draw) => Options>> = {
  BCELoss: reduced,
  BCEWithLogitsLoss: reduced,
  CrossEntropyLoss: (draw) => ({ ...reduced(draw), ...(draw.chance(30) && { label_smoothing: 0.25 }) }),
  Expression: (draw) => ({
    formula: draw.pick([
      '(x - y)^2 / 2',
      'kappa*(x - y)^2',
      'abs(x - y) + x^2',
      'exp(-x*y)',
      'log(1 + (x - y)^2) + kappa*x',
    ]),
    ...reduced(draw),
  }),
  HingeLoss: reduced,
  HuberLoss: (draw) => ({ ...reduced(draw), ...(draw.chance(40) && { delta: 0.5 }) }),
  KLDivLoss: (draw) => ({
    reduction: draw.pick(['mean', 'sum', 'batchmean']),
    ...(draw.chance(40) && { log_target: true }),
  }),
  L1Loss: reduced,
  Mean: () => ({}),
  MSELoss: reduced,
  NLLLoss: reduced,
  SmoothL1Loss: (draw) => ({ ...reduced(draw), ...(draw.chance(50) && { beta: draw.pick([0, 0.5]) }) }),
  Sum: () => ({}),
};
