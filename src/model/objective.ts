import { BadInput } from '../bad-input.ts';
import type { TreeOf } from '../expression/formula-of-text.ts';
import { letter } from '../index/affine.ts';
import { add, entry, type Formula, multiply, number, power, sum } from '../index/formula.ts';
import type { Shape, Tensor } from '../index/tensor.ts';
import { allLetters, rangesOf } from '../layers/axis-letters.ts';
import { losses } from '../losses/index.ts';
import { checked } from '../values/check.ts';
import { memberAt } from './chosen-member.ts';
import { type Regularize, upstreamName } from './header.ts';
import type { LossObjective, Objective, Step, UpstreamObjective } from './model.ts';
import type { Naming } from './naming.ts';
import { placed } from './network.ts';

interface ObjectiveSource {
  readonly loss: unknown;
  readonly upstream: unknown;
  readonly regularize: Regularize | undefined;
  /** The shape of the values that the model gives under a name, if any. */
  readonly givenShape: (name: string) => Shape | undefined;
  readonly treeOf: TreeOf;
}

/** The loss, or the gradient from above, over the last layer's output. */
export function objectiveOf(
  source: ObjectiveSource,
  modelInput: Tensor,
  steps: readonly Step[],
  batch: number | undefined,
  naming: Naming,
): Objective {
  const { loss, upstream, regularize } = source;
  if ((loss === undefined) === (upstream === undefined)) {
    throw new BadInput(
      loss === undefined
        ? 'the model has neither loss nor upstream, expected one of them, such as loss: MSELoss or upstream: delta.'
        : 'the model has both loss and upstream, expected one of them; drop the other.',
      loss === undefined ? [] : ['upstream'],
    );
  }
  const input = steps[steps.length - 1].output;
  if (loss !== undefined) return lossOver(source, modelInput, steps, batch, naming);
  if (regularize !== undefined)
    throw new BadInput(
      'regularize adds to a loss, and upstream stands in place of one; drop one of the two.',
      ['regularize'],
    );
  return fromAbove(upstream, input, batch, naming);
}

function lossOver(
  { loss: lossContent, regularize, givenShape, treeOf }: ObjectiveSource,
  modelInput: Tensor,
  steps: readonly Step[],
  batch: number | undefined,
  naming: Naming,
): LossObjective {
  const { member: loss, options, path, at } = memberAt(losses, lossContent, ['loss'], 'loss');
  const input = steps[steps.length - 1].output;
  const before = [
    modelInput,
    ...steps.flatMap(({ parameters, constants, output }) => [...parameters, ...constants, output]),
  ];
  const known = new Map(before.map((tensor) => [tensor.name, tensor]));
  const arriving = { shape: input.shape, batch, hiddenAxis: input.hiddenAxis, known, givenShape };
  const wanted = placed(at, () => loss.target(options, arriving));
  const target: Tensor | undefined = wanted && {
    name: wanted.name,
    shape: wanted.shape,
    role: 'target',
    ...hiddenAs(input),
  };
  const shapes = placed(at, () => loss.constants?.(options, arriving) ?? {});
  const given = Object.entries(shapes).map(([name, shape]): Tensor => ({ name, shape, role: 'constant' }));
  const others = Object.fromEntries(given.map((tensor) => [tensor.name, tensor]));
  for (const tensor of [...(target ? [target] : []), ...given]) naming.claim(tensor.name, path);
  const otherKink = loss.otherKink?.(options);
  const output: Tensor = { name: 'L', shape: [], role: 'loss' };
  const body = placed(at, () =>
    loss.formula(options, { input, batch, known, treeOf, others, ...(target && { target }) }),
  );
  const { penalty, constants } = penaltyOf(regularize, steps, naming);
  return {
    kind: 'loss',
    name: loss.name,
    target,
    constants: [...given, ...constants],
    ...(loss.contains && { contains: loss.contains }),
    comparesWithTarget: loss.comparesWithTarget ?? false,
    ...(otherKink && { otherKink }),
    definition: { output, over: [], subscripts: [], body: penalty ? add(body, penalty) : body },
    ...(wanted?.values && { targetValues: wanted.values }),
  };
}

/** What belongs to the output entry by entry, or class by class, has its hidden axis too. */
function hiddenAs({ hiddenAxis }: Tensor): Pick<Tensor, 'hiddenAxis'> {
  return hiddenAxis === undefined ? {} : { hiddenAxis };
}

/** l2 times the sum of the squares of all weights; biases and the scales of normalizations are left alone. */
function penaltyOf(
  regularize: Regularize | undefined,
  steps: readonly Step[],
  naming: Naming,
): { penalty: Formula | undefined; constants: readonly Tensor[] } {
  const weights = steps.flatMap(({ parameters }) => parameters.filter(({ role }) => role === 'weight'));
  if (!regularize) return { penalty: undefined, constants: [] };
  if (weights.length === 0)
    throw new BadInput('no layer of this model has weights to regularize; drop it.', ['regularize']);
  const squares = weights.map((tensor): Formula => {
    const letters = ['f', 'c', 'l', 'm', 'n'].filter((_, axis) => weightAxes(tensor.shape).includes(axis));
    return sum(rangesOf(letters, tensor.shape), power(entry(tensor, ...letters.map(letter)), 2));
  });
  const { l2 } = regularize;
  if (typeof l2 !== 'string') return { penalty: multiply(number(l2), add(...squares)), constants: [] };
  naming.claim(l2, ['regularize', 'l2']);
  const constant: Tensor = { name: l2, shape: [], role: 'constant' };
  return { penalty: multiply(entry(constant), add(...squares)), constants: [constant] };
}

/** Which of the letters f, c, l, m, n run over a weight: of a dense layer f and c, of an image's filter f, c, m and n. */
function weightAxes(shape: Shape): readonly number[] {
  return shape.length === 5 ? [0, 1, 2, 3, 4] : [0, 1, ...[3, 4].slice(0, shape.length - 2)];
}

/** The gradient by anything below is that of sum over k of delta[k] * o[k], delta held fixed. */
function fromAbove(
  content: unknown,
  input: Tensor,
  batch: number | undefined,
  naming: Naming,
): UpstreamObjective {
  const name = checked(upstreamName, content, ['upstream'], []);
  naming.claim(name, ['upstream']);
  const delta: Tensor = { name, shape: input.shape, role: 'upstream', ...hiddenAs(input) };
  const letters = allLetters(input.shape, batch);
  const body = sum(
    rangesOf(letters, input.shape),
    multiply(entry(delta, ...letters.map(letter)), entry(input, ...letters.map(letter))),
  );
  const output: Tensor = { name: 'L', shape: [], role: 'loss' };
  return { kind: 'upstream', delta, definition: { output, over: [], subscripts: [], body } };
}
