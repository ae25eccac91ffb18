import { type Definition, entry, type Formula, multiply, type Range, sum } from './formula.ts';
import type { LocalDerivative } from './local-derivative.ts';
import type { Tensor } from './tensor.ts';

/**
 * The general law for one entry of a formula: the gradient by it, from the cotangent of the output, as a formula.
 *
 *   dL/dW[m,n] = sum over i,j of delta[i,j] * I[i+m, j+n]
 *
 * The chain rule sums cotangent times local derivative over every use of the entry. Where the entry's subscripts tell
 * all of their letters apart (a weight, a bias, the input of a dense layer), each use is one choice of the other
 * letters. Otherwise (overlapping windows), or where a factor is not a formula (an indicator), it is undefined here.
 */
export function law(
  definition: Definition,
  local: LocalDerivative,
  cotangent: Tensor,
  gradient: Tensor,
): Definition | undefined {
  const own = new Set(local.by.subscripts.flatMap(({ terms }) => terms.map(({ letter }) => letter)));
  const ranges = [...definition.over, ...local.bound];
  const over = ranges.filter(({ letter }) => own.has(letter));
  if (!tellsLettersApart(local, over)) return undefined;
  const formulas: Formula[] = [];
  for (const factor of local.factors) {
    if (factor.kind !== 'formula') return undefined;
    formulas.push(factor.formula);
  }
  const others = ranges.filter(({ letter }) => !own.has(letter));
  const term = multiply(entry(cotangent, ...definition.subscripts), ...formulas);
  const body = others.length === 0 && local.where.length === 0 ? term : sum(others, term, local.where);
  return { output: gradient, over, subscripts: local.by.subscripts, body };
}

/**
 * Whether two different choices of the letters always give two different entries: no letter in two subscripts, and in
 * each subscript the coefficients like the places of a number system, each larger than all below it together reach.
 */
function tellsLettersApart({ by }: LocalDerivative, ranges: readonly Range[]): boolean {
  const seen = new Set<string>();
  for (const { terms } of by.subscripts) {
    let reach = 0;
    for (const { letter, coefficient } of terms.toSorted((a, b) => a.coefficient - b.coefficient)) {
      const range = ranges.find((candidate) => candidate.letter === letter);
      if (!range || seen.has(letter) || coefficient <= reach) return false;
      seen.add(letter);
      reach += coefficient * (range.size - 1);
    }
  }
  return true;
}
