import Fraction from 'fraction.js';
import { functionOf } from '../expr/apply.ts';
import { exactPower } from '../expr/exact-power.ts';
import { type Graph, Kind, type Node } from '../expr/graph.ts';
import { argumentsEnd, argumentsStart, reach } from '../expr/reach.ts';
import { share } from './float-values.ts';

/** Exact values by node; null where a function makes the value irrational. */
export type ExactValues = ReadonlyMap<Node, Fraction | null>;

/** Exact rational values of every node that the roots are made of; a symbol may be null, and so is what depends on it. */
export function exactValues(
  graph: Graph,
  roots: ArrayLike<Node>,
  symbols: (node: Node) => Fraction | null,
): ExactValues {
  const reached = reach(graph, roots);
  const values = new Map<Node, Fraction | null>();
  for (let node = 0; node < reached.length; node++) {
    if (reached[node] === 1) values.set(node, valueAt(graph, node, values, symbols));
  }
  return values;
}

function valueAt(
  graph: Graph,
  node: Node,
  values: ExactValues,
  symbols: (node: Node) => Fraction | null,
): Fraction | null {
  const kind = graph.kind(node);
  if (kind === Kind.Symbol) return symbols(node);
  if (kind === Kind.Constant) return graph.valueOf(node);
  const given: Fraction[] = [];
  const end = argumentsEnd(graph, node);
  for (let at = argumentsStart(graph, node); at < end; at++) {
    const value = values.get(graph.slots[at]);
    if (value === undefined || value === null) return null;
    given.push(value);
  }
  switch (kind) {
    case Kind.Sum:
      return given.reduce((total, term) => total.add(term));
    case Kind.Product:
      return given.reduce((total, factor) => total.mul(factor));
    case Kind.Power:
      return exactPower(given[0], given[1]);
    case Kind.Apply:
      return functionOf(graph, node).exact(given);
    case Kind.Max:
      return given.reduce((largest, candidate) => (candidate.compare(largest) > 0 ? candidate : largest));
    case Kind.Winner:
      return new Fraction(share(graph, node, (candidate, maximum) => same(values, candidate, maximum)));
  }
}

function same(values: ExactValues, candidate: Node, maximum: Node): boolean {
  const [a, b] = [values.get(candidate), values.get(maximum)];
  return !!a && !!b && a.equals(b);
}
