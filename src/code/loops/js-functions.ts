import { atom, Binds, type Code, within } from '../text/code.ts';

type Call = (given: readonly Code[]) => Code;

const call =
  (name: string): Call =>
  (given) =>
    atom(`${name}(${given.map(({ text }) => text).join(', ')})`);

/** Functions of the catalogue that JavaScript has, or that are short enough to stand where they are needed. */
export const jsCalls: Readonly<Record<string, Call>> = {
  abs: call('Math.abs'),
  boundedInverse: ([x]) => ({ text: `1 / Math.max(${x.text}, 1e-12)`, binds: Binds.Product }),
  exp: call('Math.exp'),
  Hardtanh: ([x, least, most]) => atom(`Math.min(Math.max(${x.text}, ${least.text}), ${most.text})`),
  log: call('Math.log'),
  pi: () => atom('Math.PI'),
  ReLU: ([x]) => atom(`Math.max(${x.text}, 0)`),
  root: ([x, p]) =>
    p.text === '2'
      ? atom(`Math.sqrt(${x.text})`)
      : {
          text: `${within(x, Binds.Atom)} ** (1 / ${within(p, Binds.Sign)})`,
          binds: Binds.Power,
          leadsWithPower: true,
        },
  Tanh: call('Math.tanh'),
  binaryCrossEntropy: call('binaryCrossEntropy'),
  ELU: call('elu'),
  Huber: call('huber'),
  log1pexp: call('log1pexp'),
  normalCdf: call('normalCdf'),
  normalDensity: call('normalDensity'),
  Sigmoid: call('sigmoid'),
  Softplus: call('softplus'),
  softplusSlope: call('softplusSlope'),
  xlogx: call('xlogx'),
};

/** Those that a file defines where it needs them, in an order in which each needs only those below it. */
export const jsHelpers: Readonly<Record<string, string>> = {
  binaryCrossEntropy: `/** -y log x - (1 - y) log(1 - x), with logarithms of at least -100, as in PyTorch. */
function binaryCrossEntropy(x, y) {
  return -y * Math.max(Math.log(x), -100) - (1 - y) * Math.max(Math.log(1 - x), -100);
}`,
  elu: `/** x where x > 0, a (e^x - 1) where not. */
function elu(x, a) {
  return x > 0 ? x : a * Math.expm1(x);
}`,
  huber: `/** x^2 / 2 where |x| is at most d, d (|x| - d / 2) beyond. */
function huber(x, d) {
  return Math.abs(x) <= d ? (x * x) / 2 : d * (Math.abs(x) - d / 2);
}`,
  softplus: `/** log(1 + e^(b x)) / b, and x itself where b x is beyond a threshold t. */
function softplus(x, b, t) {
  return b * x > t ? x : log1pexp(b * x) / b;
}`,
  softplusSlope: `/** The derivative of softplus. */
function softplusSlope(x, b, t) {
  return b * x > t ? 1 : sigmoid(b * x);
}`,
  log1pexp: `/** log(1 + e^x), in which nothing overflows. */
function log1pexp(x) {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}`,
  sigmoid: `/** 1 / (1 + e^-x), in which nothing overflows. */
function sigmoid(x) {
  const e = Math.exp(-Math.abs(x));
  return (x >= 0 ? 1 : e) / (1 + e);
}`,
  normalCdf: `/** The distribution function of the standard normal distribution. */
function normalCdf(x) {
  return erfc(-x / Math.SQRT2) / 2;
}`,
  normalDensity: `/** The density of the standard normal distribution. */
function normalDensity(x) {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}`,
  erfc: `/** The complementary error function. */
function erfc(x) {
  if (x < 0) return 2 - erfc(-x);
  if (x < 2) {
    // erf(x) = 2 / sqrt(pi) e^(-x^2) (x + 2 x^3 / 3 + 4 x^5 / (3 5) + ...)
    let term = x;
    let sum = x;
    for (let n = 1; term > 1e-17 * sum; n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
  }
  // erfc(x) = e^(-x^2) / sqrt(pi) / (x + 1/2 / (x + 2/2 / (x + 3/2 / (x + ...))))
  let below = x;
  for (let n = 60; n > 0; n--) below = x + n / 2 / below;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / below;
}`,
  xlogx: `/** x log x, which is 0 at 0. */
function xlogx(x) {
  return x === 0 ? 0 : x * Math.log(x);
}`,
};
