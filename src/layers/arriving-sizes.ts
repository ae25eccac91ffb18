import type { Shape } from '../index/tensor.ts';
import type { Arriving } from './layer.ts';

/** What arrives, for a sentence, in the axes that the author knows: [2, 3]. */
export function arrivingSizes({ input, hidden }: Pick<Arriving, 'input' | 'hidden'>): string {
  return sizesOf(input, hidden);
}

/** The same of each input. */
export function arrivingSizesOfAll({ inputs, hidden }: Pick<Arriving, 'inputs' | 'hidden'>): string[] {
  return inputs.map((shape) => sizesOf(shape, hidden));
}

function sizesOf(shape: Shape, hidden: boolean): string {
  return `[${(hidden ? shape.slice(1) : shape).join(', ')}]`;
}
