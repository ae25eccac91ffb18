import type Fraction from 'fraction.js';
import { type Graph, Kind, type Node } from './graph.ts';
import { product } from './product.ts';
import { sum } from './sum.ts';

/**
 * What all terms of a sum share, taken out in front: a x + a y = a (x + y). Coefficients come out when they are equal
 * up to sign. Anything but a sum, and a sum that shares nothing, is returned as it is.
 */
export function factored(graph: Graph, node: Node): Node {
  if (graph.kind(node) !== Kind.Sum) return node;
  const terms = Array.from(graph.slots.subarray(graph.starts[node], graph.starts[node + 1]), (term) =>
    split(graph, term),
  );
  const shared = terms[0].factors.filter((factor) => terms.every(({ factors }) => factors.includes(factor)));
  const size = terms[0].coefficient.abs();
  const common = terms.every(({ coefficient }) => coefficient.abs().equals(size))
    ? size
    : graph.valueOf(graph.one);
  if (shared.length === 0 && common.equals(1)) return node;
  const rests = terms.map(({ coefficient, factors }) =>
    product(graph, [
      graph.constant(coefficient.div(common)),
      ...factors.filter((factor) => !shared.includes(factor)),
    ]),
  );
  return product(graph, [graph.constant(common), ...shared, sum(graph, rests)]);
}

interface Term {
  readonly coefficient: Fraction;
  readonly factors: readonly Node[];
}

/** A term as coefficient and factors, products within products opened. */
function split(graph: Graph, term: Node): Term {
  let coefficient = graph.valueOf(graph.one);
  const factors: Node[] = [];
  const waiting = [term];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (graph.kind(node) === Kind.Constant) coefficient = coefficient.mul(graph.valueOf(node));
    else if (graph.kind(node) === Kind.Product) {
      waiting.push(...graph.slots.subarray(graph.starts[node], graph.starts[node + 1]));
    } else factors.push(node);
  }
  return { coefficient, factors };
}
