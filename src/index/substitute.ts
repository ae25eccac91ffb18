import { affineLetters, letter, type Substitution, substituted } from './affine.ts';
import {
  type Condition,
  type Formula,
  isReduction,
  type Range,
  type Reduction,
  withParts,
} from './formula.ts';
import { letterBeside, lettersIn } from './letters.ts';

export function substitutedCondition({ value, below }: Condition, by: Substitution): Condition {
  return { value: substituted(value, by), below };
}

/** A formula with its free letters replaced. A letter that it binds goes by another name where what comes in has its name. */
export function substitute(formula: Formula, by: Substitution): Formula {
  switch (formula.kind) {
    case 'entry':
      return { ...formula, subscripts: formula.subscripts.map((form) => substituted(form, by)) };
    case 'place':
      return { kind: 'place', value: substituted(formula.value, by) };
    case 'where':
      return {
        ...formula,
        conditions: formula.conditions.map((condition) => substitutedCondition(condition, by)),
        body: substitute(formula.body, by),
      };
    case 'winner': {
      const inner = withParts(formula, (part) => substitute(part, by));
      return { ...inner, at: formula.at.map((form) => substituted(form, by)) } as Formula;
    }
    default:
      return isReduction(formula)
        ? belowBinder(formula, by)
        : withParts(formula, (part) => substitute(part, by));
  }
}

function belowBinder(reduction: Reduction, by: Substitution): Reduction {
  const bound = new Set(reduction.over.map((range) => range.letter));
  const free = new Map([...by].filter(([name]) => !bound.has(name)));
  const coming = new Set(affineLetters(...free.values()));
  const clashes = reduction.over.some((range) => coming.has(range.letter));
  const { where, body, ...rest } = clashes
    ? fresh(reduction, new Set([...coming, ...free.keys()]))
    : reduction;
  return {
    ...rest,
    where: where.map((condition) => substitutedCondition(condition, free)),
    body: substitute(body, free),
  };
}

/** The same reduction with other letters, for a place where its own have a meaning already, as `outside` have. */
export function fresh(reduction: Reduction, outside: ReadonlySet<string> = new Set()): Reduction {
  const used = new Set([...outside, ...lettersIn(reduction)]);
  const names = new Map<string, string>();
  for (const { letter: name } of reduction.over) {
    const newName = letterBeside(name, used);
    used.add(newName);
    names.set(name, newName);
  }
  const by = new Map([...names].map(([name, newName]) => [name, letter(newName)]));
  return {
    ...reduction,
    over: reduction.over.map(
      (range): Range => ({ ...range, letter: names.get(range.letter) ?? range.letter }),
    ),
    where: reduction.where.map((condition) => substitutedCondition(condition, by)),
    body: substitute(reduction.body, by),
  };
}
