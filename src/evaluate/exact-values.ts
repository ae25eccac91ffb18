import Fraction from 'fraction.js';
import { functionOf } from '../expr/apply.ts';
import { isLong, isTooLong } from '../expr/digits.ts';
import { exactPower } from '../expr/exact-power.ts';
import { type Graph, Kind } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';
import { argumentsEnd, argumentsStart, reach } from '../expr/reach.ts';
import { share } from './float-values.ts';

/** Exact values by node; null where a function makes the value irrational, or its digits are too many. */
export type ExactValues = ReadonlyMap<Node, Fraction | null>;

/** Exact rational values of every node that the roots are made of; a symbol may be null, and so is what depends on it. */
export function exactValues(
  graph: Graph,
  roots: ArrayLike<Node>,
  symbols: (node: Node) => Fraction | null,
): ExactValues {
  const reached = reach(graph, roots);
  const values = new Map<Node, Fraction | null>();
  const effort = new Effort();
  for (let node = 0; node < reached.length; node++) {
    if (reached[node] === 1) values.set(node, valueAt(graph, node, values, symbols, effort));
  }
  return values;
}

function valueAt(
  graph: Graph,
  node: Node,
  values: ExactValues,
  symbols: (node: Node) => Fraction | null,
  effort: Effort,
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
      return effort.folded(given, (total, term) => total.add(term));
    case Kind.Product:
      return effort.folded(given, (total, factor) => total.mul(factor));
    case Kind.Power:
      return effort.spent(exactPower(given[0], given[1]));
    case Kind.Apply:
      return effort.spent(functionOf(graph, node).exact(given));
    case Kind.Max:
      return given.reduce((largest, candidate) => (candidate.compare(largest) > 0 ? candidate : largest));
    case Kind.Winner:
      return new Fraction(share(graph, node, (candidate, maximum) => same(values, candidate, maximum)));
  }
}

/** Operations on long numbers: so many take a second or two. */
const mostLong = 20_000;

/** What exact arithmetic may take: where numbers grow without end, floating point has to do. */
class Effort {
  #long = 0;

  /** The result, unless it is too long, or there were too many long ones. */
  spent(result: Fraction | null): Fraction | null {
    if (!result || !isLong(result)) return result;
    return isTooLong(result) || ++this.#long > mostLong ? null : result;
  }

  folded(
    given: readonly Fraction[],
    together: (total: Fraction, next: Fraction) => Fraction,
  ): Fraction | null {
    let total: Fraction | null = given[0];
    for (let at = 1; at < given.length && total; at++) total = this.spent(together(total, given[at]));
    return total;
  }
}

function same(values: ExactValues, candidate: Node, maximum: Node): boolean {
  const [a, b] = [values.get(candidate), values.get(maximum)];
  return !!a && !!b && a.equals(b);
}

/** Beyond this many nodes exact fractions cost minutes and their digits fill pages: floating point alone, and `exact` null. */
export const exactNodeLimit = 300_000;
