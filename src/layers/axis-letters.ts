import type { Shape } from '../index/tensor.ts';

/** The letters that run over all axes of a tensor: channel c, row i, column j; i alone for a vector. */
export function axisLetters(shape: Shape): readonly string[] {
  const letters = [[], ['i'], ['i', 'j'], ['c', 'i', 'j']][shape.length];
  if (!letters) throw new Error(`no letters for ${shape.length} axes`);
  return letters;
}
