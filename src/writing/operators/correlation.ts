import type { Affine } from '../../index/affine.ts';
import type { Condition, Entry, Range } from '../../index/formula.ts';
import { num, times } from '../../notation/build.ts';
import type { Notation, Operator } from '../../notation/notation.ts';
import { letterRanges } from '../of-formula.ts';
import {
  arrayName,
  by,
  type Fact,
  factorsOf,
  type OperatorForm,
  onlyLetter,
  type RuleTerm,
} from './operator.ts';

/** One axis along which two arrays move: left[q], kernel[l], image[stride q + step l + offset]. */
interface Moving {
  readonly leftAxis: number;
  readonly kernelAxis: number;
  readonly imageAxis: number;
  readonly letter: string;
  readonly outer: string;
  readonly stride: number;
  /** The dilation; negative where the kernel runs against the image. */
  readonly step: number;
  readonly offset: number;
}

/**
 * A sum of products in which one array moves over another: a cross-correlation where both subscripts run the same way,
 * image[s q + d l - p] kernel[l], a convolution where they run against each other, image[q - d l + p] kernel[l].
 */
export function correlation(term: RuleTerm): OperatorForm | undefined {
  const { coefficient, summed, where, rest } = factorsOf(term.formula);
  if (rest.length !== 2 || !rest.every((factor): factor is Entry => factor.kind === 'entry'))
    return undefined;
  const [first, second] = rest as readonly Entry[];
  for (const [image, kernel] of [
    [first, second],
    [second, first],
  ]) {
    const moving = movingAxes(term, image, kernel, summed);
    if (!moving || !staysInside(image, moving, where)) continue;
    const notation = writtenCorrelation(term, image, kernel, image === first, moving, summed);
    if (!notation) continue;
    const scaled = (of: Notation): Notation => times([num(coefficient), of]);
    return {
      ...notation,
      right: scaled(notation.right),
      ...(notation.also && { also: scaled(notation.also) }),
    };
  }
  return undefined;
}

function movingAxes(
  { left, over }: RuleTerm,
  image: Entry,
  kernel: Entry,
  summed: readonly Range[],
): Moving[] | undefined {
  const moving: Moving[] = [];
  for (const [imageAxis, { constant, terms }] of image.subscripts.entries()) {
    const outer = terms.filter(({ letter }) => over.some((range) => range.letter === letter));
    const inner = terms.filter(({ letter }) => summed.some((range) => range.letter === letter));
    if (inner.length === 0) continue;
    if (outer.length === 0 && inner.length === 1 && onlyLetter(image.subscripts[imageAxis])) continue;
    if (outer.length !== 1 || inner.length !== 1) return undefined;
    // An axis of one entry is not written, and so cannot be padded.
    if (image.tensor.shape[imageAxis] === 1) return undefined;
    const leftAxis = left.subscripts.findIndex((form) => onlyLetter(form) === outer[0].letter);
    const kernelAxis = kernel.subscripts.findIndex((form) => onlyLetter(form) === inner[0].letter);
    if (leftAxis < 0 || kernelAxis < 0 || outer[0].coefficient < 0) return undefined;
    moving.push({
      leftAxis,
      kernelAxis,
      imageAxis,
      letter: inner[0].letter,
      outer: outer[0].letter,
      stride: outer[0].coefficient,
      step: inner[0].coefficient,
      offset: constant,
    });
  }
  const alike = moving.every(({ step }) => step > 0 === moving[0].step > 0);
  return moving.length > 0 && alike && tellOnlyOnce(moving, left, image, kernel) ? moving : undefined;
}

/** The letters that move are in no other subscripts: neither that within the window nor that of the window. */
function tellOnlyOnce(moving: readonly Moving[], left: Entry, image: Entry, kernel: Entry): boolean {
  const uses = (forms: readonly Affine[], letter: string): number =>
    forms.filter(({ terms }) => terms.some((term) => term.letter === letter)).length;
  return moving.every(
    ({ letter, outer }) =>
      uses(kernel.subscripts, letter) === 1 &&
      uses(left.subscripts, letter) === 0 &&
      uses(image.subscripts, letter) === 1 &&
      uses(kernel.subscripts, outer) === 0 &&
      uses(image.subscripts, outer) === 1,
  );
}

/** The only conditions are those of the image's borders along the axes that move, beyond which it counts as 0. */
function staysInside(
  { tensor, subscripts }: Entry,
  moving: readonly Moving[],
  where: readonly Condition[],
): boolean {
  return where.every(({ value, below }) =>
    moving.some(
      ({ imageAxis }) =>
        JSON.stringify(subscripts[imageAxis]) === JSON.stringify(value) && tensor.shape[imageAxis] === below,
    ),
  );
}

function writtenCorrelation(
  { left, style }: RuleTerm,
  image: Entry,
  kernel: Entry,
  imageFirst: boolean,
  moving: readonly Moving[],
  summed: readonly Range[],
): OperatorForm | undefined {
  const rest = (entry: Entry, axes: readonly number[]): number[] =>
    entry.subscripts.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const x = arrayName(
    image,
    rest(
      image,
      moving.map(({ imageAxis }) => imageAxis),
    ),
    style,
  );
  const k = arrayName(
    kernel,
    rest(
      kernel,
      moving.map(({ kernelAxis }) => kernelAxis),
    ),
    style,
  );
  const others = summed.filter(({ letter }) => !moving.some((axis) => axis.letter === letter));
  const over = (body: Notation): Notation =>
    others.length === 0
      ? body
      : { kind: 'reduction', operator: 'sum', over: letterRanges(others, style), where: [], body };
  const kept = rest(
    left,
    moving.map(({ leftAxis }) => leftAxis),
  );
  const stride = moving.map((axis) => axis.stride);
  const dilation = moving.map(({ step }) => Math.abs(step));
  const offset = moving.map((axis) => axis.offset);
  if (moving[0].step > 0) {
    if (offset.some((amount) => amount > 0)) return undefined;
    // image[s q + d l - p]: padded, the kernel spread out, every s-th place taken
    const padded = changed(
      'pad',
      offset.map((amount) => -amount),
      x,
      0,
    );
    const slid = joined('correlate', padded, changed('spread', dilation, k, 1));
    const facts: Fact[] = [{ kind: 'correlation', kernel: k, image: x }];
    return { kept, right: over(changed('every', stride, slid, 1)), facts };
  }
  if (stride.some((amount) => amount !== 1)) return undefined;
  // image[q - d l + p] kernel[l]: whichever of the two arrives is written first
  const arriving = imageFirst ? x : changed('spread', dilation, k, 1);
  const filter = imageFirst ? changed('spread', dilation, k, 1) : x;
  const turned: Notation = { kind: 'call', name: 'rot180', arguments: [filter] };
  // The filter reaches d (size - 1) over the border; p of that is cut off.
  const reach = moving.map(({ imageAxis, kernelAxis }, axis) =>
    imageFirst ? dilation[axis] * (kernel.tensor.shape[kernelAxis] - 1) : image.tensor.shape[imageAxis] - 1,
  );
  const border = reach.map((amount, axis) => amount - offset[axis]);
  const spread = dilation.some((amount) => amount > 1) && !imageFirst;
  return {
    kept,
    right: over(changed('crop', offset, joined('convolve', arriving, filter), 0)),
    ...(border.every((amount) => amount >= 0) && {
      also: over(joined('correlate', changed('pad', border, arriving, 0), turned)),
    }),
    facts: [{ kind: spread ? 'spread' : 'turned', kernel: imageFirst ? k : x, image: arriving }],
  };
}

/** pad_1(x): what is done to an array along each axis, left out where it is done nowhere. */
function changed(
  name: 'pad' | 'crop' | 'spread' | 'every',
  amounts: readonly number[],
  of: Notation,
  nothing: number,
): Notation {
  if (amounts.every((amount) => amount === nothing)) return of;
  const same = amounts.every((amount) => amount === amounts[0]);
  return { kind: 'call', name, parameter: same ? num(amounts[0]) : by(amounts), arguments: [of] };
}

export function joined(operator: Operator, left: Notation, right: Notation): Notation {
  return { kind: 'operation', operator, of: [left, right] };
}
