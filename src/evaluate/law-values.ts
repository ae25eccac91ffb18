import type { Subgradient } from '../expr/differentiate.ts';
import type { TiePolicy } from '../expr/max.ts';
import { nearestDouble } from '../expr/nearest-double.ts';
import { functionNamed } from '../functions/index.ts';
import { logsumexp } from '../functions/logsumexp.ts';
import { rowMajor } from '../index/affine.ts';
import type { Definition, Formula, Reduction, Slope, Winner } from '../index/formula.ts';
import { freeLetters } from '../index/free-letters.ts';
import { lettersIn } from '../index/letters.ts';
import { compile, forEach, holding, loops, type SlotValues, slotOf } from '../index/loops.ts';
import { entryCount, type Tensor } from '../index/tensor.ts';
import { TieRefused } from '../model/tie-refused.ts';
import { slopeValue } from './slope-value.ts';

/** Numbers of tensors, row-major. */
export type Arrays = ReadonlyMap<Tensor, Float64Array>;

export type Value = (letters: SlotValues) => number;

/**
 * The numbers of the output that these definitions make together, a layer's rule or a law, in double precision: loops
 * over the letters, and no expression graph. What no definition reaches is 0.
 */
export function definitionValues(
  definitions: readonly Definition[],
  arrays: Arrays,
  choice: Subgradient,
  other?: OtherChoice,
): Float64Array {
  const outputs = new Float64Array(entryCount(definitions[0].output.shape));
  for (const { output, over, subscripts, body } of definitions) {
    const names = new Set([...over.map(({ letter }) => letter), ...lettersIn(body)]);
    const slots = new Map([...names].map((name, at) => [name, at]));
    const letters = new Int32Array(slots.size);
    const value = evaluator({ arrays, slots, choice, ...(other && { other }) }, body);
    const place = compile(rowMajor(output.shape, subscripts), slots);
    forEach(over, slots, letters, () => {
      outputs[place(letters)] = value(letters);
    });
  }
  return outputs;
}

/** What a formula is turned into numbers with. */
export interface Surroundings {
  readonly arrays: Pick<Arrays, 'get'>;
  readonly slots: ReadonlyMap<string, number>;
  readonly choice: Subgradient;
  readonly other?: OtherChoice;
}

/** Another choice at one place: undefined everywhere else, where all is as the conventions have it. */
export interface OtherChoice {
  slope(formula: Slope, slots: ReadonlyMap<string, number>): (letters: SlotValues) => number | undefined;
  /** What a member of a maximum gets, by its place among the members. */
  share(
    maximum: Reduction,
    slots: ReadonlyMap<string, number>,
  ): (letters: SlotValues, member: number) => number | undefined;
}

/** A formula as a function of the values of its letters. */
export function evaluator(around: Surroundings, formula: Formula): Value {
  const { arrays, slots } = around;
  const inner = (part: Formula): Value => evaluator(around, part);
  switch (formula.kind) {
    case 'number': {
      const value = nearestDouble(formula.value);
      return () => value;
    }
    case 'entry': {
      const numbers = arrays.get(formula.tensor);
      if (!numbers) throw new Error(`${formula.tensor.name} has no numbers`);
      const place = compile(rowMajor(formula.tensor.shape, formula.subscripts), slots);
      return (letters) => numbers[place(letters)];
    }
    case 'add': {
      const terms = formula.terms.map(inner);
      return (letters) => terms.reduce((total, term) => total + term(letters), 0);
    }
    case 'multiply': {
      const factors = formula.factors.map(inner);
      const [a, b] = factors;
      if (factors.length === 2) return (letters) => a(letters) * b(letters);
      return (letters) => factors.reduce((product, factor) => product * factor(letters), 1);
    }
    case 'power': {
      const base = inner(formula.base);
      const exponent = nearestDouble(formula.exponent);
      return (letters) => base(letters) ** exponent;
    }
    case 'apply': {
      const applied = functionNamed(formula.function);
      const given = formula.arguments.map(inner);
      return (letters) => applied.value(given.map((argument) => argument(letters)));
    }
    case 'place':
      return compile(formula.value, slots);
    case 'slope': {
      const slope = slopeValue(formula, around.choice.kink);
      const given = formula.arguments.map(inner);
      const other = around.other?.slope(formula, slots);
      return (letters) => other?.(letters) ?? slope(given.map((argument) => argument(letters)));
    }
    case 'where': {
      const holds = holding(formula.conditions, slots);
      const body = inner(formula.body);
      return (letters) => (holds(letters) ? body(letters) : 0);
    }
    case 'winner':
      return wins(around, formula);
    case 'sum':
    case 'max':
    case 'logsumexp':
      return kept(formula, slots, reduction(formula, inner(formula.body), slots));
  }
}

/** The share of the member at the wanted letters, told by its place among the members. */
function wins({ arrays, slots, choice, other }: Surroundings, { of, at }: Winner): Value {
  // The letters of the maximum have a meaning of their own inside it.
  const inside = new Map(slots);
  const outer = slots.size;
  for (const [which, { letter }] of of.over.entries()) inside.set(letter, outer + which);
  const body = evaluator({ arrays, slots: inside, choice }, of.body);
  const each = loops(of, inside);
  const wanted = at.map((form) => compile(form, slots));
  const places = of.over.map(({ letter }) => slotOf(inside, letter));
  const innerSlots = new Int32Array(outer + of.over.length);
  const otherShare = other?.share(of, inside);
  return (letters) => {
    innerSlots.set(letters.subarray(0, outer));
    const sought = wanted.map((value) => value(letters));
    const members: number[] = [];
    let which = -1;
    each(innerSlots, () => {
      if (places.every((place, axis) => innerSlots[place] === sought[axis])) which = members.length;
      members.push(body(innerSlots));
    });
    if (which < 0) return 0;
    return otherShare?.(innerSlots, which) ?? share(members, which, choice.ties);
  };
}

/** What one member of a maximum gets: over all members the shares sum to 1. */
function share(members: readonly number[], which: number, ties: TiePolicy): number {
  const largest = members.reduce((most, member) => Math.max(most, member));
  if (members[which] !== largest) return 0;
  const tied = members.filter((member) => member === largest).length;
  switch (ties) {
    case 'first':
      return members.indexOf(largest) === which ? 1 : 0;
    case 'last':
      return members.lastIndexOf(largest) === which ? 1 : 0;
    case 'split':
      return 1 / tied;
    case 'error':
      if (tied > 1) throw new TieRefused(tied);
      return 1;
  }
}

function reduction(formula: Reduction, body: Value, slots: ReadonlyMap<string, number>): Value {
  const each = loops(formula, slots);
  if (formula.kind === 'sum')
    return (letters) => {
      let total = 0;
      each(letters, () => {
        total += body(letters);
      });
      return total;
    };
  return (letters) => {
    const members: number[] = [];
    each(letters, () => {
      members.push(body(letters));
    });
    if (members.length === 0) throw new Error(`a ${formula.kind} over nothing has no value`);
    return formula.kind === 'max'
      ? members.reduce((most, member) => Math.max(most, member))
      : logsumexp.value(members);
  };
}

/** The value is kept as long as the letters on which it depends stay: the log of a softmax is taken once a vector. */
function kept(formula: Reduction, slots: ReadonlyMap<string, number>, value: Value): Value {
  const free = [...freeLetters(formula)].map((name) => slots.get(name)).filter((slot) => slot !== undefined);
  const last = new Int32Array(free.length).fill(-1);
  let result: number | undefined;
  return (letters) => {
    if (result !== undefined && free.every((slot, at) => letters[slot] === last[at])) return result;
    for (const [at, slot] of free.entries()) last[at] = letters[slot];
    result = value(letters);
    return result;
  };
}
