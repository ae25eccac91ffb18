import type Fraction from 'fraction.js';
import { type Graph, Kind } from './graph.ts';
import type { Node } from './node.ts';
import { product } from './product.ts';
import { sum } from './sum.ts';

/**
 * What all terms of a sum share, taken out in front: a x + a y = a (x + y). Anything but a sum, and a sum that shares
 * nothing, is returned as it is.
 */
export function factored(graph: Graph, node: Node): Node {
  if (graph.kind(node) !== Kind.Sum) return node;
  const terms = graph.slots.slice(graph.starts[node], graph.starts[node + 1]);
  const { common, rests } = commonFactor(graph, terms);
  return common === graph.one ? node : product(graph, [common, sum(graph, rests)]);
}

/**
 * The largest product that all nodes share, and what is left of each without it. Coefficients are shared when they
 * are equal up to sign; zeros are shared by everything.
 */
export function commonFactor(graph: Graph, nodes: ArrayLike<Node>): { common: Node; rests: Node[] } {
  const terms = Array.from(nodes, (node) => split(graph, node));
  const others = terms.filter(({ coefficient }) => !coefficient.equals(0));
  if (others.length === 0) return { common: graph.one, rests: Array.from(nodes) };
  // A factor may stand in a term more than once: s - s s = s (1 - s).
  const shared = others.slice(1).reduce(
    (sofar, { factors }) => {
      const left = [...factors];
      return sofar.filter((factor) => takeOut(left, factor));
    },
    [...others[0].factors],
  );
  const size = others[0].coefficient.abs();
  const alike = others.every(({ coefficient }) => coefficient.abs().equals(size));
  const allNegative = others.every(({ coefficient }) => coefficient.s < 0n);
  const front = alike ? (allNegative ? size.neg() : size) : graph.valueOf(graph.one);
  const rests = terms.map(({ coefficient, factors }) => {
    const inFront = [...shared];
    return product(graph, [
      graph.constant(coefficient.div(front)),
      ...factors.filter((factor) => !takeOut(inFront, factor)),
    ]);
  });
  return { common: product(graph, [graph.constant(front), ...shared]), rests };
}

/** Takes one of these out of the list, if there is one. */
function takeOut(from: Node[], factor: Node): boolean {
  const at = from.indexOf(factor);
  if (at >= 0) from.splice(at, 1);
  return at >= 0;
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
