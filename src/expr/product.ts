import type Fraction from 'fraction.js';
import { type Graph, Kind } from './graph.ts';
import type { Node } from './node.ts';
import { largestExponent, power } from './power.ts';

const pair = new Int32Array(2);

/**
 * The product of `factors`. Rules, all local and always valid wherever the factors have values: constants fold into
 * one coefficient, 0 absorbs, 1 vanishes, repeated factors become powers (x * x^2 = x^3, positive whole exponents
 * only: x * x^-1 is left alone, since x may be 0). Nested products, (2x) y among them, stay as they are: they may be
 * shared, and taking the 2 out would cost a second product.
 */
export function product(graph: Graph, factors: ArrayLike<Node>): Node {
  if (factors.length === 2) {
    const [a, b] = [factors[0], factors[1]];
    if (
      a !== b &&
      !isFolding(graph, a) &&
      !isFolding(graph, b) &&
      !(isScaled(graph, a) && isScaled(graph, b))
    ) {
      pair[0] = Math.min(a, b);
      pair[1] = Math.max(a, b);
      return graph.intern(Kind.Product, pair, 2);
    }
  }
  return collect(graph, factors);
}

/** coefficient * node */
export function scale(graph: Graph, coefficient: number | Fraction, node: Node): Node {
  return product(graph, [graph.constant(coefficient), node]);
}

function isFolding(graph: Graph, node: Node): boolean {
  return graph.kinds[node] === Kind.Constant || graph.kinds[node] === Kind.Power;
}

/** Whether a node is coefficient * rest. */
export function isScaled(graph: Graph, node: Node): boolean {
  return graph.kinds[node] === Kind.Product && graph.kinds[graph.slots[graph.starts[node]]] === Kind.Constant;
}

function collect(graph: Graph, factors: ArrayLike<Node>): Node {
  let coefficient = graph.valueOf(graph.one);
  /** How often each base occurs; a power that must stay whole is a base of its own. */
  const exponents = new Map<Node, number>();
  for (let i = 0; i < factors.length; i++) {
    let factor = factors[i];
    if (isScaled(graph, factor)) {
      coefficient = coefficient.mul(graph.valueOf(graph.slot(factor, 0)));
      factor = graph.slot(factor, 1);
    }
    if (graph.kinds[factor] === Kind.Constant) {
      coefficient = coefficient.mul(graph.valueOf(factor));
      continue;
    }
    let exponent = 1;
    if (graph.kinds[factor] === Kind.Power) {
      const given = graph.valueOf(graph.slot(factor, 1));
      if (given.d === 1n && given.s > 0n && given.n <= largestExponent) {
        exponent = Number(given.n);
        factor = graph.slot(factor, 0);
      }
    }
    exponents.set(factor, (exponents.get(factor) ?? 0) + exponent);
  }
  if (coefficient.equals(0)) return graph.zero;
  const rest: Node[] = [];
  for (const [base, exponent] of exponents) {
    rest.push(exponent === 1 ? base : power(graph, base, graph.constant(exponent)));
  }
  rest.sort((a, b) => a - b);
  if (rest.length === 0) return graph.constant(coefficient);
  const body = rest.length === 1 ? rest[0] : graph.intern(Kind.Product, rest, rest.length);
  return coefficient.equals(1) ? body : withCoefficient(graph, coefficient, body);
}

function withCoefficient(graph: Graph, coefficient: Fraction, body: Node): Node {
  return graph.intern(Kind.Product, [graph.constant(coefficient), body], 2);
}
