import type Fraction from 'fraction.js';
import type { Graph } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';
import { product } from '../expr/product.ts';
import { sum } from '../expr/sum.ts';
import { isExact, type Quantity, toFloat } from './quantity.ts';

/** What a number becomes in a step of gradient descent: W - eta dL/dW. */
export function stepped(value: Quantity, slope: Quantity, rate: Fraction): Quantity {
  return isExact(value) && isExact(slope)
    ? steppedExact(value, slope, rate)
    : steppedFloat(toFloat(value), toFloat(slope), toFloat(rate));
}

/** The same in exact fractions. */
export function steppedExact(value: Fraction, slope: Fraction, rate: Fraction): Fraction {
  return value.sub(slope.mul(rate));
}

/** The same in double precision. */
export function steppedFloat(value: number, slope: number, rate: number): number {
  return value - rate * slope;
}

/** The same of whole arrays. */
export function steppedFloats(values: Float64Array, slopes: Float64Array, rate: number): Float64Array {
  return values.map((value, place) => steppedFloat(value, slopes[place], rate));
}

/** The same as an expression. */
export function steppedNode(graph: Graph, value: Node, slope: Node, rate: Fraction): Node {
  return sum(graph, [value, product(graph, [graph.constant(rate.neg()), slope])]);
}
