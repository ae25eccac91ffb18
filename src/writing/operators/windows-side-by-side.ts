import type { Entry, Winner } from '../../index/formula.ts';
import { num, times } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import { joined } from './correlation.ts';
import {
  arrayName,
  by,
  type Fact,
  factorsOf,
  type OperatorForm,
  onlyLetter,
  type RuleTerm,
} from './operator.ts';

/**
 * Windows side by side: left[s i + m, t j + n] = c delta[i, j], each entry repeated over its window, delta (x) 1; for a
 * maximum only the winner of each window keeps it.
 */
export function windowsSideBySide({ formula, left, over, style }: RuleTerm): OperatorForm | undefined {
  const { coefficient, summed, rest } = factorsOf(formula);
  const entries = rest.filter((factor): factor is Entry => factor.kind === 'entry');
  const winners = rest.filter((factor): factor is Winner => factor.kind === 'winner');
  if (entries.length !== 1 || winners.length > 1 || rest.length > 1 + winners.length || summed.length > 0)
    return undefined;
  const [arriving] = entries;
  const windows = left.subscripts.flatMap(({ terms }, axis) => (terms.length === 2 ? [axis] : []));
  if (windows.length === 0) return undefined;
  const sizes: number[] = [];
  const within: string[] = [];
  const froms: number[] = [];
  for (const axis of windows) {
    const [outer, inner] = left.subscripts[axis].terms.toSorted((a, b) => b.coefficient - a.coefficient);
    const size = over.find(({ letter }) => letter === inner.letter)?.size;
    const from = arriving.subscripts.findIndex((form) => onlyLetter(form) === outer.letter);
    // Axes keep their order, and what arrives is the same at every place of a window.
    if (from <= (froms.at(-1) ?? -1) || speaksOf(arriving, inner.letter)) return undefined;
    if (size === undefined || inner.coefficient !== 1 || outer.coefficient !== size) return undefined;
    // Windows cover the whole axis.
    if (left.tensor.shape[axis] !== size * arriving.tensor.shape[from]) return undefined;
    sizes.push(size);
    within.push(inner.letter);
    froms.push(from);
  }
  // The windows of the maximum are these, and not more of the image.
  if (winners.some((winner) => !isOver(winner, within))) return undefined;
  // What has a single row is written as a vector, which is no row.
  const single = froms.filter((from) => arriving.tensor.shape[from] === 1).length;
  if (single !== 0 && single !== froms.length) return undefined;
  const kept = left.subscripts.map((_, axis) => axis).filter((axis) => !windows.includes(axis));
  const keptOfArriving = arriving.subscripts.map((_, axis) => axis).filter((axis) => !froms.includes(axis));
  const name = arrayName(arriving, keptOfArriving, style);
  const vectorOfOnes: Notation = { kind: 'indicator', subscripts: [by(sizes)] };
  const repeated = joined('kronecker', name, vectorOfOnes);
  const facts: Fact[] = [{ kind: 'repeated' }];
  if (winners.length === 0) return { kept, right: times([num(coefficient), repeated]), facts };
  const max: Notation = { kind: 'indicator', subscripts: [{ kind: 'words', text: 'max' }] };
  return {
    kept,
    right: times([num(coefficient), joined('entrywise', repeated, max)]),
    facts: [...facts, { kind: 'winners' }],
  };
}

/** Whether a maximum is over these letters alone. */
function isOver({ at }: Winner, letters: readonly string[]): boolean {
  return at.every((form) => letters.includes(onlyLetter(form) ?? ''));
}

function speaksOf({ subscripts }: Entry, letter: string): boolean {
  return subscripts.some(({ terms }) => terms.some((term) => term.letter === letter));
}
