import Fraction from 'fraction.js';
import type { Graph } from '../expr/graph.ts';
import { nearestDouble } from '../expr/nearest-double.ts';
import type { Node } from '../expr/node.ts';
import { exactValues } from './exact-values.ts';
import { floatValues } from './float-values.ts';

/** An exact rational, or a double where exact arithmetic was not run or cannot express the value. */
export type Quantity = Fraction | number;

export function isExact(value: Quantity): value is Fraction {
  return value instanceof Fraction;
}

export function toFloat(value: Quantity): number {
  return isExact(value) ? nearestDouble(value) : value;
}

/** A double that is a small dyadic fraction, such as 3/4, as that fraction: sums and halves of ordinary numbers. */
export function ofDouble(value: number): Quantity {
  return Number.isInteger(value * 1024) ? new Fraction(value) : value;
}

/** Values of the nodes that `roots` are made of: exact if wanted, and double where exact arithmetic has no answer. */
export function quantities(
  graph: Graph,
  roots: ArrayLike<Node>,
  symbols: (node: Node) => Quantity,
  exactly: boolean,
): (node: Node) => Quantity {
  const floats = floatValues(graph, roots, (node) => toFloat(symbols(node)));
  if (!exactly) return (node) => floats[node];
  const exacts = exactValues(graph, roots, (node) => {
    const value = symbols(node);
    return isExact(value) ? value : null;
  });
  return (node) => exacts.get(node) ?? floats[node];
}
