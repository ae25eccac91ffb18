import { apply } from '../expr/apply.ts';
import type { Subgradient } from '../expr/differentiate.ts';
import type { Graph } from '../expr/graph.ts';
import { max, winner } from '../expr/max.ts';
import type { Node } from '../expr/node.ts';
import { power } from '../expr/power.ts';
import { product } from '../expr/product.ts';
import { sum } from '../expr/sum.ts';
import { rowMajor } from './affine.ts';
import {
  type Definition,
  type Formula,
  isReduction,
  type Reduction,
  subformulas,
  type Winner,
} from './formula.ts';
import { compile, forEach, holding, loops, type SlotValues, slotOf } from './loops.ts';
import { entryCount, type Tensor } from './tensor.ts';

/** The nodes of a tensor's entries, row-major. */
type Entries = ReadonlyMap<Tensor, Int32Array>;

type Build = (letters: SlotValues) => Node;

/**
 * One expression for each entry of the output that these definitions make together. A formula is turned once into
 * closures over letter slots; subscripts become one affine row-major position, since the strides of an array are
 * constants.
 */
export function expand(graph: Graph, definitions: readonly Definition[], entries: Entries): Int32Array {
  const outputs = expandWhereDefined(graph, definitions, entries, pytorchChoice);
  if (outputs.includes(-1))
    throw new Error(`the formula of ${definitions[0].output.name} leaves entries without a value`);
  return outputs;
}

/** The same for a law: what it does not speak of does not move the loss, and its gradient is 0. */
export function expandLaw(
  graph: Graph,
  definition: Definition,
  entries: Entries,
  choice: Subgradient,
): Int32Array {
  return expandWhereDefined(graph, [definition], entries, choice).map((node) =>
    node < 0 ? graph.zero : node,
  );
}

/** Rules of layers hold no derivatives: no choice is met in them. */
const pytorchChoice: Subgradient = { ties: 'first', kink: '0' };

function expandWhereDefined(
  graph: Graph,
  definitions: readonly Definition[],
  entries: Entries,
  choice: Subgradient,
): Int32Array {
  const [{ output }] = definitions;
  const outputs = new Int32Array(entryCount(output.shape)).fill(-1);
  for (const definition of definitions) {
    const slots = new Map<string, number>();
    for (const letter of definitionLetters(definition)) slots.set(letter, slots.size);
    const letters = new Int32Array(slots.size);
    const body = build({ graph, entries, slots, choice }, definition.body);
    const place = compile(rowMajor(output.shape, definition.subscripts), slots);
    forEach(definition.over, slots, letters, () => {
      outputs[place(letters)] = body(letters);
    });
  }
  return outputs;
}

/** What a formula is turned into expressions with. */
interface Surroundings {
  readonly graph: Graph;
  readonly entries: Entries;
  readonly slots: ReadonlyMap<string, number>;
  readonly choice: Subgradient;
}

function build(around: Surroundings, formula: Formula): Build {
  const { graph, entries, slots, choice } = around;
  const inner = (part: Formula): Build => build(around, part);
  switch (formula.kind) {
    case 'number': {
      const node = graph.constant(formula.value);
      return () => node;
    }
    case 'entry': {
      const nodes = entries.get(formula.tensor);
      if (!nodes) throw new Error(`${formula.tensor.name} is used before it is defined`);
      const place = compile(rowMajor(formula.tensor.shape, formula.subscripts), slots);
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
      const given = formula.arguments.map(inner);
      return (letters) => apply(graph, formula.function, ...given.map((argument) => argument(letters)));
    }
    case 'place': {
      const value = compile(formula.value, slots);
      return (letters) => graph.constant(value(letters));
    }
    case 'slope': {
      const given = formula.arguments.map(inner);
      const member = graph.functions.find(({ name }) => name === formula.function);
      if (!member) throw new Error(`no function ${formula.function} in the catalogue`);
      return (letters) =>
        member.derivative(
          graph,
          given.map((argument) => argument(letters)),
          choice.kink,
        )[formula.by] ?? graph.zero;
    }
    case 'where': {
      const holds = holding(formula.conditions, slots);
      const body = inner(formula.body);
      return (letters) => (holds(letters) ? body(letters) : graph.zero);
    }
    case 'winner':
      return wins(around, formula);
    case 'sum':
    case 'max':
    case 'logsumexp':
      return reduction(graph, formula, inner(formula.body), slots);
  }
}

/** The indicator of the member at the wanted letters, told by its place among the members. */
function wins({ graph, entries, slots, choice }: Surroundings, { of, at }: Winner): Build {
  // The letters of the maximum have a meaning of their own inside it.
  const inside = new Map(slots);
  const outer = Math.max(-1, ...slots.values()) + 1;
  for (const [at, { letter }] of of.over.entries()) inside.set(letter, outer + at);
  const body = build({ graph, entries, slots: inside, choice }, of.body);
  const each = loops(of, inside);
  const wanted = at.map((form) => compile(form, slots));
  const places = of.over.map(({ letter }) => slotOf(inside, letter));
  const innerSlots = new Int32Array(outer + of.over.length);
  return (letters) => {
    innerSlots.set(letters.subarray(0, outer));
    const sought = wanted.map((value) => value(letters));
    const members: Node[] = [];
    let which = -1;
    each(innerSlots, () => {
      if (places.every((place, axis) => innerSlots[place] === sought[axis])) which = members.length;
      members.push(body(innerSlots));
    });
    if (which < 0) return graph.zero;
    return members.length === 1 ? graph.one : winner(graph, max(graph, members), which, choice.ties);
  };
}

function reduction(graph: Graph, formula: Reduction, body: Build, slots: ReadonlyMap<string, number>): Build {
  const each = loops(formula, slots);
  return (letters) => {
    const members: Node[] = [];
    each(letters, () => {
      members.push(body(letters));
    });
    if (formula.kind === 'sum') return sum(graph, members);
    if (members.length === 0) throw new Error(`a ${formula.kind} over nothing has no value`);
    if (formula.kind === 'max') return max(graph, members);
    return members.length === 1 ? members[0] : apply(graph, 'logsumexp', ...members);
  };
}

function definitionLetters({ over, body }: Definition): Set<string> {
  const inner = [...subformulas(body)].flatMap((part) => (isReduction(part) ? part.over : []));
  return new Set([...over, ...inner].map(({ letter }) => letter));
}
