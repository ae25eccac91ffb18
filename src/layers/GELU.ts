import Fraction from 'fraction.js';
import * as z from 'zod';
import { add, apply, type Formula, multiply, number, power } from '../index/formula.ts';
import { activation } from './activation.ts';
import type { Layer } from './layer.ts';
import { named } from './option.ts';

const options = z.strictObject({
  approximate: z
    .enum(['none', 'tanh'], { error: 'none or tanh' })
    .default('none')
    .describe('The exact function, or its approximation by a hyperbolic tangent.'),
  ...named,
});

/**
 * x Phi(x) with the distribution function of the normal distribution; or, approximately,
 * x/2 (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))), Hendrycks & Gimpel, arXiv:1606.08415
 */
export const GELU: Layer<z.output<typeof options>> = activation({
  name: 'GELU',
  summary: 'every entry times the probability that a normal variable is below it',
  options,
  of: ({ approximate }, x): Formula => {
    if (approximate === 'none') return multiply(x, apply('normalCdf', x));
    const inner = add(x, multiply(number(new Fraction('0.044715')), power(x, 3)));
    const scale = power(multiply(number(2), power(apply('pi'), -1)), new Fraction(1, 2));
    const bend = add(number(1), apply('Tanh', multiply(scale, inner)));
    return multiply(number(new Fraction(1, 2)), x, bend);
  },
});
