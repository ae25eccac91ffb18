import type { Affine, Definition, Range } from '../../index/formula.ts';
import type { ArrayLibrary } from './library.ts';
import { tuple } from './tuple.ts';

/**
 * The same entries in another order: v[36 c + 6 i + j] = p[c,i,j] is a new shape, perhaps after axes have changed
 * places. Undefined where a definition is none of this, or leaves the array as it is.
 */
export function rearranged(
  { output, over, subscripts, body }: Definition,
  library: ArrayLibrary,
): string | undefined {
  if (body.kind !== 'entry') return undefined;
  const from = lettersInOrder(body.subscripts, over, body.tensor.shape);
  const to = lettersInOrder(subscripts, over, output.shape);
  if (!from || !to || from.length !== over.length || to.length !== over.length) return undefined;
  const opens = body.subscripts.some(({ terms }) => terms.length > 1);
  const joins = subscripts.some(({ terms }) => terms.length > 1);
  if (!opens && !joins) return undefined;
  const opened = opens
    ? `${body.tensor.name}.reshape${tuple(from.map(({ size }) => size))}`
    : body.tensor.name;
  const order = to.map((one) => from.indexOf(one));
  const turned = order.every((place, at) => place === at) ? opened : library.transposed(opened, order);
  return joins ? `${turned}.reshape${tuple(output.shape)}` : turned;
}

/** The letters that the places of an array count with, the slowest first; undefined where subscripts do not count through it. */
function lettersInOrder(
  subscripts: readonly Affine[],
  over: readonly Range[],
  shape: readonly number[],
): Range[] | undefined {
  const letters: Range[] = [];
  for (const [axis, { constant, terms }] of subscripts.entries()) {
    if (constant !== 0) return undefined;
    let stride = 1;
    const own: Range[] = [];
    for (const { letter, coefficient } of terms.toSorted((a, b) => a.coefficient - b.coefficient)) {
      const range = over.find((one) => one.letter === letter);
      if (!range || coefficient !== stride || letters.includes(range)) return undefined;
      stride *= range.size;
      own.unshift(range);
    }
    if (stride !== shape[axis]) return undefined;
    letters.push(...own);
  }
  return letters;
}
