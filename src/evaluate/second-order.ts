import type Fraction from 'fraction.js';
import { BadInput } from '../bad-input.ts';
import { gradient } from '../expr/differentiate.ts';
import type { Graph } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';
import { product } from '../expr/product.ts';
import { sum } from '../expr/sum.ts';
import type { Tensor } from '../index/tensor.ts';
import type { Expansion } from '../model/expansion.ts';
import type { Conventions } from '../model/model.ts';
import { entriesOf } from './symbols.ts';

/** Beyond this many nodes visited a second derivative takes minutes: each of its rows is a pass over the whole graph. */
const mostVisited = 500_000_000;
const mostEntries = 1_000_000;

/**
 * All second derivatives of the objective by the entries of a tensor, row-major: the gradient of each entry of the
 * gradient. Throws BadInput where there are too many.
 */
export function hessian(
  { graph, entries, objective }: Expansion,
  tensor: Tensor,
  choice: Conventions,
): Int32Array {
  const nodes = entriesOf(entries, tensor);
  const slopes = gradient(graph, objective, nodes, choice);
  demandFew(`the second derivatives by ${tensor.name}`, graph, nodes.length, nodes.length);
  return rowsOf(slopes, (slope) => gradient(graph, slope, nodes, choice));
}

/** The Hessian times a direction, without the Hessian: the gradient of the slope in that direction. */
export function hessianTimes(
  { graph, entries, objective }: Expansion,
  tensor: Tensor,
  direction: readonly Fraction[],
  choice: Conventions,
): Int32Array {
  const nodes = entriesOf(entries, tensor);
  const slopes = gradient(graph, objective, nodes, choice);
  const along = sum(
    graph,
    Array.from(slopes, (slope, at) => product(graph, [graph.constant(direction[at]), slope])),
  );
  return gradient(graph, along, nodes, choice);
}

/** The derivative of every entry of an output by every entry of a tensor, row-major. Throws BadInput where there are too many. */
export function jacobian(
  { graph, entries }: Expansion,
  output: Tensor,
  tensor: Tensor,
  choice: Conventions,
): Int32Array {
  const [outputs, nodes] = [entriesOf(entries, output), entriesOf(entries, tensor)];
  demandFew(`the derivatives of ${output.name} by ${tensor.name}`, graph, outputs.length, nodes.length);
  return rowsOf(outputs, (node) => gradient(graph, node, nodes, choice));
}

function rowsOf(of: Int32Array, row: (node: Node) => Int32Array): Int32Array {
  const rows = Array.from(of, row);
  const all = new Int32Array(rows.reduce((count, row) => count + row.length, 0));
  let at = 0;
  for (const row of rows) {
    all.set(row, at);
    at += row.length;
  }
  return all;
}

function demandFew(what: string, graph: Graph, rows: number, columns: number): void {
  if (rows * columns <= mostEntries && rows * graph.size <= mostVisited) return;
  throw new BadInput(
    `${what} are ${(rows * columns).toLocaleString('en-US')} numbers, more than can be found one by one; ` +
      'take a smaller model, or a product with a vector (--times).',
  );
}
