import type { Entry } from '../../index/formula.ts';
import { num, raised, times } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import { shownAxes } from '../entry-name.ts';
import { arrayName, factorsOf, type OperatorForm, onlyLetter, type RuleTerm } from './operator.ts';

const transposed = (of: Notation): Notation => raised(of, { kind: 'words', text: 'T' });
const vectorOfOnes: Notation = { kind: 'indicator', subscripts: [] };

/**
 * Products of matrices and vectors: W x, W^T delta, delta x^T, and over a batch X W^T, delta^T X, with a column of ones
 * where one letter is only repeated or only summed.
 */
export function matrixProduct(term: RuleTerm): OperatorForm | undefined {
  const { coefficient, summed, where, rest } = factorsOf(term.formula);
  const entries = rest.filter((factor): factor is Entry => factor.kind === 'entry');
  if (entries.length !== rest.length || entries.length === 0 || entries.length > 2 || where.length > 0)
    return undefined;
  const left = plainLetters(term.left);
  const letters = entries.map(plainLetters);
  if (!left || letters.some((names) => names === undefined || names.length > 2) || left.length > 2)
    return undefined;
  const [r, c] = left;
  const [l, ...more] = summed.map(({ letter }) => letter);
  if (more.length > 0) return undefined;
  const matrices = entries.map((entry, at) => ({
    name: arrayName(entry, [], term.style),
    letters: letters[at] ?? [],
  }));
  const product = productOf(matrices, r, c, l);
  return product && { kept: [], right: times([num(coefficient), times(product)]), facts: [] };
}

interface Matrix {
  readonly name: Notation;
  readonly letters: readonly string[];
}

/** The factors in the order of a product whose rows are r and whose columns are c, contracted over l. */
function productOf(
  matrices: readonly Matrix[],
  r: string | undefined,
  c: string | undefined,
  l: string | undefined,
): Notation[] | undefined {
  const [first, second] = matrices;
  /** The matrix with these rows and columns; a vector is a column unless it is asked for as a row. */
  const as = (
    { name, letters }: Matrix,
    row: string | undefined,
    column: string | undefined,
  ): Notation | undefined => {
    const wanted = [row, column].filter((letter) => letter !== undefined);
    if (letters.length !== wanted.length || !wanted.every((letter) => letters.includes(letter)))
      return undefined;
    if (letters.length === 2) return letters[0] === row ? name : transposed(name);
    return row === undefined ? transposed(name) : name;
  };
  const pair = (a: Notation | undefined, b: Notation | undefined): Notation[] | undefined =>
    a && b ? [a, b] : undefined;
  if (!second) {
    // sum over l of A[r, l] = A 1, and b[c] in every row = 1 b^T
    if (l !== undefined && r !== undefined && c === undefined) return pair(as(first, r, l), vectorOfOnes);
    if (l === undefined && r !== undefined && c !== undefined)
      return pair(vectorOfOnes, as(first, undefined, c));
    return undefined;
  }
  if (l === undefined && (r === undefined || c === undefined)) return undefined;
  const middle = l;
  return (
    pair(as(first, r, middle), as(second, middle, c)) ?? pair(as(second, r, middle), as(first, middle, c))
  );
}

/** The letters of an entry's shown axes, if each is a letter alone and no axis is hidden with a letter. */
function plainLetters({ tensor, subscripts }: Entry): string[] | undefined {
  const letters: string[] = [];
  for (const axis of shownAxes(tensor.shape)) {
    const letter = onlyLetter(subscripts[axis]);
    if (!letter || letters.includes(letter)) return undefined;
    letters.push(letter);
  }
  return letters;
}
