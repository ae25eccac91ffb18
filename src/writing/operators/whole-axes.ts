import {
  type Definition,
  type Entry,
  type Formula,
  isReduction,
  parts,
  type Range,
} from '../../index/formula.ts';

/**
 * Whether a subscript that is a letter or a number alone takes every value of its axis, wherever it stands: only then may the array
 * stand for its entries. The gradient of the first of two concatenated arrays is a part of what arrives, not all of it.
 */
export function takesWholeAxes({ output, subscripts, over, body }: Definition): boolean {
  return isWhole({ kind: 'entry', tensor: output, subscripts }, over) && areWhole(body, over);
}

function areWhole(formula: Formula, ranges: readonly Range[]): boolean {
  if (formula.kind === 'entry') return isWhole(formula, ranges);
  const inside = isReduction(formula) ? [...ranges, ...formula.over] : ranges;
  return parts(formula).every((part) => areWhole(part, inside));
}

function isWhole({ tensor, subscripts }: Entry, ranges: readonly Range[]): boolean {
  return subscripts.every(({ terms, constant }, axis) => {
    const [only] = terms;
    if (terms.length === 0) return tensor.shape[axis] === 1;
    if (terms.length !== 1 || constant !== 0 || only.coefficient !== 1) return true;
    return ranges.find(({ letter }) => letter === only.letter)?.size === tensor.shape[axis];
  });
}
