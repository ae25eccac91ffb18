import { quiet } from '../functions/spelled.ts';
import { callIn, helpersIn } from '../program/text/functions.ts';
import type { ArrayLibrary } from './arrays/library.ts';
import { sizes, tuple } from './arrays/tuple.ts';
import { type PythonFile, pythonFile } from './python/file.ts';
import { pythonWords } from './python/words.ts';
import type { CodeTarget } from './target.ts';

const library: ArrayLibrary = {
  module: 'np',
  axis: 'axis',
  largest: 'max',
  zeros: (shape, whole = false) => `np.zeros(${sizes(shape)}${whole ? ', int' : ''})`,
  full: (shape, value) => (shape.length === 0 ? value : `np.full(${tuple(shape)}, ${value})`),
  lowest: (shape) => `np.full(${tuple(shape)}, -np.inf)`,
  larger: (left, right) => `np.maximum(${left}, ${right})`,
  logsumexp: (array, axes) => `logsumexp(${array}, ${axes})`,
  where: (condition, yes, no) => `np.where(${condition}, ${yes}, ${no})`,
  update: (array, index, change, value) =>
    change === 'raise'
      ? `${array}${index} = np.maximum(${array}${index}, ${value})`
      : `${array}${index} ${change === 'add' ? '+=' : '='} ${value}`,
  call: callIn('numpy'),
  transposed: (array, order) => `${array}.transpose(${order.join(', ')})`,
};

const helpers: Readonly<Record<string, string>> = {
  ...helpersIn('numpy'),
  logsumexp: `def logsumexp(x, axis):
    """log(sum of e^x) along an axis, in which nothing overflows."""
    most = x.max(axis=axis, keepdims=True)
    return np.log(np.exp(x - most).sum(axis=axis)) + most.squeeze(axis=axis)`,
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
