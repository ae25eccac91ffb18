import { type Affine, affineLetters, difference, letter } from './affine.ts';
import { apart } from './apart.ts';
import {
  add,
  type Condition,
  type Definition,
  entry,
  type Formula,
  hasKind,
  multiply,
  number,
  type Range,
  range,
  sum,
} from './formula.ts';
import { letterBeside, lettersIn } from './letters.ts';
import { localDerivatives } from './local-derivative.ts';
import { alwaysHolds, simplify } from './simplify.ts';
import { type ConstrainedSum, solved } from './solve.ts';
import { substitute, substitutedCondition } from './substitute.ts';
import type { Tensor } from './tensor.ts';
import { tidy } from './tidy.ts';

/** What takes a tensor: a layer's output or the loss, the rule that makes it, and dL/d(output), a tensor of its shape. */
interface User {
  readonly definition: Definition;
  /** Undefined for the loss itself, whose own cotangent is 1. */
  readonly cotangent: Tensor | undefined;
}

/**
 * The general law for a tensor: the gradient by any of its entries, as one formula over the cotangents of what uses it.
 *
 *   dL/dW[m,n] = sum over i,j of delta[i,j] * I[i+m, j+n]
 *   dL/dI[k,l] = sum over m,n of delta[k-m, l-n] * W[m,n], where 0 <= k-m, l-n < size
 *
 * The chain rule sums cotangent times local derivative over every use of the entry. Which entry a use speaks of is told
 * by its subscripts: where they tell all of their letters apart they are the subscripts of the law itself (a weight, a
 * window beside the next); where they do not (overlapping windows), subscript = entry is an equation, and is solved.
 * Entries that no use reaches have the gradient 0 and may be left out of the law.
 */
export function law(users: readonly User[], by: Tensor, gradient: Tensor): Definition {
  const uses = users.flatMap((user) => usesOf(user, by));
  const axes = by.shape.map((size, axis) => leftAxis(uses, axis, size));
  const used = new Set(uses.flatMap(({ letters }) => [...letters]));
  const left = axes.map(({ shared, ranges }, axis): { form: Affine; ranges: readonly Range[] } => {
    if (shared) return { form: shared, ranges };
    const name = letterBeside(outerLetter(uses[0], axis), used);
    used.add(name);
    return { form: letter(name), ranges: [range(name, by.shape[axis])] };
  });
  const over = left.flatMap(({ ranges }) => ranges);
  const terms = uses.map((use) => termOf(use, axes, left, over));
  const whole = simplify({
    output: gradient,
    over,
    subscripts: left.map(({ form }) => form),
    body: terms.length === 0 ? number(0) : add(...terms),
  });
  return { ...whole, body: tidy(whole.body, whole.over) };
}

/** One way in which an entry enters an output. */
interface Use {
  readonly subscripts: readonly Affine[];
  /** The letters of the output, then those that sums and maxima bind on the way. */
  readonly ranges: readonly Range[];
  readonly outer: ReadonlySet<string>;
  readonly where: readonly Condition[];
  readonly factors: readonly Formula[];
  readonly letters: ReadonlySet<string>;
}

function usesOf({ definition, cotangent }: User, by: Tensor): Use[] {
  return localDerivatives(simplify(definition))
    .filter((local) => local.by.tensor === by)
    .map((local) => {
      const { over, subscripts } = simplify(definition);
      const ranges = [...over, ...local.bound];
      const names = new Set(ranges.map((range) => range.letter));
      const arriving = cotangent ? [entry(cotangent, ...subscripts)] : [];
      // What is bound inside a factor must not be taken for a letter of the law.
      const factors = [...arriving, ...local.factors.map((factor) => apart(factor, names))];
      return {
        subscripts: local.by.subscripts,
        ranges,
        outer: new Set(over.map((range) => range.letter)),
        where: local.where,
        factors,
        letters: new Set([...names, ...factors.flatMap((factor) => [...lettersIn(factor)])]),
      };
    });
}

/** Whether an entry of the tensor may be a candidate of more than one maximum of this rule. */
export function windowsOverlap(definition: Definition, tensor: Tensor): boolean {
  return usesOf({ definition, cotangent: undefined }, tensor).some(
    (use) =>
      asksWinner(use) &&
      (tensor.shape.some((size, axis) => !leftAxis([use], axis, size).shared) ||
        isInSeveral(use, definition)),
  );
}

/** Whether an entry's subscripts leave open which output takes it, as in windows of uneven sizes that overlap. */
function isInSeveral({ subscripts }: Use, { over }: Definition): boolean {
  const told = new Set(affineLetters(...subscripts));
  return over.some(({ letter, size }) => size > 1 && !told.has(letter));
}

function asksWinner({ factors }: Use): boolean {
  return factors.some((factor) => hasKind(factor, 'winner'));
}

interface LeftAxis {
  /** The subscript of all uses, where it is the same and tells its letters apart. */
  readonly shared: Affine | undefined;
  readonly ranges: readonly Range[];
}

/** Whether the law can have the subscript of its uses on its own left-hand side. */
function leftAxis(uses: readonly Use[], axis: number, size: number): LeftAxis {
  const none: LeftAxis = { shared: undefined, ranges: [] };
  if (uses.length === 0) return none;
  const [{ subscripts, ranges }] = uses;
  const form = subscripts[axis];
  const ownRanges = rangesOf(form, ranges);
  const same = uses.every(
    (use) =>
      JSON.stringify(use.subscripts[axis]) === JSON.stringify(form) &&
      JSON.stringify(rangesOf(form, use.ranges)) === JSON.stringify(ownRanges),
  );
  const alone = uses.every((use) =>
    form.terms.every((term) =>
      use.subscripts.every(
        (subscript, at) =>
          at === axis || subscript.terms.every((axisTerm) => axisTerm.letter !== term.letter),
      ),
    ),
  );
  if (!same || !alone || !tellsLettersApart(form, ownRanges)) return none;
  // In padding there is no entry to have a gradient.
  if (!alwaysHolds({ value: form, below: size }, ownRanges)) return none;
  // Several uses together are one law for all entries only if each of them reaches all entries.
  if (uses.length > 1 && !covers(form, ownRanges, size)) return none;
  return { shared: form, ranges: ownRanges };
}

/** The ranges of the letters of a form. */
export function rangesOf({ terms }: Affine, ranges: readonly Range[]): Range[] {
  return ranges.filter((range) => terms.some((term) => term.letter === range.letter));
}

/**
 * Whether two different choices of the letters always give two different values: coefficients like the places of a
 * number system, each larger than all below it together reach.
 */
function tellsLettersApart(form: Affine, ranges: readonly Range[]): boolean {
  let reach = 0;
  for (const { letter: name, coefficient } of form.terms.toSorted((a, b) => a.coefficient - b.coefficient)) {
    if (coefficient <= reach) return false;
    reach += coefficient * (sizeOf(name, ranges) - 1);
  }
  return true;
}

/** Whether a subscript that tells its letters apart takes every value from 0 to size - 1. */
export function covers(form: Affine, ranges: readonly Range[], size: number): boolean {
  const count = form.terms.reduce((product, term) => product * sizeOf(term.letter, ranges), 1);
  return form.constant === 0 && count === size;
}

function sizeOf(name: string, ranges: readonly Range[]): number {
  const found = ranges.find((range) => range.letter === name);
  if (!found) throw new Error(`letter ${name} is not bound`);
  return found.size;
}

/** The letter after which that of the law is named: of the output if one is in the subscript. */
function outerLetter(use: Use | undefined, axis: number): string {
  const terms = use?.subscripts[axis].terms ?? [];
  return (terms.find((term) => use?.outer.has(term.letter)) ?? terms[0])?.letter ?? 'i';
}

/** The sum over the uses of one entry, each letter that an equation settles put in. */
function termOf(
  use: Use,
  axes: readonly LeftAxis[],
  left: readonly { readonly form: Affine }[],
  over: readonly Range[],
): Formula {
  const leftLetters = new Set(over.map((range) => range.letter));
  const equations = axes.flatMap(({ shared }, axis) =>
    shared ? [] : [difference(use.subscripts[axis], left[axis].form)],
  );
  const inner = use.ranges.filter((range) => !leftLetters.has(range.letter));
  // Of a maximum every window that holds the entry is asked whether the entry wins; of a sum, where in it the entry is.
  const inOrder = asksWinner(use)
    ? inner.toSorted((a, b) => Number(use.outer.has(a.letter)) - Number(use.outer.has(b.letter)))
    : inner;
  const term: ConstrainedSum = { ranges: inOrder, where: use.where, equations };
  const { ranges, where, by } = solved(term);
  const factors = use.factors.map((factor) => substitute(factor, by));
  const body = multiply(...(factors.length === 0 ? [number(1)] : factors));
  const summed = inner.filter((range) => ranges.includes(range));
  const conditions = where.map((condition) => substitutedCondition(condition, by));
  return sum(summed, body, conditions);
}
