import fc from 'fast-check';
import Fraction from 'fraction.js';
import { describe, expect, it } from 'vitest';
import { exactValues } from '../../src/evaluate/exact-values.ts';
import { floatValues } from '../../src/evaluate/float-values.ts';
import { Graph, Kind } from '../../src/expr/graph.ts';
import type { Node } from '../../src/expr/node.ts';
import { power } from '../../src/expr/power.ts';
import { product, scale } from '../../src/expr/product.ts';
import { difference, sum } from '../../src/expr/sum.ts';

describe('the expression graph', () => {
  it('makes equal expressions the same node', () => {
    const graph = new Graph();
    const [x, y] = [graph.symbols(1), graph.symbols(1)];
    expect(product(graph, [x, y])).toBe(product(graph, [y, x]));
    expect(sum(graph, [x, product(graph, [x, y])])).toBe(sum(graph, [product(graph, [y, x]), x]));
  });

  it('keeps 0.1 as one tenth', () => {
    const graph = new Graph();
    const tenth = graph.constant('0.1');
    expect(graph.valueOf(sum(graph, [tenth, tenth, tenth])).toFraction()).toBe('3/10');
  });

  it.each<[string, (graph: Graph, x: Node, y: Node) => [Node, Node]]>([
    ['x + x = 2x', (g, x) => [sum(g, [x, x]), scale(g, 2, x)]],
    ['2x + 3x = 5x', (g, x) => [sum(g, [scale(g, 2, x), scale(g, 3, x)]), scale(g, 5, x)]],
    ['x - x = 0', (g, x) => [difference(g, x, x), g.zero]],
    ['x + 0 = x', (g, x) => [sum(g, [x, g.zero]), x]],
    ['1 * x = x', (g, x) => [product(g, [g.one, x]), x]],
    ['0 * x = 0', (g, x) => [product(g, [g.zero, x]), g.zero]],
    ['x * x = x^2', (g, x) => [product(g, [x, x]), power(g, x, g.constant(2))]],
    ['x * x^2 = x^3', (g, x) => [product(g, [x, power(g, x, g.constant(2))]), power(g, x, g.constant(3))]],
    [
      '(x^2)^3 = x^6',
      (g, x) => [power(g, power(g, x, g.constant(2)), g.constant(3)), power(g, x, g.constant(6))],
    ],
    ['2 * (3 * x) = 6 * x', (g, x) => [scale(g, 2, scale(g, 3, x)), scale(g, 6, x)]],
    [
      '2^6644, of 2001 digits, stays a power',
      (g) => [
        power(g, g.constant(2), g.constant(6644)),
        g.intern(Kind.Power, [g.constant(2), g.constant(6644)], 2),
      ],
    ],
    ['2^10 = 1024', (g) => [power(g, g.constant(2), g.constant(10)), g.constant(1024)]],
    ['x^0 = 1', (g, x) => [power(g, x, g.zero), g.one]],
  ])('knows %s', (_, rule) => {
    const graph = new Graph();
    const [left, right] = rule(graph, graph.symbols(1), graph.symbols(1));
    expect(left).toBe(right);
  });

  it('does not cancel x * x^-1, since x may be 0', () => {
    const graph = new Graph();
    const x = graph.symbols(1);
    const quotient = product(graph, [x, power(graph, x, graph.constant(-1))]);
    expect(graph.kind(quotient)).toBe(Kind.Product);
  });

  it('simplifies nothing into a different value', () => {
    const number = fc.integer({ min: -3, max: 3 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('+', '*', '^', 'c'), fc.nat(), fc.nat()), { maxLength: 30 }),
        number,
        number,
        (steps, x, y) => {
          const graph = new Graph();
          const nodes = [graph.symbols(1), graph.symbols(1)];
          const values = [new Fraction(x), new Fraction(y)];
          for (const [operation, p, q] of steps) {
            const [a, b] = [p % nodes.length, q % nodes.length];
            if (operation === '+') {
              nodes.push(sum(graph, [nodes[a], nodes[b]]));
              values.push(values[a].add(values[b]));
            } else if (operation === '*') {
              nodes.push(product(graph, [nodes[a], nodes[b]]));
              values.push(values[a].mul(values[b]));
            } else if (operation === '^') {
              const exponent = q % 3;
              nodes.push(power(graph, nodes[a], graph.constant(exponent)));
              values.push(
                exponent === 0 ? new Fraction(1) : exponent === 1 ? values[a] : values[a].mul(values[a]),
              );
            } else {
              nodes.push(graph.constant(new Fraction((p % 7) - 3, (q % 4) + 1)));
              values.push(new Fraction((p % 7) - 3, (q % 4) + 1));
            }
            if (values[values.length - 1].toFraction().length > 40) break;
          }
          const exact = exactValues(graph, nodes, (node) => values[node === nodes[0] ? 0 : 1]);
          expect(nodes.map((node) => exact.get(node)?.toFraction())).toEqual(
            values.map((value) => value.toFraction()),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('goes a million levels deep without a stack', () => {
    const graph = new Graph();
    const x = graph.symbols(1);
    let deep = x;
    for (let level = 0; level < 1_000_000; level++) deep = sum(graph, [product(graph, [deep, x]), graph.one]);
    expect(floatValues(graph, [deep], () => 0.5)[deep]).toBeCloseTo(2);
  });
});
