import { type Affine, letter } from '../index/affine.ts';
import { type Range, range } from '../index/formula.ts';
import type { Shape } from '../index/tensor.ts';

/** The letter that runs over the samples of a batch. */
export const sampleLetter = 's';

/** The letters that run over all axes of one sample: channel c, depth h, row i, column j; i alone for a vector. */
export function axisLetters(shape: Shape): readonly string[] {
  const letters = [[], ['i'], ['c', 'i'], ['c', 'i', 'j'], ['c', 'h', 'i', 'j']][shape.length];
  if (!letters) throw new Error(`no letters for ${shape.length} axes`);
  return letters;
}

/** The letters over all axes, that of the batch first where there is one. */
export function allLetters(shape: Shape, batch: number | undefined): readonly string[] {
  return batch === undefined ? axisLetters(shape) : [sampleLetter, ...axisLetters(shape.slice(1))];
}

export function rangesOf(letters: readonly string[], shape: Shape): Range[] {
  return letters.map((name, axis) => range(name, shape[axis]));
}

/** The left-hand side of a rule that says what every entry of the output is. */
export function entrywise(shape: Shape): { over: Range[]; subscripts: Affine[] } {
  const letters = axisLetters(shape);
  return { over: rangesOf(letters, shape), subscripts: letters.map(letter) };
}
