import Fraction from 'fraction.js';
import { Binds } from '../expr/code.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import { power } from '../expr/power.ts';
import { scale } from '../expr/product.ts';
import { num, ratio } from '../notation/build.ts';

/** 1 / x, but at most 10^12: the slope that PyTorch's BCELoss takes where a probability is exactly 0 or 1. */
export const boundedInverse: ScalarFunction = {
  name: 'boundedInverse',
  summary: '1 / x, but at most 10^12',
  arity: 1,
  value: ([x]) => 1 / Math.max(x, 1e-12),
  exact: ([x]) => (x.compare(new Fraction(1n, 10n ** 12n)) > 0 ? x.inverse() : new Fraction(10n ** 12n)),
  // -1 / x^2
  derivative: (graph, [x]) => [scale(graph, -1, power(graph, x, graph.constant(-2)))],
  notation: ([x]) => ratio(num(1), x),
  code: {
    js: { call: ([x]) => ({ text: `1 / Math.max(${x.text}, 1e-12)`, binds: Binds.Product }) },
    c: { call: ([x]) => ({ text: `1.0 / fmax(${x.text}, 1e-12)`, binds: Binds.Product }) },
    numpy: { call: ([x]) => ({ text: `1 / np.maximum(${x.text}, 1e-12)`, binds: Binds.Product }) },
    torch: { call: ([x]) => ({ text: `1 / torch.clamp(${x.text}, min=1e-12)`, binds: Binds.Product }) },
    jax: { call: ([x]) => ({ text: `1 / jnp.maximum(${x.text}, 1e-12)`, binds: Binds.Product }) },
  },
  branch: ([x]) => `1/(${x})`,
  branches: false,
  kinkAt: () => undefined,
};
