import erfc from '@stdlib/math-base-special-erfc';

const sigma = (x: number): number => 1 / (1 + Math.exp(-x));

/** What the names of functions on a page mean, of one entry and of their parameter or second entry, which is 1 if it is not there. */
export const printedFunctions: Readonly<Record<string, (x: number, a: number) => number>> = {
  ReLU: (x) => Math.max(x, 0),
  LeakyReLU: (x, a) => (x > 0 ? x : a * x),
  ELU: (x, a) => (x > 0 ? x : a * (Math.exp(x) - 1)),
  Softplus: (x, a) => Math.log(1 + Math.exp(a * x)) / a,
  "Softplus'": (x, a) => sigma(a * x),
  sigma,
  tanh: Math.tanh,
  Phi: (x) => erfc(-x / Math.SQRT2) / 2,
  phi: (x) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI),
  sqrt: Math.sqrt,
  log: Math.log,
  exp: Math.exp,
  abs: Math.abs,
  max: Math.max,
  min: Math.min,
};
