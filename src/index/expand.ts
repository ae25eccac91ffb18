import { apply } from '../expr/apply.ts';
import type { Graph, Node } from '../expr/graph.ts';
import { max } from '../expr/max.ts';
import { power } from '../expr/power.ts';
import { product } from '../expr/product.ts';
import { sum } from '../expr/sum.ts';
import {
  type Affine,
  type Definition,
  type Formula,
  type Range,
  type Reduction,
  subformulas,
} from './formula.ts';
import { entryCount, type Shape, type Tensor } from './tensor.ts';

/** The nodes of a tensor's entries, row-major. */
export type Entries = ReadonlyMap<Tensor, Int32Array>;

/** The current value of every letter, by its slot. */
type Letters = Int32Array;
type Build = (letters: Letters) => Node;

/**
 * One expression for each entry of the definition's output. The formula is turned once into closures over letter
 * slots; subscripts become one affine row-major position, since the strides of an array are constants.
 */
export function expand(graph: Graph, definition: Definition, entries: Entries): Int32Array {
  const slots = new Map<string, number>();
  for (const letter of lettersOf(definition)) slots.set(letter, slots.size);
  const letters = new Int32Array(slots.size);
  const body = build(graph, definition.body, entries, slots);
  const place = compile(flatten(definition.output.shape, definition.subscripts), slots);
  const outputs = new Int32Array(entryCount(definition.output.shape)).fill(-1);
  forEach(definition.over, slots, letters, () => {
    outputs[place(letters)] = body(letters);
  });
  if (outputs.includes(-1))
    throw new Error(`the formula of ${definition.output.name} leaves entries without a value`);
  return outputs;
}

function build(graph: Graph, formula: Formula, entries: Entries, slots: ReadonlyMap<string, number>): Build {
  const inner = (part: Formula): Build => build(graph, part, entries, slots);
  switch (formula.kind) {
    case 'number': {
      const node = graph.constant(formula.value);
      return () => node;
    }
    case 'entry': {
      const nodes = entries.get(formula.tensor);
      if (!nodes) throw new Error(`${formula.tensor.name} is used before it is defined`);
      const place = compile(flatten(formula.tensor.shape, formula.subscripts), slots);
      return (letters) => nodes[place(letters)];
    }
    case 'add': {
      const terms = formula.terms.map(inner);
      return (letters) =>
        sum(
          graph,
          terms.map((term) => term(letters)),
        );
    }
    case 'multiply': {
      const factors = formula.factors.map(inner);
      return (letters) =>
        product(
          graph,
          factors.map((factor) => factor(letters)),
        );
    }
    case 'power': {
      const base = inner(formula.base);
      const exponent = graph.constant(formula.exponent);
      return (letters) => power(graph, base(letters), exponent);
    }
    case 'apply': {
      const argument = inner(formula.argument);
      return (letters) => apply(graph, formula.function, argument(letters));
    }
    case 'sum':
    case 'max':
      return reduction(graph, formula, inner(formula.body), slots);
  }
}

function reduction(graph: Graph, formula: Reduction, body: Build, slots: ReadonlyMap<string, number>): Build {
  const conditions = formula.where.map(({ value, below }) => ({ value: compile(value, slots), below }));
  return (letters) => {
    const members: Node[] = [];
    forEach(formula.over, slots, letters, () => {
      for (const { value, below } of conditions) {
        const at = value(letters);
        if (at < 0 || at >= below) return;
      }
      members.push(body(letters));
    });
    if (formula.kind === 'sum') return sum(graph, members);
    if (members.length === 0) throw new Error('a maximum over nothing has no value');
    return max(graph, members);
  };
}

/** Calls `visit` for every combination of the ranges, the last letter fastest. */
function forEach(
  over: readonly Range[],
  slots: ReadonlyMap<string, number>,
  letters: Letters,
  visit: () => void,
): void {
  const places = over.map(({ letter }) => slotOf(slots, letter));
  if (over.some(({ size }) => size === 0)) return;
  for (const place of places) letters[place] = 0;
  for (;;) {
    visit();
    let axis = over.length - 1;
    while (axis >= 0 && ++letters[places[axis]] === over[axis].size) letters[places[axis--]] = 0;
    if (axis < 0) return;
  }
}

/** Row-major position as one affine form: ((i * H) + j) * W + k. */
function flatten(shape: Shape, subscripts: readonly Affine[]): Affine {
  let constant = 0;
  const coefficients = new Map<string, number>();
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    constant += stride * subscripts[axis].constant;
    for (const { letter, coefficient } of subscripts[axis].terms) {
      coefficients.set(letter, (coefficients.get(letter) ?? 0) + stride * coefficient);
    }
    stride *= shape[axis];
  }
  return { constant, terms: Array.from(coefficients, ([letter, coefficient]) => ({ letter, coefficient })) };
}

function compile(form: Affine, slots: ReadonlyMap<string, number>): (letters: Letters) => number {
  const { constant } = form;
  const places = Int32Array.from(form.terms, ({ letter }) => slotOf(slots, letter));
  const coefficients = Float64Array.from(form.terms, ({ coefficient }) => coefficient);
  return (letters) => {
    let value = constant;
    for (let i = 0; i < places.length; i++) value += coefficients[i] * letters[places[i]];
    return value;
  };
}

function slotOf(slots: ReadonlyMap<string, number>, letter: string): number {
  const slot = slots.get(letter);
  if (slot === undefined) throw new Error(`letter ${letter} is not bound`);
  return slot;
}

function lettersOf({ over, body }: Definition): Set<string> {
  const inner = [...subformulas(body)].flatMap((part) =>
    part.kind === 'sum' || part.kind === 'max' ? part.over : [],
  );
  return new Set([...over, ...inner].map(({ letter }) => letter));
}
