import { functionOf } from '../expr/apply.ts';
import { type Graph, Kind } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';
import { isScaled } from '../expr/product.ts';
import { argumentsEnd, argumentsStart } from '../expr/reach.ts';
import { compare, horizontalDots, num, plus, powerOf, quotientOf, ratio, times } from '../notation/build.ts';
import type { Notation } from '../notation/notation.ts';

/** How an expression is to be written. */
interface Style {
  /** The name of a node that is to be written by name (every symbol has one); undefined to write it out. */
  name(node: Node): Notation | undefined;
  /** Dots between factors, and nothing gathered: for formulas with numbers put in. */
  readonly dots?: boolean;
  /** Sums and maxima with more terms than this are written first, second, ..., last. */
  readonly longest?: number;
}

/** An expression as it is written, stopping at the nodes that have names. Works through a stack of its own, at any depth. */
export function ofExpression(graph: Graph, root: Node, style: Style): Notation {
  const written = new Map<Node, Written>();
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
    written.set(node, {
      notation: name ?? write(graph, node, given, written, style),
      key: readingKey(graph, node, given, written),
    });
  }
  return read(written, root).notation;
}

interface Written {
  readonly notation: Notation;
  /** What it is sorted by among the terms of a sum. */
  readonly key: readonly number[];
}

function write(
  graph: Graph,
  node: Node,
  given: readonly Node[],
  written: ReadonlyMap<Node, Written>,
  style: Style,
): Notation {
  const parts = given.map((argument) => read(written, argument).notation);
  switch (graph.kind(node)) {
    case Kind.Constant:
      return num(graph.valueOf(node));
    case Kind.Symbol:
      throw new Error('a symbol without a name');
    case Kind.Sum: {
      const terms = inReadingOrder(graph, given, written).map((term) => read(written, term).notation);
      return plus(elided(terms, style.longest));
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
 * What a term is sorted by on the page: the entries that it is made of, in the order in which they came into being, so
 * that a sum runs through them in reading order. What the way back made of an entry stands where the entry does, since
 * the way back goes from the last to the first. Constants come last.
 */
function readingKey(
  graph: Graph,
  node: Node,
  given: readonly Node[],
  written: ReadonlyMap<Node, Written>,
): readonly number[] {
  if (graph.kind(node) === Kind.Constant) return [Number.POSITIVE_INFINITY];
  // [x_k = max(...)] stands where x_k does.
  if (graph.kind(node) === Kind.Winner) {
    const candidate = graph.slot(graph.slot(node, 0), graph.slot(node, 1));
    return written.get(candidate)?.key ?? [candidate];
  }
  // A symbol, or what has a name.
  if (given.length === 0) return [node];
  if (graph.kind(node) === Kind.Product) {
    const factors = given.flatMap((factor) => read(written, factor).key);
    return factors.filter(Number.isFinite).sort((a, b) => a - b);
  }
  const [first] = graph.kind(node) === Kind.Sum ? inReadingOrder(graph, given, written) : given;
  return read(written, first).key;
}

/** The terms of a sum as they are written: by their keys, but a - b and not -b + a, where there is a positive term. */
function inReadingOrder(
  graph: Graph,
  terms: readonly Node[],
  written: ReadonlyMap<Node, Written>,
): readonly Node[] {
  const sorted = terms.toSorted((a, b) => compareKeys(read(written, a).key, read(written, b).key));
  // What the numbers are does not matter: with them put in the order stays.
  const first = sorted.findIndex((term) => !isNegated(graph, term));
  return first > 0 ? [sorted[first], ...sorted.toSpliced(first, 1)] : sorted;
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
function elided(parts: readonly Notation[], longest = Number.POSITIVE_INFINITY): readonly Notation[] {
  if (parts.length <= longest) return parts;
  return [...parts.slice(0, Math.max(1, Math.floor(longest / 2))), horizontalDots, parts[parts.length - 1]];
}

function read(written: ReadonlyMap<Node, Written>, node: Node): Written {
  const found = written.get(node);
  if (!found) throw new Error('an argument was not written before its user');
  return found;
}
