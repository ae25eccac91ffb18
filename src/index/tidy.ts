import Fraction from 'fraction.js';
import { apply, functionOf } from '../expr/apply.ts';
import { Graph, Kind } from '../expr/graph.ts';
import { functions } from '../functions/index.ts';
import type { Affine } from './affine.ts';
import {
  add,
  type Formula,
  isReduction,
  multiply,
  number,
  type Range,
  type Reduction,
  type Slope,
  subformulas,
  sum,
  withParts,
} from './formula.ts';
import { below, isInside, type Known } from './inside.ts';
import { lettersIn } from './letters.ts';
import { match } from './match.ts';

/**
 * The same formula as a person would write it: products in products opened, numbers gathered, what a sum's letters do
 * not move taken out of the sum, and what all terms share in front of the bracket. `ranges` says how far its free letters
 * run: what is no entry for some of them stays below the conditions that ask for it.
 */
export function tidy(formula: Formula, ranges: readonly Range[]): Formula {
  return tidied(formula, { ranges, where: [] });
}

function tidied(formula: Formula, known: Known): Formula {
  const inside = below(formula, known);
  const inner = withParts(formula, (part) => tidied(part, inside));
  switch (inner.kind) {
    case 'multiply':
      return product(inner.factors);
    case 'add':
      return sumOf(inner.terms);
    case 'slope':
      return slope(inner);
    case 'sum':
      return takenOut(inner, known);
    default:
      return inner;
  }
}

/** A slope that is the function's own value or a number is written as that: e^x for e^x. */
function slope(formula: Slope): Formula {
  const graph = new Graph(functions);
  const given = formula.arguments.map((argument) =>
    argument.kind === 'number' ? graph.constant(argument.value) : graph.symbols(1),
  );
  const value = apply(graph, formula.function, ...given);
  // Which choice is made at a kink does not matter here: where there is one, the slope is neither.
  const derivative = functionOf(graph, value).derivative(graph, given, '0')[formula.by] ?? graph.zero;
  if (derivative === value) return { ...formula, kind: 'apply' };
  return graph.kind(derivative) === Kind.Constant ? number(graph.valueOf(derivative)) : formula;
}

/** c f g ...: one number in front, left out where it is 1. */
function product(factors: readonly Formula[]): Formula {
  const all = factors.flatMap((factor) => (factor.kind === 'multiply' ? factor.factors : [factor]));
  let coefficient = new Fraction(1);
  const rest: Formula[] = [];
  for (const factor of all) {
    if (factor.kind === 'number') coefficient = coefficient.mul(factor.value);
    else rest.push(factor);
  }
  if (coefficient.equals(0) || rest.length === 0) return number(coefficient);
  return multiply(...(coefficient.equals(1) ? [] : [number(coefficient)]), ...rest);
}

/** sum of c f g_i = c f (sum of g_i), where c and f do not speak of i and are there even if no i satisfies the conditions. */
function takenOut({ over, body, where }: Reduction, known: Known): Formula {
  const letters = new Set(over.map(({ letter }) => letter));
  const factors = factorsOf(body);
  const still = factors.filter(
    (factor) => ![...lettersIn(factor)].some((letter) => letters.has(letter)) && isInside(factor, known),
  );
  const moved = factors.filter((factor) => !still.includes(factor));
  if (still.length === 0) return sum(over, body, where);
  return product([...still, sum(over, product(moved), where)]);
}

/** a f + b f = f (a + b) */
function sumOf(terms: readonly Formula[]): Formula {
  const all = terms
    .flatMap((term) => (term.kind === 'add' ? term.terms : [term]))
    .filter((term) => term.kind !== 'number' || !term.value.equals(0));
  if (all.length < 2) return all[0] ?? number(0);
  const lists = all.map(factorsOf);
  // Only what is no number: 1/4 a + 1/2 b stays; 1/4 a - 1/4 b has its 1/4 in front.
  // A factor may stand in a term more than once: s - s s = s (1 - s).
  const shared = lists.slice(1).reduce<readonly Formula[]>(
    (sofar, list) => {
      const left = [...list];
      return sofar.filter((factor) => {
        const at = left.findIndex((candidate) => same(factor, candidate));
        if (at >= 0) left.splice(at, 1);
        return at >= 0;
      });
    },
    lists[0].filter(({ kind }) => kind !== 'number'),
  );
  const coefficients = lists.map(([first]) => (first?.kind === 'number' ? first.value : new Fraction(1)));
  const [size] = coefficients.map((value) => value.abs());
  const common = coefficients.every((value) => value.abs().equals(size)) ? size : new Fraction(1);
  if (shared.length === 0 && common.equals(1)) return add(...all);
  const rests = lists.map((list) => product([number(new Fraction(1).div(common)), ...without(list, shared)]));
  return product([number(common), ...shared, add(...rests)]);
}

function without(list: readonly Formula[], shared: readonly Formula[]): Formula[] {
  return shared.reduce<Formula[]>(
    (rest, factor) =>
      rest.toSpliced(
        rest.findIndex((candidate) => same(factor, candidate)),
        1,
      ),
    [...list],
  );
}

function factorsOf(formula: Formula): readonly Formula[] {
  return formula.kind === 'multiply' ? formula.factors : [formula];
}

/** The same formula, whatever the letters that its sums bind are called. */
function same(left: Formula, right: Formula): boolean {
  if (left === right) return true;
  const by = match(left, right);
  const bound = new Set(
    [...subformulas(left)].flatMap((part) =>
      isReduction(part) ? part.over.map(({ letter }) => letter) : [],
    ),
  );
  return by !== undefined && [...by].every(([name, form]) => bound.has(name) || isLetter(form, name));
}

function isLetter({ constant, terms }: Affine, name: string): boolean {
  return constant === 0 && terms.length === 1 && terms[0].letter === name && terms[0].coefficient === 1;
}
