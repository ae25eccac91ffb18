import type { Graph, Kink } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';
import { scale } from '../expr/product.ts';
import { sum } from '../expr/sum.ts';

/** The derivative taken where the slopes on the two sides differ; `pytorch` is the one that PyTorch takes there. */
export function atKink(
  graph: Graph,
  kink: Kink,
  { pytorch, left, right }: { pytorch: Node; left: Node; right: Node },
): Node {
  switch (kink) {
    case '0':
      return pytorch;
    case '1':
      return right;
    case '1/2':
      return scale(graph, 0.5, sum(graph, [left, right]));
  }
}

/** The slopes as a kink, if they are two. */
export function bend(left: number, right: number): readonly [number, number] | undefined {
  return left === right ? undefined : [left, right];
}
