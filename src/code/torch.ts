import { callIn, helpersIn } from '../program/text/functions.ts';
import type { ArrayLibrary } from './arrays/library.ts';
import { sizes, tuple } from './arrays/tuple.ts';
import { outcome, pythonFile } from './python/file.ts';
import { pythonWords } from './python/words.ts';
import type { Source } from './source.ts';
import type { CodeTarget } from './target.ts';

/** New arrays have the precision and the place of the array with this name. */
function libraryLike(like: string): ArrayLibrary {
  return {
    module: 'torch',
    axis: 'dim',
    largest: 'amax',
    zeros: (shape, whole = false) =>
      whole ? `torch.zeros(${sizes(shape)}, dtype=torch.int64)` : `${like}.new_zeros(${sizes(shape)})`,
    full: (shape, value) => `${like}.new_full(${tuple(shape)}, ${value})`,
    lowest: (shape) => `${like}.new_full(${tuple(shape)}, -torch.inf)`,
    larger: (left, right) => `torch.maximum(${left}, ${right})`,
    logsumexp: (array, axes) => `torch.logsumexp(${array}, ${axes})`,
    // Of two numbers torch would make an array in its own precision.
    where: (condition, yes, no, numbers) =>
      `torch.where(${condition}, ${numbers ? `${like}.new_tensor(${yes})` : yes}, ${no})`,
    update: (array, index, change, value) =>
      change === 'raise'
        ? // autograd needs the old values, which the assignment changes.
          `${array}${index} = torch.maximum(${array}${index}.clone(), ${value})`
        : `${array}${index} ${change === 'add' ? '+=' : '='} ${value}`,
    call: callIn('torch'),
    transposed: (array, order) => `${array}.permute(${order.join(', ')})`,
  };
}

const helpers = helpersIn('torch');

/** PyTorch: tensors in the precision that is given, without autograd, which is asked in main() whether it agrees. */
export const torch: CodeTarget = {
  name: 'torch',
  summary: 'Python with PyTorch: slices of tensors; compares with autograd when it is run',
  reserved: [...pythonWords, 'torch', 'np', ...Object.keys(helpers)],
  write: (source) =>
    pythonFile(source, {
      library: libraryLike(source.given[0].array.name),
      imports: ['import torch'],
      helpers,
      decorators: (name) => (name === 'gradient' ? ['@torch.no_grad()'] : []),
      fromList: (list) => `torch.tensor(${list}, dtype=torch.float64)`,
      fromNumpy: (array) => `torch.from_numpy(${array})`,
      toList: (array) => `(${array}.reshape(shape) + 0.0).tolist()`,
      check,
    }),
};

function check(source: Source): string[] {
  const { gradients, backward } = source;
  const [ours, by] = [
    gradients.map(({ array }) => array.name),
    gradients.map((gradient) => gradient.by.name),
  ];
  const shares = backward.some(({ kind }) => kind === 'winner')
    ? ['# Where maxima tie it shares the gradient between them.']
    : [];
  return [
    '',
    '# What autograd makes of the forward pass alone.',
    ...shares,
    `for array in [${by.join(', ')}]:`,
    '    array.requires_grad_()',
    `outcome = ${outcome(source)}`,
    'if outcome.requires_grad:',
    `    theirs = torch.autograd.grad(outcome, [${by.join(', ')}], allow_unused=True)`,
    `    pairs = zip([${ours.join(', ')}], theirs)`,
    '    difference = max((one - other).abs().max() for one, other in pairs if other is not None)',
    '    print(f"largest difference from autograd: {difference:.1e}", file=sys.stderr)',
  ];
}
