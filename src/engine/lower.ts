import {
  add,
  type Condition,
  entry,
  type Formula,
  isReduction,
  parts,
  type Range,
} from '../index/formula.ts';
import { entryCount, type Tensor } from '../index/tensor.ts';
import type { CodeNames } from '../program/code-names.ts';
import { coversAll } from '../program/covers-all.ts';
import type { LoopStep } from '../program/loops/loop-step.ts';
import { loopsOf } from '../program/loops/steps.ts';
import { scattered } from '../program/scattered.ts';
import type { RulePart, RuleStatement, Statement } from '../program/statement.ts';
import { arraysIn } from '../program/used.ts';
import { type Contraction, contractionOf, type Operand, productCount } from './contraction.ts';
import type { Places } from './interpreted-loops.ts';
import type { Copy, Job } from './job.ts';
import type { MemoryPlan } from './memory-plan.ts';
import { borderedShape } from './offsets.ts';
import { copyOf, productsOf } from './products.ts';

/** Below so many products loops are done before a kernel is called. */
export const fewProducts = 2000;

/** The jobs that make one array. */
export interface Stage {
  readonly array: Tensor;
  /** The names of the arrays that they take. */
  readonly reads: ReadonlySet<string>;
  /** About how many operations they are. */
  readonly work: number;
  readonly from: number;
  readonly to: number;
}

/** Statements as jobs over a memory. */
export class Lowering {
  readonly jobs: Job[] = [];
  /** The jobs of each statement, in order. */
  readonly stages: Stage[] = [];
  /** Copies with borders of an array, by its name: to be made again where it is changed from outside. */
  readonly copies = new Map<string, Copy[]>();
  readonly #names: CodeNames;
  readonly #plan: MemoryPlan;
  readonly #few: number;
  /** Copies with borders that hold what their array holds, by their names; by the name of the array. */
  readonly #fresh = new Map<string, Set<string>>();

  constructor(names: CodeNames, plan: MemoryPlan, few: number) {
    this.#names = names;
    this.#plan = plan;
    this.#few = few;
  }

  statement(statement: Statement): void {
    const { array } = statement;
    const from = this.jobs.length;
    if (statement.kind === 'rule') this.#rule(statement);
    else this.#loops(statement);
    this.#fresh.delete(array.name);
    const reads = new Set([...arraysIn([statement])].map(({ name }) => name));
    this.stages.push({ array, reads, work: workOf(statement), from, to: this.jobs.length });
  }

  #rule(rule: RuleStatement): void {
    const { array } = rule;
    const at = this.#plan.place(array);
    const turned = rule.parts.flatMap((part) => this.#turned(part));
    if (turned.some(({ adds }) => adds) || !turned.some(coversAll))
      this.jobs.push({ kind: 'clear', at, length: entryCount(array.shape) });
    for (const part of turned) this.#part(array, part);
  }

  /** A term whose conditions hold for less than half of their letters' values, from the other side. */
  #turned(part: RulePart): RulePart[] {
    const terms = termsOf(part.body);
    const turned = terms.map((body) => {
      const term = { ...part, body };
      const contraction = contractionOf(entry(part.output, ...part.subscripts), part.over, body);
      if (!contraction || productCount(contraction) < this.#few) return undefined;
      return scattered(term, mostlyFails, this.#names);
    });
    if (turned.every((part) => part === undefined)) return [part];
    return terms.map((body, at): RulePart => turned[at] ?? { ...part, body, adds: true });
  }

  /** The terms that are products of two entries by kernels, the rest by loops before them. */
  #part(array: Tensor, part: RulePart): void {
    const terms = termsOf(part.body);
    const to = entry(array, ...part.subscripts);
    const contractions = terms.map((term) => {
      const contraction = contractionOf(to, part.over, term);
      return contraction && productCount(contraction) >= this.#few ? contraction : undefined;
    });
    const rest = terms.filter((_, at) => contractions[at] === undefined);
    if (rest.length > 0)
      this.#loops({ kind: 'rule', comment: () => [], array, parts: [{ ...part, body: add(...rest) }] });
    let sets = !part.adds && rest.length === 0;
    for (const contraction of contractions) {
      if (!contraction) continue;
      this.#contraction(contraction, sets);
      sets = false;
    }
  }

  #contraction(contraction: Contraction, sets: boolean): void {
    const { a, b, to } = contraction;
    const array = this.#plan.place(to.entry.tensor);
    const places = { a: this.#operand(a), b: this.#operand(b), to: this.#placeOf(to, 'into') };
    if (!to.borders) {
      this.jobs.push(productsOf(contraction, places, sets, this.#plan));
      return;
    }
    this.jobs.push(
      { kind: 'clear', at: places.to, length: entryCount(borderedShape(to)) },
      productsOf(contraction, places, false, this.#plan),
      copyOf(to, array, places.to, 'out', true),
    );
  }

  /** Where an operand is read: with its borders, which stay 0, copied where the array has changed. */
  #operand(operand: Operand): number {
    const { tensor } = operand.entry;
    const at = this.#placeOf(operand, 'from');
    if (!operand.borders) return at;
    const fresh = this.#fresh.get(tensor.name) ?? new Set();
    const name = borderedName(operand, 'from');
    if (fresh.has(name)) return at;
    const copy = copyOf(operand, this.#plan.place(tensor), at, 'in', false);
    this.jobs.push(copy);
    this.copies.set(tensor.name, [...(this.copies.get(tensor.name) ?? []), copy]);
    this.#fresh.set(tensor.name, fresh.add(name));
    return at;
  }

  #placeOf(operand: Operand, way: Way): number {
    const { tensor } = operand.entry;
    if (!operand.borders) return this.#plan.place(tensor);
    return this.#plan.place({ name: borderedName(operand, way), shape: borderedShape(operand) });
  }

  #loops(statement: Statement): void {
    const { before, steps } = loopsOf(statement, this.#names);
    if (statement.kind !== 'refusal') this.#plan.place(statement.array);
    for (const rule of before) this.statement(rule);
    this.#variables(steps);
    this.jobs.push({ kind: 'loops', steps });
  }

  /** Places for the variables of loops that are interpreted. */
  #variables(steps: readonly LoopStep[]): void {
    for (const step of steps) {
      if (step.kind === 'for' || step.kind === 'if') this.#variables(step.steps);
      if (step.kind === 'variable')
        this.#plan.place({ ...step.variable, name: variableName(step.variable.name) });
    }
  }
}

/** The values of all letters of a statement, those below its sums too. */
function workOf(statement: Statement): number {
  const sizes = (ranges: readonly Range[]): number => ranges.reduce((count, { size }) => count * size, 1);
  const inner = (formula: Formula): number =>
    parts(formula).reduce((work, part) => work + inner(part), 1) *
    (isReduction(formula) ? sizes(formula.over) : 1);
  switch (statement.kind) {
    case 'rule':
      return statement.parts.reduce((work, { over, body }) => work + sizes(over) * inner(body), 0);
    case 'winner':
      return sizes(statement.over) * inner(statement.of);
    case 'refusal':
      return entryCount(statement.array.shape);
  }
}

/** No array is called so. */
function variableName(name: string): string {
  return ` variable ${name}`;
}

/** Where arrays, and variables of loops, are found. */
export function placesOf(plan: MemoryPlan): Places {
  return {
    place: ({ name }) => {
      const place = plan.known(name) ?? plan.known(variableName(name));
      if (place === undefined) throw new Error(`${name} has no place`);
      return place;
    },
    isVariable: ({ name }) => plan.known(name) === undefined,
  };
}

/** What is written into a copy leaves its borders full of what is cropped: it is none to read from. */
type Way = 'from' | 'into';

/** No array of a program is called so: it has blanks in it. */
function borderedName({ entry: { tensor }, borders = [] }: Operand, way: Way): string {
  return `${tensor.name} ${way} ${borders.map(({ before, after }) => `${before},${after}`).join(' ')}`;
}

function termsOf(body: Formula): readonly Formula[] {
  return body.kind === 'add' ? body.terms : [body];
}

/** Whether a condition holds for less than half of the values that it speaks of. */
function mostlyFails({ value, below }: Condition, sizes: readonly number[]): boolean {
  const values = value.terms.reduce(
    (count, { coefficient }, at) => count + Math.abs(coefficient) * (sizes[at] - 1),
    1,
  );
  return values > 2 * below;
}
