import { atom, Binds, type Code } from '../text/code.ts';

type Call = (given: readonly Code[]) => Code;

const call =
  (name: string): Call =>
  (given) =>
    atom(`${name}(${given.map(({ text }) => text).join(', ')})`);

/** Functions of the catalogue that C has, or that are short enough to stand where they are needed. */
export const cCalls: Readonly<Record<string, Call>> = {
  abs: call('fabs'),
  boundedInverse: ([x]) => ({ text: `1.0 / fmax(${x.text}, 1e-12)`, binds: Binds.Product }),
  exp: call('exp'),
  Hardtanh: ([x, least, most]) => atom(`fmin(fmax(${x.text}, ${least.text}), ${most.text})`),
  log: call('log'),
  // C99 has no M_PI.
  pi: () => atom('acos(-1.0)'),
  ReLU: ([x]) => atom(`fmax(${x.text}, 0.0)`),
  root: ([x, p]) => atom(p.text === '2.0' ? `sqrt(${x.text})` : `pow(${x.text}, 1.0 / (${p.text}))`),
  Tanh: call('tanh'),
  binaryCrossEntropy: call('binary_cross_entropy'),
  ELU: call('elu'),
  Huber: call('huber'),
  log1pexp: call('log1pexp'),
  normalCdf: call('normal_cdf'),
  normalDensity: call('normal_density'),
  Sigmoid: call('sigmoid'),
  Softplus: call('softplus'),
  softplusSlope: call('softplus_slope'),
  xlogx: call('xlogx'),
};

/** Those that a file defines where it needs them; C wants them before what calls them. */
export const cHelpers: Readonly<Record<string, string>> = {
  int_max: `static int int_max(int a, int b)
{
    return a > b ? a : b;
}`,
  int_min: `static int int_min(int a, int b)
{
    return a < b ? a : b;
}`,
  xlogx: `/* x log x, which is 0 at 0 */
static double xlogx(double x)
{
    return x == 0.0 ? 0.0 : x * log(x);
}`,
  normal_density: `/* the density of the standard normal distribution */
static double normal_density(double x)
{
    return exp(-x * x / 2.0) / sqrt(2.0 * acos(-1.0));
}`,
  normal_cdf: `/* the distribution function of the standard normal distribution */
static double normal_cdf(double x)
{
    return erfc(-x / sqrt(2.0)) / 2.0;
}`,
  sigmoid: `/* 1 / (1 + e^-x), in which nothing overflows */
static double sigmoid(double x)
{
    const double e = exp(-fabs(x));
    return (x >= 0.0 ? 1.0 : e) / (1.0 + e);
}`,
  log1pexp: `/* log(1 + e^x), in which nothing overflows */
static double log1pexp(double x)
{
    return fmax(x, 0.0) + log1p(exp(-fabs(x)));
}`,
  softplus_slope: `/* the derivative of softplus */
static double softplus_slope(double x, double b, double t)
{
    return b * x > t ? 1.0 : sigmoid(b * x);
}`,
  softplus: `/* log(1 + e^(b x)) / b, and x itself where b x is beyond a threshold t */
static double softplus(double x, double b, double t)
{
    return b * x > t ? x : log1pexp(b * x) / b;
}`,
  huber: `/* x^2 / 2 where |x| is at most d, d (|x| - d / 2) beyond */
static double huber(double x, double d)
{
    return fabs(x) <= d ? x * x / 2.0 : d * (fabs(x) - d / 2.0);
}`,
  elu: `/* x where x > 0, a (e^x - 1) where not */
static double elu(double x, double a)
{
    return x > 0.0 ? x : a * expm1(x);
}`,
  binary_cross_entropy: `/* -y log x - (1 - y) log(1 - x), with logarithms of at least -100, as in PyTorch */
static double binary_cross_entropy(double x, double y)
{
    return -y * fmax(log(x), -100.0) - (1.0 - y) * fmax(log(1.0 - x), -100.0);
}`,
};
