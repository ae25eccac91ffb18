import { BadInput } from '../bad-input.ts';
import { type Affine, letter } from '../index/affine.ts';
import { apply, entry, type Formula, place, type Range, range } from '../index/formula.ts';
import type { Shape, Tensor } from '../index/tensor.ts';
import { allLetters } from '../layers/axis-letters.ts';
import type { LossInput, Target } from './loss.ts';

/** Where the classes are: the first axis of a sample that was written; the other axes are places that each have a class. */
function classAxis(batch: number | undefined, hiddenAxis: number | undefined): number {
  return hiddenAxis === undefined ? (batch === undefined ? 0 : 1) : hiddenAxis + 1;
}

export function classTarget(loss: string, name: string, { shape, batch, hiddenAxis }: LossInput): Target {
  const axis = classAxis(batch, hiddenAxis);
  if (shape.length <= axis) throw new BadInput(`${loss} needs a vector of classes, but one number arrives.`);
  const classes = shape[axis];
  return {
    name,
    shape: shape.toSpliced(axis, 1),
    values: {
      expected: `a class from 0 to ${classes - 1}`,
      classes: true,
      admits: (value) => Number.isInteger(value) && value >= 0 && value < classes,
    },
  };
}

/** What a loss over classes is made of. */
interface Classes {
  /** Letters of everything but the classes: samples and places. */
  readonly others: readonly Range[];
  readonly classes: Range;
  /** The output at the class of the letter `classes`. */
  readonly x: Formula;
  /** The subscripts of a target that has a class for each sample and place. */
  readonly at: readonly Affine[];
  /** All subscripts, classes among them. */
  readonly all: readonly Affine[];
}

export function classesOf(input: Tensor, batch: number | undefined): Classes {
  const axis = classAxis(batch, input.hiddenAxis);
  const shape: Shape = input.shape;
  const letters = allLetters(shape, batch).with(axis, 'k');
  const ranges = letters.map((name, which) => range(name, shape[which]));
  const all = letters.map(letter);
  return {
    others: ranges.toSpliced(axis, 1),
    classes: ranges[axis],
    x: entry(input, ...all),
    at: all.toSpliced(axis, 1),
    all,
  };
}

/** [y = k], where classes count from 0. */
export function isThisClass(target: Tensor, at: readonly Affine[]): Formula {
  return apply('isClass', entry(target, ...at), place(letter('k')));
}
