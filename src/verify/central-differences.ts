import { floatValues } from '../evaluate/float-values.ts';
import type { Graph } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';

/** Half the distance between the two points: exact in binary, and near the cube root of the rounding unit. */
export const halfStep = 2 ** -17;

interface CentralDifference {
  readonly node: Node;
  /** (f(x + h) - f(x - h)) / 2h */
  readonly estimate: number;
  /** The slopes on the two sides differ, so that x is at (or next to) a kink or a tie and the estimate means nothing. */
  readonly bent: boolean;
}

/**
 * The derivative of `root` by each symbol of `wrt`, estimated from values alone. An independent check: it knows
 * nothing of how the gradient was derived.
 */
export function centralDifferences(
  graph: Graph,
  root: Node,
  wrt: ArrayLike<Node>,
  symbols: (node: Node) => number,
): CentralDifference[] {
  const at = (moved: Node, by: number): number =>
    floatValues(graph, [root], (node) => symbols(node) + (node === moved ? by : 0))[root];
  const here = floatValues(graph, [root], symbols)[root];
  return Array.from(wrt, (node) => {
    const [above, below] = [at(node, halfStep), at(node, -halfStep)];
    const estimate = (above - below) / (2 * halfStep);
    const [right, left] = [(above - here) / halfStep, (here - below) / halfStep];
    // For a smooth f the one-sided slopes differ by h f''; a bend differs by its size whatever h is.
    const bent = Math.abs(right - left) > 1e-3 * Math.max(1, Math.abs(right), Math.abs(left));
    return { node, estimate, bent };
  });
}
