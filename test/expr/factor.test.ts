import { describe, expect, it } from 'vitest';
import { floatValues } from '../../src/evaluate/float-values.ts';
import { factored } from '../../src/expr/factor.ts';
import { Graph } from '../../src/expr/graph.ts';
import { product, scale } from '../../src/expr/product.ts';
import { sum } from '../../src/expr/sum.ts';
import { functions } from '../../src/functions/index.ts';

describe('what a sum has in common is taken out', () => {
  const graph = new Graph(functions);
  const [x, y] = [graph.symbols(1), graph.symbols(1)];
  // Products within products, as derivatives leave them: no power gathers the factors.
  const twice = (node: number): number => product(graph, [sum(graph, [node, y]), sum(graph, [node, y])]);
  const shared = sum(graph, [x, y]);

  it.each([
    [
      'once where it stands twice in one term',
      sum(graph, [shared, product(graph, [shared, scale(graph, -1, shared)])]),
    ],
    ['twice where it stands twice in each', sum(graph, [product(graph, [twice(x), x]), twice(x)])],
    [
      'with its sign',
      sum(graph, [scale(graph, -2, product(graph, [x, y])), scale(graph, -2, product(graph, [x, x]))]),
    ],
  ])('%s', (_, node) => {
    for (const [a, b] of [
      [2, 3],
      [-1, 5],
    ]) {
      const at = (of: number): number => floatValues(graph, [of], (symbol) => (symbol === x ? a : b))[of];
      expect(at(factored(graph, node))).toBeCloseTo(at(node), 12);
    }
  });
});
