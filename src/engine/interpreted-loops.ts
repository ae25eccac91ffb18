import { type Affine, rowMajor } from '../index/affine.ts';
import { type Condition, type Entry, entry, type Formula } from '../index/formula.ts';
import type { Tensor } from '../index/tensor.ts';
import type { Bound } from '../program/bounds.ts';
import type { LoopStep } from '../program/loops/loop-step.ts';
import { type Operations, worth } from '../program/worth.ts';
import type { Algebra, Cell, Row } from './algebra/algebra.ts';
import { hoisted } from './hoisted.ts';

/** Where an array, or a variable of loops, begins in memory. */
export interface Places {
  place(tensor: Tensor): number;
  isVariable(tensor: Tensor): boolean;
}

/**
 * Loops as functions in functions, over the numbers of an algebra: the same steps in the same order as the generated
 * ones, where no code may be generated and for numbers that are no doubles.
 */
export class InterpretedLoops<Value> {
  readonly #place: (tensor: Tensor) => number;
  readonly #isVariable: (tensor: Tensor) => boolean;
  readonly #algebra: Algebra<Value, unknown>;
  readonly #operations: Operations<Value>;
  /** The letters of the loops around, the outermost first, and the values that they have while these run. */
  readonly #letters: string[] = [];
  readonly #values: Int32Array = new Int32Array(mostLoops);

  /** What a formula outside the inner loops is worth, by the tensor that stands for it. */
  readonly #outside = new Map<Tensor, Value>();

  constructor({ place, isVariable }: Places, algebra: Algebra<Value, unknown>) {
    this.#place = place;
    this.#isVariable = isVariable;
    this.#algebra = algebra;
    this.#operations = {
      entry: (part) => this.#outside.get(part.tensor) ?? algebra.entry(this.#cell(part)),
      place: (form) => algebra.place(this.#whole(form)),
      reduction: ({ kind }) => {
        throw new Error(`a ${kind} is loops of its own`);
      },
      sum: (terms) => algebra.sum(terms),
      product: (coefficient, over, under) => algebra.product(coefficient, over, under),
      negative: (value) => algebra.negative(value),
      power: (base, exponent, formula) => algebra.power(base, exponent, formula),
      call: (name, given) => algebra.call(name, given),
      choose: ({ left, relation, right, yes, no }, write) =>
        algebra.choose({ left: write(left), relation, right: write(right), yes: write(yes), no: write(no) }),
    };
  }

  /** The steps as a function that does them. */
  steps(steps: readonly LoopStep[]): () => void {
    const runs = steps.map((step) => this.#step(step));
    if (runs.length === 1) return runs[0];
    return () => {
      for (const run of runs) run();
    };
  }

  #step(step: LoopStep): () => void {
    const algebra = this.#algebra;
    switch (step.kind) {
      case 'for':
        return this.#loop(step);
      case 'if': {
        const inner = this.steps(step.steps);
        const tests = step.conditions.map((condition) => this.#test(condition));
        return () => {
          if (tests.every((holds) => holds())) inner();
        };
      }
      case 'variable':
        return algebra.set(
          this.#cell({ kind: 'entry', tensor: step.variable, subscripts: [] }),
          this.#first(step.value),
        );
      case 'set':
        return algebra.set(this.#cell(step.to), this.#first(step.value));
      case 'add':
        return algebra.add(this.#cell(step.to), this.#worth(step.value));
      case 'raise':
        return algebra.raise(this.#cell(step.to), this.#worth(step.value));
      case 'better': {
        const place = algebra.place(this.#whole(step.place));
        const [best, to] = [this.#cell(step.best), this.#cell(step.to)];
        return algebra.better(this.#worth(step.candidate), best, step.orEqual, to, place);
      }
      case 'refuse':
        return algebra.refuse(this.#cell(step.number));
    }
  }

  #loop({ letter, span, steps }: Extract<LoopStep, { kind: 'for' }>): () => void {
    const from = this.#limit(span.from, Math.max);
    const below = this.#limit(span.below, Math.min);
    const depth = this.#letters.length;
    const values = this.#values;
    if (depth === mostLoops) throw new Error(`more than ${mostLoops} loops in one another`);
    this.#letters.push(letter);
    const products = this.#products(letter, steps);
    const inner = products ? undefined : this.steps(steps);
    this.#letters.pop();
    if (products)
      return () => {
        const first = from();
        const count = below() - first;
        values[depth] = first;
        if (count > 0) products(count);
      };
    return () => {
      const end = below();
      for (let value = from(); value < end; value++) {
        values[depth] = value;
        inner?.();
      }
    };
  }

  /** A loop that does nothing but add the products of two entries: a row of them is one action of the algebra. */
  #products(letter: string, steps: readonly LoopStep[]): ((count: number) => void) | undefined {
    const [step] = steps;
    if (steps.length !== 1 || step.kind !== 'add' || step.value.kind !== 'multiply') return undefined;
    const [a, b, ...others] = step.value.factors;
    if (others.length > 0 || a.kind !== 'entry' || b.kind !== 'entry') return undefined;
    const row = (entry: Entry): Row => ({
      ...this.#cell(entry),
      step:
        rowMajor(entry.tensor.shape, entry.subscripts).terms.find((term) => term.letter === letter)
          ?.coefficient ?? 0,
    });
    return this.#algebra.addProducts(row(step.to), row(a), row(b));
  }

  /** A formula in the order of operations of the generated loops, which find some parts outside. */
  #worth(formula: Formula, depth = this.#letters.length): Value {
    const standing = {
      depth,
      depthOf: (letter: string) => this.#letters.lastIndexOf(letter) + 1,
      isVariable: this.#isVariable,
    };
    const written = hoisted(formula, standing, (part, outer) => {
      const tensor: Tensor = { name: '', shape: [], role: 'output' };
      this.#outside.set(tensor, this.#worth(part, outer));
      return entry(tensor);
    });
    return worth(written, this.#operations);
  }

  #first(formula: Formula | 'lowest'): Value | 'lowest' {
    return formula === 'lowest' ? formula : this.#worth(formula);
  }

  #cell({ tensor, subscripts }: Entry): Cell {
    const { constant, terms } = rowMajor(tensor.shape, subscripts);
    return { array: tensor.name, at: this.#whole({ constant: this.#place(tensor) + constant, terms }) };
  }

  /** constant + sum of coefficient * letter */
  #whole({ constant, terms }: Affine): () => number {
    const values = this.#values;
    const depths = terms.map(({ letter }) => this.#letters.lastIndexOf(letter));
    if (depths.includes(-1)) throw new Error('a letter is not bound');
    const factors = terms.map(({ coefficient }) => coefficient);
    const [i, j, k, l] = depths;
    const [p, q, r, s] = factors;
    switch (terms.length) {
      case 0:
        return () => constant;
      case 1:
        return () => constant + p * values[i];
      case 2:
        return () => constant + p * values[i] + q * values[j];
      case 3:
        return () => constant + p * values[i] + q * values[j] + r * values[k];
      case 4:
        return () => constant + p * values[i] + q * values[j] + r * values[k] + s * values[l];
      default:
        return () => {
          let total = constant;
          for (let at = 0; at < depths.length; at++) total += factors[at] * values[depths[at]];
          return total;
        };
    }
  }

  #limit(bounds: readonly Bound[], outermost: (a: number, b: number) => number): () => number {
    const limits = bounds.map(({ form, divisor }) => {
      const whole = this.#whole(form);
      return divisor === 1 ? whole : () => Math.ceil(whole() / divisor);
    });
    return limits.reduce((before, limit) => () => outermost(before(), limit()));
  }

  /** 0 <= value < below */
  #test({ value, below }: Condition): () => boolean {
    const whole = this.#whole(value);
    return () => {
      const found = whole();
      return found >= 0 && found < below;
    };
  }
}

const mostLoops = 64;
