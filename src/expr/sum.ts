import type Fraction from 'fraction.js';
import { type Graph, Kind } from './graph.ts';
import type { Node } from './node.ts';
import { isScaled, product, scale } from './product.ts';

/**
 * The sum of `terms`. Rules, all local and always valid: constants fold, zeros vanish, like terms collect
 * (2x + 3x = 5x), a sum of one term is the term. Nested sums stay as they are: they may be shared.
 */
export function sum(graph: Graph, terms: ArrayLike<Node>): Node {
  if (terms.length === 1) return terms[0];
  const sorted = Int32Array.from(terms).sort();
  return isPlain(graph, sorted) ? graph.intern(Kind.Sum, sorted, sorted.length) : collect(graph, sorted);
}

/** a - b */
export function difference(graph: Graph, a: Node, b: Node): Node {
  return sum(graph, [a, scale(graph, -1, b)]);
}

/** No constants, no coefficients, nothing twice: by far the most frequent case. */
function isPlain(graph: Graph, sorted: Int32Array): boolean {
  if (sorted.length < 2) return false;
  for (let i = 0; i < sorted.length; i++) {
    const term = sorted[i];
    const kind = graph.kinds[term];
    if (kind === Kind.Constant || (i > 0 && sorted[i - 1] === term)) return false;
    if (kind === Kind.Product && isScaled(graph, term)) return false;
  }
  return true;
}

function collect(graph: Graph, terms: Int32Array): Node {
  let constant = graph.valueOf(graph.zero);
  const coefficients = new Map<Node, Fraction>();
  for (const term of terms) {
    if (graph.kinds[term] === Kind.Constant) {
      constant = constant.add(graph.valueOf(term));
      continue;
    }
    const scaled = isScaled(graph, term);
    const coefficient = graph.valueOf(scaled ? graph.slot(term, 0) : graph.one);
    const base = scaled ? graph.slot(term, 1) : term;
    coefficients.set(base, coefficients.get(base)?.add(coefficient) ?? coefficient);
  }
  const collected: Node[] = [];
  for (const [base, coefficient] of coefficients) {
    if (!coefficient.equals(0)) collected.push(product(graph, [graph.constant(coefficient), base]));
  }
  if (!constant.equals(0) || collected.length === 0) collected.push(graph.constant(constant));
  if (collected.length === 1) return collected[0];
  collected.sort((a, b) => a - b);
  return graph.intern(Kind.Sum, collected, collected.length);
}
