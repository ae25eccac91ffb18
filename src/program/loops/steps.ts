import { letter } from '../../index/affine.ts';
import {
  add,
  apply,
  type Condition,
  type Entry,
  entry,
  type Formula,
  isReduction,
  minus,
  number,
  type Range,
  type Reduction,
  type Where,
  withParts,
} from '../../index/formula.ts';
import { freeLetters } from '../../index/free-letters.ts';
import { isInside } from '../../index/inside.ts';
import type { Tensor } from '../../index/tensor.ts';
import type { CodeNames } from '../code-names.ts';
import { keyOf } from '../key.ts';
import { placeAmong } from '../place-among.ts';
import { repeated } from '../repeated.ts';
import type { RulePart, RuleStatement, Statement } from '../statement.ts';
import type { LoopStep } from './loop-step.ts';
import { type Level, level, nest } from './nest.ts';

/** The loops of a statement, and the arrays on the way to it that are made before. */
interface Loops {
  readonly before: readonly RuleStatement[];
  readonly steps: readonly LoopStep[];
}

export function loopsOf(statement: Statement, names: CodeNames): Loops {
  const before: RuleStatement[] = [];
  const steps = stepsOf(statement, names, before);
  return { before, steps };
}

function stepsOf(statement: Statement, names: CodeNames, before: RuleStatement[]): LoopStep[] {
  const { array } = statement;
  const outside = [level()];
  const within = (
    over: readonly Range[],
    make: (levels: readonly Level[]) => readonly LoopStep[],
  ): LoopStep[] => {
    const steps = nest(over, [], outside, make);
    return [...outside[0].steps, ...steps];
  };
  switch (statement.kind) {
    case 'rule':
      return statement.parts.flatMap((part) => partSteps(part, new Accumulators(names, before, part.body)));
    case 'winner': {
      const { over, of, ties } = statement;
      const to = entry(array, ...over.map((range) => letter(range.letter)));
      const sums = new Accumulators(names, before, of.body);
      return within(over, (levels) => {
        const best = scalar(names.newName('best'));
        const loops = nest(of.over, of.where, levels, (inside) => [
          {
            kind: 'better',
            candidate: sums.value(of.body, inside),
            best: entry(best),
            orEqual: ties === 'last',
            to,
            place: placeAmong(of.over),
          },
        ]);
        return [
          { kind: 'variable', variable: best, value: 'lowest', changes: true },
          { kind: 'set', to, value: number(0) },
          ...loops,
        ];
      });
    }
    case 'refusal': {
      const letters = new Set<string>();
      const over = array.shape.map((size): Range => {
        const letter = names.newLetter(letters);
        letters.add(letter);
        return { letter, size };
      });
      return within(over, () => [
        { kind: 'refuse', number: entry(array, ...over.map((range) => letter(range.letter))) },
      ]);
    }
  }
}

function partSteps(part: RulePart, sums: Accumulators): LoopStep[] {
  const { output, over, subscripts } = part;
  const { where, body } = conditional(part.body);
  const to = entry(output, ...subscripts);
  const outside = [level()];
  const steps = nest(over, where, outside, (levels) => {
    if (part.adds) return added(to, body, levels, sums);
    if (body.kind === 'max') {
      const loops = nest(body.over, body.where, levels, (inside) => [
        { kind: 'raise', to, value: sums.value(body.body, inside) },
      ]);
      return [{ kind: 'set', to, value: 'lowest' }, ...loops];
    }
    const terms = body.kind === 'add' ? body.terms : [body];
    const direct = terms.filter(isAdded);
    if (direct.length === 0) return [{ kind: 'set', to, value: sums.value(body, levels) }];
    const rest = terms.filter((term) => !isAdded(term));
    const first = sums.value(rest.length === 0 ? number(0) : add(...rest), levels);
    return [{ kind: 'set', to, value: first }, ...direct.flatMap((term) => added(to, term, levels, sums))];
  });
  return [...outside[0].steps, ...steps];
}

/** Whether a term is added to a variable or an entry that has a value already. */
function isAdded(formula: Formula): formula is Where | Reduction {
  return formula.kind === 'sum' || formula.kind === 'where';
}

/** A value and the conditions that it is under. */
function conditional(body: Formula): { readonly where: readonly Condition[]; readonly body: Formula } {
  return body.kind === 'where' ? { where: body.conditions, body: body.body } : { where: [], body };
}

/** to += value, a sum term by term, what is under conditions only where they hold. */
function added(to: Entry, value: Formula, levels: readonly Level[], sums: Accumulators): LoopStep[] {
  if (value.kind === 'where')
    return nest([], value.conditions, levels, (inside) => added(to, value.body, inside, sums));
  if (value.kind !== 'sum') return [{ kind: 'add', to, value: sums.value(value, levels) }];
  return nest(value.over, value.where, levels, (inside) => added(to, value.body, inside, sums));
}

function scalar(name: string): Tensor {
  return { name, shape: [], role: 'output' };
}

/**
 * Takes sums, maxima and what occurs twice out of a formula: each is a variable, found in loops of its own at the
 * outermost level where all of its letters have values, or an array where a variable would be found again and again.
 */
class Accumulators {
  readonly #names: CodeNames;
  readonly #before: RuleStatement[];
  readonly #repeated: ReadonlySet<string>;

  constructor(names: CodeNames, before: RuleStatement[], whole: Formula) {
    this.#names = names;
    this.#before = before;
    this.#repeated = repeated(whole);
  }

  /** The formula without them; the steps that they need are added to the levels. */
  value(formula: Formula, levels: readonly Level[]): Formula {
    const key = keyOf(formula);
    const gathered = isReduction(formula) || formula.kind === 'where';
    if (!gathered && !this.#repeated.has(key)) return withParts(formula, (part) => this.value(part, levels));
    const free = freeLetters(formula);
    const depth = levels.findLastIndex(({ range }) => range === undefined || free.has(range.letter));
    const upTo = levels.slice(0, depth + 1);
    for (const { known } of upTo) {
      const found = known.get(key);
      if (found) return found;
    }
    const found = gathered
      ? this.#gathered(formula, free, upTo)
      : this.#variable(
          'inner',
          withParts(formula, (part) => this.value(part, upTo)),
          upTo,
        );
    levels[depth].known.set(key, found);
    return found;
  }

  #variable(name: string, value: Formula, levels: readonly Level[]): Entry {
    const variable = scalar(this.#names.newName(name));
    levels[levels.length - 1].steps.push({ kind: 'variable', variable, value, changes: false });
    return entry(variable);
  }

  #gathered(formula: Reduction | Where, free: ReadonlySet<string>, levels: readonly Level[]): Entry {
    const ranges = levels.flatMap(({ range }) => (range && free.has(range.letter) ? [range] : []));
    const everyTime = levels.some(({ range }) => range && !free.has(range.letter));
    if (everyTime && isInside(formula, { ranges, where: [] })) return this.#array(formula, ranges);
    if (formula.kind === 'logsumexp') return this.#logsumexp(formula, levels);
    const variable = scalar(this.#names.newName(formula.kind === 'max' ? 'most' : 'total'));
    const to = entry(variable);
    const loops =
      formula.kind === 'max'
        ? nest(formula.over, formula.where, levels, (inside) => [
            { kind: 'raise', to, value: this.value(formula.body, inside) },
          ])
        : added(to, formula, levels, this);
    const value = formula.kind === 'max' ? 'lowest' : number(0);
    levels[levels.length - 1].steps.push({ kind: 'variable', variable, value, changes: true }, ...loops);
    return to;
  }

  /** log(sum of e^x_k) = m + log(sum of e^(x_k - m)) with the largest x_k as m, in which nothing overflows */
  #logsumexp(formula: Reduction, levels: readonly Level[]): Entry {
    const most = this.value({ ...formula, kind: 'max' }, levels);
    const body = apply('exp', minus(formula.body, most));
    const total = this.value({ ...formula, kind: 'sum', body }, levels);
    return this.#variable('logsum', add(most, apply('log', total)), levels);
  }

  #array(formula: Reduction | Where, over: readonly Range[]): Entry {
    const name = this.#names.newName(formula.kind === 'max' ? 'most' : 'total');
    const output: Tensor = { name, shape: over.map(({ size }) => size), role: 'output' };
    const subscripts = over.map((range) => letter(range.letter));
    const made = entry(output, ...subscripts);
    this.#before.push({
      kind: 'rule',
      comment: () => [`${this.#names.describe(made)} = ${this.#names.describe(formula)}`],
      array: output,
      parts: [{ output, over, subscripts, body: formula, adds: false }],
    });
    return made;
  }
}
