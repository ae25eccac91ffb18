import { callIn, helpersIn } from '../program/text/functions.ts';
import type { ArrayLibrary } from './arrays/library.ts';
import { sizes, tuple } from './arrays/tuple.ts';
import { outcome, pythonFile } from './python/file.ts';
import { pythonWords } from './python/words.ts';
import type { Source } from './source.ts';
import type { CodeTarget } from './target.ts';

const library: ArrayLibrary = {
  module: 'jnp',
  axis: 'axis',
  largest: 'max',
  zeros: (shape, whole = false) => `jnp.zeros(${sizes(shape)}${whole ? ', int' : ''})`,
  full: (shape, value) => (shape.length === 0 ? value : `jnp.full(${tuple(shape)}, ${value})`),
  lowest: (shape) => `jnp.full(${tuple(shape)}, -jnp.inf)`,
  larger: (left, right) => `jnp.maximum(${left}, ${right})`,
  logsumexp: (array, axes) => `jax.scipy.special.logsumexp(${array}, ${axes})`,
  where: (condition, yes, no) => `jnp.where(${condition}, ${yes}, ${no})`,
  update: (array, index, change, value) =>
    `${array} = ${array}.at${index}.${{ set: 'set', add: 'add', raise: 'max' }[change]}(${value})`,
  call: callIn('jax'),
  transposed: (array, order) => `${array}.transpose(${order.join(', ')})`,
};

const helpers = helpersIn('jax');

/** JAX: arrays that are made anew instead of changed, so that jax.jit and jax.vmap apply. */
export const jax: CodeTarget = {
  name: 'jax',
  summary: 'Python with JAX: functional updates of arrays; compares with jax.grad when it is run',
  reserved: [...pythonWords, 'jax', 'jnp', 'np', ...Object.keys(helpers)],
  write: (source) =>
    pythonFile(source, {
      library,
      imports: ['import jax', 'import jax.numpy as jnp', '', 'jax.config.update("jax_enable_x64", True)'],
      helpers,
      fromList: (list) => `jnp.array(${list}, float)`,
      fromNumpy: (array) => `jnp.array(${array})`,
      toList: (array) => `(jnp.reshape(${array}, shape) + 0.0).tolist()`,
      check,
    }),
};

function check(source: Source): string[] {
  const { gradients, backward } = source;
  const [ours, by] = [
    gradients.map(({ array }) => array.name).join(', '),
    gradients.map((gradient) => gradient.by.name).join(', '),
  ];
  const shares = backward.some(({ kind }) => kind === 'winner')
    ? ['# Where maxima tie it shares the gradient between them.']
    : [];
  return [
    '',
    '# What jax.grad makes of the forward pass alone.',
    ...shares,
    `theirs = jax.grad(lambda ${by}: ${outcome(source)}, ${tuple(gradients.map((_, at) => at))})(${by})`,
    `difference = max(abs(one - other).max() for one, other in zip((${ours},), theirs))`,
    'print(f"largest difference from jax.grad: {difference:.1e}", file=sys.stderr)',
  ];
}
