import { describe, expect, it } from 'vitest';
import { exactValues } from '../../src/evaluate/exact-values.ts';
import { floatValues } from '../../src/evaluate/float-values.ts';
import { apply } from '../../src/expr/apply.ts';
import { gradient, type Subgradient } from '../../src/expr/differentiate.ts';
import { Graph } from '../../src/expr/graph.ts';
import { max, type TiePolicy } from '../../src/expr/max.ts';
import type { Node } from '../../src/expr/node.ts';
import { power } from '../../src/expr/power.ts';
import { product, scale } from '../../src/expr/product.ts';
import { difference, sum } from '../../src/expr/sum.ts';
import { functions } from '../../src/functions/index.ts';

const pytorch: Subgradient = { ties: 'first', kink: '0' };

function square(graph: Graph, node: Node): Node {
  return power(graph, node, graph.constant(2));
}

describe('reverse-mode differentiation', () => {
  it.each<[string, (graph: Graph, x: Node, y: Node) => [Node, Node]]>([
    ['d(x y)/dx = y', (g, x, y) => [product(g, [x, y]), y]],
    ['d(x + y)/dx = 1', (g, x, y) => [sum(g, [x, y]), g.one]],
    ['d(x^3)/dx = 3 x^2', (g, x) => [power(g, x, g.constant(3)), scale(g, 3, square(g, x))]],
    [
      'd(x^-1)/dx = -x^-2',
      (g, x) => [power(g, x, g.constant(-1)), scale(g, -1, power(g, x, g.constant(-2)))],
    ],
    [
      'd((x - y)^2)/dx = 2 (x - y)',
      (g, x, y) => [square(g, difference(g, x, y)), scale(g, 2, difference(g, x, y))],
    ],
    ['d(y^2)/dx = 0', (g, _, y) => [square(g, y), g.zero]],
  ])('%s', (_, example) => {
    const graph = new Graph(functions);
    const [x, y] = [graph.symbols(1), graph.symbols(1)];
    const [expression, derivative] = example(graph, x, y);
    expect(gradient(graph, expression, [x], pytorch)[0]).toBe(derivative);
  });

  it('gives every factor of a long product the product of the others', () => {
    const graph = new Graph(functions);
    const first = graph.symbols(5);
    const factors = Array.from({ length: 5 }, (_, at) => first + at);
    const partials = gradient(graph, product(graph, factors), factors, pytorch);
    const values = floatValues(graph, partials, (node) => node - first + 2);
    expect(Array.from(partials, (node) => values[node])).toEqual([360, 240, 180, 144, 120]);
  });

  it('can be taken again: the Hessian of the average-pooling loss', () => {
    // L = (p - y)^2 with p = (sum of all o) / 4 and each o = I W over one entry: d2L/dW^2 = 2 (dp/dW)^2.
    const graph = new Graph(functions);
    const [i1, i2, w1, w2, y] = Array.from({ length: 5 }, () => graph.symbols(1));
    const p = scale(graph, 0.25, sum(graph, [product(graph, [i1, w1]), product(graph, [i2, w2])]));
    const loss = square(graph, difference(graph, p, y));
    const slopes = gradient(graph, loss, [w1, w2], pytorch);
    const hessian = Array.from(slopes, (slope) => Array.from(gradient(graph, slope, [w1, w2], pytorch)));
    const exact = exactValues(graph, hessian.flat(), (node) =>
      graph.valueOf(graph.constant(node === i1 ? 3 : node === i2 ? 5 : 1)),
    );
    expect(hessian.map((row) => row.map((node) => exact.get(node)?.toFraction()))).toEqual([
      ['9/8', '15/8'],
      ['15/8', '25/8'],
    ]);
  });

  it.each<[TiePolicy, number[]]>([
    ['first', [0, 1, 0, 0]],
    ['last', [0, 0, 0, 1]],
    ['split', [0, 0.5, 0, 0.5]],
  ])('gives a tie to the %s', (ties, expected) => {
    const graph = new Graph(functions);
    const first = graph.symbols(4);
    const candidates = Array.from({ length: 4 }, (_, at) => first + at);
    const indicators = gradient(graph, max(graph, candidates), candidates, { ties, kink: '0' });
    const values = floatValues(graph, indicators, (node) => [1, 7, 3, 7][node - first]);
    expect(Array.from(indicators, (node) => values[node])).toEqual(expected);
  });

  it('refuses a tie when the convention says so', () => {
    const graph = new Graph(functions);
    const first = graph.symbols(2);
    const indicators = gradient(graph, max(graph, [first, first + 1]), [first, first + 1], {
      ties: 'error',
      kink: '0',
    });
    expect(() => floatValues(graph, indicators, () => 7)).toThrow(
      '2 candidates of a maximum are equal and conventions.ties is "error"; choose first, last or split, or change the values.',
    );
  });

  it.each<['0' | '1' | '1/2', number]>([
    ['0', 0],
    ['1', 1],
    ['1/2', 0.5],
  ])('takes %s at the kink of ReLU when told so', (kink, expected) => {
    const graph = new Graph(functions);
    const x = graph.symbols(1);
    const [slope] = gradient(graph, apply(graph, 'ReLU', x), [x], { ties: 'first', kink });
    expect(floatValues(graph, [slope], () => 0)[slope]).toBe(expected);
  });

  it('goes a hundred thousand levels deep without a stack', () => {
    const graph = new Graph(functions);
    const x = graph.symbols(1);
    let deep = x;
    for (let level = 0; level < 100_000; level++) deep = sum(graph, [apply(graph, 'ReLU', deep), graph.one]);
    const [slope] = gradient(graph, deep, [x], pytorch);
    expect(floatValues(graph, [slope], () => 1)[slope]).toBe(1);
  });
});
