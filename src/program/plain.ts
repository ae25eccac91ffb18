import type { Subgradient } from '../expr/differentiate.ts';
import type { Kink } from '../expr/graph.ts';
import type { TiePolicy } from '../expr/max.ts';
import { functions } from '../functions/index.ts';
import { kinkSaid } from '../functions/kink-said.ts';
import { substituted } from '../index/affine.ts';
import {
  type Definition,
  type Formula,
  hasKind,
  isReduction,
  multiply,
  type Range,
  subformulas,
  withParts,
} from '../index/formula.ts';
import { match } from '../index/match.ts';
import { simplify } from '../index/simplify.ts';
import { tidy } from '../index/tidy.ts';
import type { Rule } from '../model/rules.ts';
import type { CodeNames } from './code-names.ts';
import { scattered } from './scattered.ts';
import { slopeFormula } from './slope-formula.ts';
import type { RulePart, Statement } from './statement.ts';
import { withoutWinners } from './winners.ts';

/** A law without derivatives of functions, written in the outputs of the rules that it is the law of. */
export function withoutSlopes(law: Definition, rules: readonly Definition[], kink: Kink): Definition {
  const replaced = (formula: Formula): Formula => {
    const inner = withParts(formula, replaced);
    return inner.kind === 'slope' ? slopeFormula(inner, kink) : inner;
  };
  const hasSlopes = hasKind(law.body, 'slope');
  const body = hasSlopes ? tidy(replaced(law.body), law.over) : law.body;
  return { ...law, body: recognized(body, rules) };
}

/** The same formula with the outputs of rules for their right-hand sides: a (1 - a) for sigma(z) (1 - sigma(z)). */
function recognized(formula: Formula, rules: readonly Definition[]): Formula {
  const known = outputFor(formula, rules);
  if (known) return known;
  // A winner needs its maximum, to tell the members apart.
  return formula.kind === 'winner' ? formula : withParts(formula, (part) => recognized(part, rules));
}

function outputFor(formula: Formula, rules: readonly Definition[]): Formula | undefined {
  for (const { body, output, over, subscripts } of rules) {
    if (output.role === 'loss' || body.kind !== formula.kind || body.kind === 'entry') continue;
    const by = match(body, formula);
    if (by && over.every(({ letter }) => by.has(letter)))
      return { kind: 'entry', tensor: output, subscripts: subscripts.map((form) => substituted(form, by)) };
  }
  return undefined;
}

/** The statements that make the array of a rule, or of a law without slopes. */
export function plain(
  definitions: readonly Definition[],
  rules: readonly Definition[],
  comment: () => readonly string[],
  { ties }: Subgradient,
  names: CodeNames,
): Statement[] {
  const known = (formula: Formula): Formula => recognized(formula, rules);
  const before: Statement[] = [];
  const parts = definitions.flatMap(byEntryOrWindow(names)).map((part): RulePart => {
    const made = withoutWinners(part.body, part.over, ties, known, names);
    before.push(...made.before);
    return { ...simplify({ ...part, body: made.formula }), adds: part.adds };
  });
  return [...before, { kind: 'rule', comment, array: definitions[0].output, parts }];
}

/**
 * Entry by entry as the law says, but window by window where it asks for the winners of windows, or where subscripts
 * must be equal (0 <= u - 2 i - m < 1).
 */
function byEntryOrWindow(names: CodeNames): (definition: Definition) => RulePart[] {
  return (definition) => {
    const terms = termsOf(definition.body, definition.over).map((body) => ({ ...definition, body }));
    const turned = terms.map((term) => {
      const wins = hasKind(term.body, 'winner');
      return scattered(term, ({ below }, sizes) => below === 1 || (wins && sizes.length > 1), names);
    });
    if (turned.every((part) => part === undefined)) return [{ ...definition, adds: false }];
    return terms.map((term, at): RulePart => turned[at] ?? { ...term, adds: true });
  };
}

/** a + b as its terms; f (a + b) too, where one of them has conditions of its own. */
function termsOf(formula: Formula, ranges: readonly Range[]): Formula[] {
  if (formula.kind === 'add') return formula.terms.flatMap((term) => termsOf(term, ranges));
  if (formula.kind !== 'multiply') return [formula];
  const sum = formula.factors.find((factor) => factor.kind === 'add' && factor.terms.some(hasConditions));
  if (sum?.kind !== 'add') return [formula];
  return sum.terms.flatMap((term) =>
    termsOf(
      tidy(multiply(...formula.factors.map((factor) => (factor === sum ? term : factor))), ranges),
      ranges,
    ),
  );
}

function hasConditions(formula: Formula): boolean {
  return [...subformulas(formula)].some(
    (part) => part.kind === 'where' || (isReduction(part) && part.where.length > 0),
  );
}

/** What is to be said of the choices that a law makes, through these rules. */
export function choicesIn(
  law: Definition,
  users: readonly Pick<Rule, 'otherKink'>[],
  { ties, kink }: Subgradient,
): string[] {
  const names = [...subformulas(law.body)].flatMap((part) => (part.kind === 'slope' ? [part.function] : []));
  const bent = Object.values(functions)
    .filter(({ name }) => names.includes(name))
    .flatMap((member) => {
      const atKink = kinkSaid(member, kink);
      return atKink ? [`At the kink of ${member.name} the slope is ${atKink} (kink: ${kink}).`] : [];
    });
  const others = kink === '0' && bent.length > 0 ? users.flatMap(({ otherKink }) => otherKink ?? []) : [];
  return [
    ...bent,
    ...others,
    ...(hasKind(law.body, 'winner') ? [`Of equal maxima ${winners[ties]} (ties: ${ties}).`] : []),
  ];
}

const winners: Readonly<Record<TiePolicy, string>> = {
  first: 'the first takes the gradient',
  last: 'the last takes the gradient',
  split: 'all take an equal share of the gradient',
  error: 'none is chosen: they are refused',
};
