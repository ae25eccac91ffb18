import type { TiePolicy } from '../expr/max.ts';
import { letter, substituted } from '../index/affine.ts';
import {
  apply,
  entry,
  type Formula,
  isReduction,
  multiply,
  place,
  power,
  type Range,
  type Reduction,
  type Winner,
  withParts,
} from '../index/formula.ts';
import { freeLetters } from '../index/free-letters.ts';
import { substitute } from '../index/substitute.ts';
import type { Tensor } from '../index/tensor.ts';
import type { CodeNames } from './code-names.ts';
import { placeAmong } from './place-among.ts';
import type { Statement } from './statement.ts';

/**
 * The indicator that a member of a maximum wins, by arrays that are made before. First or last: [its place = that of
 * the winner]. Split: [it is the maximum] / how many are.
 */
export function withoutWinners(
  formula: Formula,
  ranges: readonly Range[],
  ties: TiePolicy,
  /** A maximum that has a name already is its array. */
  known: (formula: Formula) => Formula,
  names: CodeNames,
): { readonly formula: Formula; readonly before: readonly Statement[] } {
  const before: Statement[] = [];
  const visit = (part: Formula, inScope: readonly Range[]): Formula => {
    if (part.kind === 'winner') {
      const made = indicator(part, inScope, ties, known, names);
      before.push(...made.before);
      return made.formula;
    }
    const scope = isReduction(part) ? [...inScope, ...part.over] : inScope;
    return withParts(part, (inner) => visit(inner, scope));
  };
  return { formula: visit(formula, ranges), before };
}

function indicator(
  { of, at }: Winner,
  inScope: readonly Range[],
  ties: TiePolicy,
  known: (formula: Formula) => Formula,
  names: CodeNames,
): { formula: Formula; before: Statement[] } {
  const free = freeLetters(of);
  const over = inScope.filter((range) => free.has(range.letter));
  const array = (name: string): Tensor => ({
    name: names.newName(name),
    shape: over.map(({ size }) => size),
    role: 'output',
  });
  const letters = over.map((range) => letter(range.letter));
  /** What the letters of the maximum are at the member that is asked for. */
  const where = new Map(of.over.map((range, which) => [range.letter, at[which]]));
  switch (ties) {
    case 'first':
    case 'last': {
      const winner = array('winner');
      return {
        formula: apply('isClass', entry(winner, ...letters), place(substituted(placeAmong(of.over), where))),
        before: [
          {
            kind: 'winner',
            comment: () => [
              `${names.describe(entry(winner, ...letters))}: which ${names.describe(of.body)} is the largest, as its place from 0; of equal ones the ${ties} (ties: ${ties}).`,
            ],
            array: winner,
            over,
            of,
            ties,
          },
        ],
      };
    }
    case 'split':
    case 'error': {
      const tied = array('tied');
      const isMaximum = (member: Formula, bound: ReadonlySet<string>): Formula =>
        apply('isClass', member, known(names.apart(of, bound)));
      const bound = new Set(of.over.map((range) => range.letter));
      const count: Reduction = { ...of, kind: 'sum', body: isMaximum(of.body, bound) };
      const member = substitute(of.body, where);
      const wins = isMaximum(member, new Set(inScope.map((range) => range.letter)));
      const before: Statement[] = [
        {
          kind: 'rule',
          comment: () => [
            `${names.describe(entry(tied, ...letters))}: how many ${names.describe(of.body)} are the largest.`,
            ties === 'split' ? 'They share the gradient evenly (ties: split).' : 'One may be (ties: error).',
          ],
          array: tied,
          parts: [{ output: tied, over, subscripts: letters, body: count, adds: false }],
        },
      ];
      if (ties === 'split') return { formula: multiply(wins, power(entry(tied, ...letters), -1)), before };
      before.push({ kind: 'refusal', comment: () => [], array: tied });
      return { formula: wins, before };
    }
  }
}
