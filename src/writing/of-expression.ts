import { functionOf } from '../expr/apply.ts';
import { type Graph, Kind, type Node } from '../expr/graph.ts';
import { isScaled } from '../expr/product.ts';
import { argumentsEnd, argumentsStart } from '../expr/reach.ts';
import { compare, horizontalDots, num, plus, powerOf, quotientOf, ratio, times } from '../notation/build.ts';
import type { Notation } from '../notation/notation.ts';

/** How an expression is to be written. */
export interface Style {
  /** The name of a node that is to be written by name (every symbol has one); undefined to write it out. */
  name(node: Node): Notation | undefined;
  /** Dots between factors, and nothing gathered: for formulas with numbers put in. */
  readonly dots?: boolean;
  /** Sums and maxima with more terms than this are written first, second, ..., last. */
  readonly longest?: number;
}

/** An expression as it is written, stopping at the nodes that have names. Works through a stack of its own, at any depth. */
export function ofExpression(graph: Graph, root: Node, style: Style): Notation {
  const written = new Map<Node, Notation>();
  const waiting = [root];
  while (waiting.length > 0) {
    const node = waiting[waiting.length - 1];
    if (written.has(node)) {
      waiting.pop();
      continue;
    }
    const name = style.name(node);
    const given = name
      ? []
      : Array.from(graph.slots.subarray(argumentsStart(graph, node), argumentsEnd(graph, node)));
    const missing = given.filter((argument) => !written.has(argument));
    if (missing.length > 0) {
      waiting.push(...missing);
      continue;
    }
    waiting.pop();
    written.set(node, name ?? write(graph, node, given, written, style));
  }
  return read(written, root);
}

function write(
  graph: Graph,
  node: Node,
  given: readonly Node[],
  written: ReadonlyMap<Node, Notation>,
  style: Style,
): Notation {
  const parts = given.map((argument) => read(written, argument));
  switch (graph.kind(node)) {
    case Kind.Constant:
      return num(graph.valueOf(node));
    case Kind.Symbol:
      throw new Error('a symbol without a name');
    case Kind.Sum: {
      const terms = given.map((term, at) => ({ term, key: readingKey(graph, term), part: parts[at] }));
      terms.sort((a, b) => compareKeys(a.key, b.key));
      // a - b and not -b + a, where there is a positive term. What the numbers are does not matter: with them put in
      // the order stays.
      const first = terms.findIndex(({ term }) => !isNegated(graph, term));
      if (first > 0) terms.unshift(...terms.splice(first, 1));
      const written = terms.map(({ part }) => part);
      return plus(elided(written, style.longest));
    }
    case Kind.Product:
      return quotient(graph, given, parts, style.dots ?? false);
    case Kind.Power: {
      return powerOf(parts[0], graph.valueOf(given[1]));
    }
    case Kind.Apply:
      // log(e^x_1 + ... + e^x_n) may be long.
      return functionOf(graph, node).notation(
        functionOf(graph, node).arity === undefined ? elided(parts, style.longest) : parts,
      );
    case Kind.Max:
      return { kind: 'call', name: 'max', arguments: elided(parts, style.longest) };
    case Kind.Winner: {
      // [x_k = max(...)]
      const candidate = graph.slot(graph.slot(node, 0), graph.slot(node, 1));
      const name = style.name(candidate) ?? ofExpression(graph, candidate, style);
      return { kind: 'bracket', condition: compare(name, '=', parts[0]) };
    }
  }
}

/**
 * What a term is sorted by on the page: its factors in the order in which they came into being, so that a sum runs
 * through the entries in reading order. Constants come last.
 */
function readingKey(graph: Graph, term: Node): number[] {
  if (graph.kinds[term] === Kind.Constant) return [Number.POSITIVE_INFINITY];
  const factors: Node[] = [];
  const waiting = [term];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (graph.kinds[node] === Kind.Product)
      waiting.push(...graph.slots.subarray(graph.starts[node], graph.starts[node + 1]));
    else if (graph.kinds[node] === Kind.Sum) waiting.push(graph.slot(node, 0));
    else if (graph.kinds[node] !== Kind.Constant) factors.push(node);
  }
  return factors.sort((a, b) => a - b);
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  const differing = a.findIndex((value, at) => value !== b[at]);
  if (differing < 0) return a.length - b.length;
  return differing < b.length ? a[differing] - b[differing] : 1;
}

function isNegated(graph: Graph, term: Node): boolean {
  return isScaled(graph, term) && graph.valueOf(graph.slot(term, 0)).s < 0n;
}

/** Factors with negative exponents go below the line. */
function quotient(graph: Graph, given: readonly Node[], parts: readonly Notation[], dots: boolean): Notation {
  const above: Notation[] = [];
  const below: Notation[] = [];
  given.forEach((factor, at) => {
    const part = parts[at];
    const kind = graph.kinds[factor];
    const inverse =
      kind === Kind.Apply || (kind === Kind.Power && graph.valueOf(graph.slot(factor, 1)).s < 0n);
    if (inverse && part.kind === 'fraction' && isOne(part.over)) below.push(part.under);
    else above.push(part);
  });
  if (below.length === 0) return times(above, dots);
  if (!dots) return quotientOf(above, below);
  return ratio(times(above.length > 0 ? above : [num(1)], dots), times(below, dots));
}

function isOne(notation: Notation): boolean {
  return notation.kind === 'number' && notation.value.equals(1);
}

/** a, b, c, ..., z where there are more than `longest` of them. */
export function elided(parts: readonly Notation[], longest = Number.POSITIVE_INFINITY): readonly Notation[] {
  if (parts.length <= longest) return parts;
  return [...parts.slice(0, Math.max(1, Math.floor(longest / 2))), horizontalDots, parts[parts.length - 1]];
}

function read(written: ReadonlyMap<Node, Notation>, node: Node): Notation {
  const notation = written.get(node);
  if (!notation) throw new Error('an argument was not written before its user');
  return notation;
}
