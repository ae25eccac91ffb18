import type { Affine } from '../../index/affine.ts';
import type { Definition, Range } from '../../index/formula.ts';
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
  if (![...body.subscripts, ...subscripts].some(({ terms }) => terms.length > 1)) return undefined;
  const { tensor } = body;
  // Axes of size 1 have no letter: they are taken away before, and put back behind.
  const opens = !isAxes(from, tensor.shape);
  const joins = !isAxes(to, output.shape);
  const opened = opens ? `${tensor.name}.reshape${tuple(from.map(({ size }) => size))}` : tensor.name;
  const order = to.map((range) => from.indexOf(range));
  const inOrder = order.every((place, at) => place === at);
  // Between two new shapes nothing is to be done where the order stays.
  if (inOrder && joins) return `${tensor.name}.reshape${tuple(output.shape)}`;
  const turned = inOrder ? opened : library.transposed(opened, order);
  return joins ? `${turned}.reshape${tuple(output.shape)}` : turned;
}

/** Whether each letter is an axis of its own. */
function isAxes(letters: readonly Range[], shape: readonly number[]): boolean {
  return letters.length === shape.length && letters.every(({ size }, axis) => size === shape[axis]);
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
    const ranges: Range[] = [];
    for (const { letter, coefficient } of terms.toSorted((a, b) => a.coefficient - b.coefficient)) {
      const range = over.find((range) => range.letter === letter);
      if (!range || coefficient !== stride || letters.includes(range)) return undefined;
      stride *= range.size;
      ranges.unshift(range);
    }
    if (stride !== shape[axis]) return undefined;
    letters.push(...ranges);
  }
  return letters;
}
