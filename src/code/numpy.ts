import type { ArrayLibrary } from './arrays/library.ts';
import { sizes, tuple } from './arrays/tuple.ts';
import { call, sharedCalls, sharedHelpers } from './python/array-functions.ts';
import { type PythonFile, pythonFile } from './python/file.ts';
import { pythonWords } from './python/words.ts';
import type { CodeTarget } from './target.ts';
import { atom, Binds } from './text/code.ts';

const library: ArrayLibrary = {
  module: 'np',
  axis: 'axis',
  largest: 'max',
  zeros: (shape, whole = false) => `np.zeros(${sizes(shape)}${whole ? ', int' : ''})`,
  full: (shape, value) => (shape.length === 0 ? value : `np.full(${tuple(shape)}, ${value})`),
  lowest: (shape) => `np.full(${tuple(shape)}, -np.inf)`,
  larger: (one, other) => `np.maximum(${one}, ${other})`,
  logsumexp: (array, axes) => `logsumexp(${array}, ${axes})`,
  where: (condition, yes, no) => `np.where(${condition}, ${yes}, ${no})`,
  update: (array, index, change, value) =>
    change === 'raise'
      ? `${array}${index} = np.maximum(${array}${index}, ${value})`
      : `${array}${index} ${change === 'add' ? '+=' : '='} ${value}`,
  call: (name, given) => calls[name](given),
  transposed: (array, order) => `${array}.transpose(${order.join(', ')})`,
};

const calls: Readonly<Record<string, ReturnType<typeof call>>> = {
  ...sharedCalls('np'),
  boundedInverse: ([x]) => ({ text: `1 / np.maximum(${x.text}, 1e-12)`, binds: Binds.Product }),
  Hardtanh: call('np.clip'),
  log1pexp: ([x]) => atom(`np.logaddexp(0, ${x.text})`),
  normalCdf: call('normal_cdf'),
  ReLU: ([x]) => atom(`np.maximum(${x.text}, 0)`),
  Sigmoid: call('sigmoid'),
  Softplus: call('softplus'),
  xlogx: call('xlogx'),
};

/** What is not chosen may be infinite or no number, of which NumPy would warn. */
const quiet = '@np.errstate(all="ignore")';

const { elu, huber, normal_density } = sharedHelpers('np');

const helpers: Readonly<Record<string, string>> = {
  normal_density,
  elu: `${quiet}\n${elu}`,
  huber: `${quiet}\n${huber}`,
  binary_cross_entropy: `${quiet}
def binary_cross_entropy(x, y):
    """-y log x - (1 - y) log(1 - x), with logarithms of at least -100, as in PyTorch."""
    return -y * np.maximum(np.log(x), -100) - (1 - y) * np.maximum(np.log(1 - x), -100)`,
  logsumexp: `def logsumexp(x, axis):
    """log(sum of e^x) along an axis, in which nothing overflows."""
    most = x.max(axis=axis, keepdims=True)
    return np.log(np.exp(x - most).sum(axis=axis)) + most.squeeze(axis=axis)`,
  normal_cdf: `def normal_cdf(x):
    """The distribution function of the standard normal distribution."""
    return np.vectorize(math.erfc, otypes=[float])(-x / math.sqrt(2)) / 2`,
  sigmoid: `def sigmoid(x):
    """1 / (1 + e^-x), in which nothing overflows."""
    e = np.exp(-abs(x))
    return np.where(x >= 0, 1.0, e) / (1 + e)`,
  softplus: `def softplus(x, b, t):
    """log(1 + e^(b x)) / b, and x itself where b x is beyond a threshold t."""
    return np.where(b * x > t, x, np.logaddexp(0, b * x) / b)`,
  softplus_slope: `def softplus_slope(x, b, t):
    """The derivative of softplus."""
    return np.where(b * x > t, 1.0, sigmoid(b * x))`,
  xlogx: `def xlogx(x):
    """x log x, which is 0 at 0."""
    return x * np.log(np.where(x == 0, 1.0, x))`,
};

export const numpyFile: PythonFile = {
  library,
  imports: ['import numpy as np'],
  helpers,
  decorators: (_, text) => (text.split('\n\n').some(choosesBetweenRisks) ? [quiet] : []),
  fromList: (list) => `np.array(${list}, float)`,
  fromNumpy: (array) => array,
  toList: (array) => `(np.reshape(${array}, shape) + 0.0).tolist()`,
};

/** np.where works out both of its branches, and one of them may divide by 0, overflow or have no value. */
function choosesBetweenRisks(paragraph: string): boolean {
  return /np\.where\(/.test(paragraph) && /\/ \(?[A-Za-z]|\*\*|(?:exp|expm1|log|sqrt)\(/.test(paragraph);
}

/** NumPy: whole arrays and slices, with loops over the places of a kernel. */
export const numpy: CodeTarget = {
  name: 'numpy',
  summary: 'Python with NumPy: slices of whole arrays',
  reserved: [...pythonWords, 'np', ...Object.keys(helpers)],
  write: (program) => pythonFile(program, numpyFile),
};
