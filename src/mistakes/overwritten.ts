import { type Affine, affine, affineLetters, letter } from '../index/affine.ts';
import {
  type Condition,
  type Formula,
  multiply,
  place,
  type Reduction,
  subformulas,
  sum,
  type Winner,
} from '../index/formula.ts';
import type { Tensor } from '../index/tensor.ts';
import type { Step } from '../model/model.ts';
import { positionAxes } from './layer-parts.ts';
import type { Mistake, Way } from './mistake.ts';
import { rewritten } from './rewritten.ts';
import type { Situation } from './situation.ts';
import { slidingSteps } from './window-off.ts';

export const overwritten: Mistake = {
  name: 'overwritten',
  title: 'overwritten in place of added',
  explanation:
    'Where windows overlap, an entry of the input got only what the last of its windows gives: each window overwrote what was there. An entry that is used several times gets the sum over all of its uses (+= and not =).',
  example: {
    model: `
input: { name: I, shape: [3, 3] }
layers:
  - Conv2d: { kernel_size: 2, weight: W, bias: b, output: o }
loss: { MSELoss: { target: y, reduction: sum } }
values: { I: [[1, 2, 0], [0, 1, 3], [2, 1, 1]], W: [[1, -1], [2, 3]], b: 1, y: [[1, 0], [5, 3]] }
`,
    gradients: {
      I: [
        [4, 28, -28],
        [4, 2, -2],
        [8, 4, 6],
      ],
    },
  },
  ways: (situation) => slidingSteps(situation.model).map((step) => lastWindow(step, situation)),
};

function lastWindow({ output, inputs: [input] }: Step, { model }: Situation): Way {
  return {
    what: `every window of ${output.name} overwrites dL/d${input.name}, and the last one stays`,
    deviation: {
      law: (definition, { of, cotangents }) => {
        const cotangent = cotangents.get(output);
        if (of !== input || !cotangent) return definition;
        const outer = new Set(definition.over.map((range) => range.letter));
        const body = rewritten(definition.body, (part) =>
          part.kind === 'sum' ? onlyLast(part, cotangent, positionAxes(model, output), outer) : undefined,
        );
        return body === definition.body ? definition : { ...definition, body };
      },
    },
  };
}

/** The sum with its last window alone; undefined where it is not over windows. */
function onlyLast(
  all: Reduction,
  cotangent: Tensor,
  axes: readonly number[],
  outer: ReadonlySet<string>,
): Formula | undefined {
  const arriving = [...subformulas(all.body)].find(
    (part) => part.kind === 'entry' && part.tensor === cotangent,
  );
  if (arriving?.kind !== 'entry') return undefined;
  const innerLetters = (form: Affine): string[] => affineLetters(form).filter((name) => !outer.has(name));
  const windows = axes.flatMap((axis) => innerLetters(arriving.subscripts[axis]));
  // A letter that is bound to those of the windows by an equation belongs to them.
  const bound = all.where.filter(({ value }) => innerLetters(value).some((name) => windows.includes(name)));
  const letters = new Set([...windows, ...bound.flatMap(({ value }) => innerLetters(value))]);
  const over = all.over.filter((range) => letters.has(range.letter));
  if (over.length < letters.size || over.length === 0) return undefined;
  const where = all.where.filter(({ value }: Condition) =>
    innerLetters(value).every((name) => letters.has(name)),
  );
  const wins: Winner = {
    kind: 'winner',
    of: { kind: 'max', over, where, body: place(windowNumber(arriving.subscripts, axes, cotangent)) },
    at: over.map((range) => letter(range.letter)),
  };
  // What one window gives, all of its outputs together, is summed before it is asked which window is the last.
  const given = sum(
    all.over.filter((range) => !over.includes(range)),
    all.body,
    all.where.filter((condition) => !where.includes(condition)),
  );
  return { ...all, over, where, body: multiply(wins, given) };
}

/** The number of a window, row by row. */
function windowNumber(subscripts: readonly Affine[], axes: readonly number[], { shape }: Tensor): Affine {
  return axes.reduce((before, axis) => {
    const { constant, terms } = subscripts[axis];
    return affine(
      before.constant * shape[axis] + constant,
      ...before.terms.map((term) => [term.letter, term.coefficient * shape[axis]] as const),
      ...terms.map((term) => [term.letter, term.coefficient] as const),
    );
  }, affine(0));
}
