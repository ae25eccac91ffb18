import { describe, expect, it } from 'vitest';
import { symbolValues } from '../../src/evaluate/symbols.ts';
import { gradient } from '../../src/expr/differentiate.ts';
import { differentiable, expandModel } from '../../src/model/expansion.ts';
import { byGraph, byProgram, roundingOf } from '../../src/verify/rounding.ts';
import { programs } from '../code/example-programs.ts';

describe.each(programs)('%s', (_, model) => {
  it('is rounded as much by its program as by its graph', () => {
    const expansion = expandModel(model);
    const { graph, entries, objective } = expansion;
    const values = symbolValues(model, expansion, model.values ?? new Map());
    const symbols = (node: number): number => values[node].valueOf();
    const gradients = differentiable(model).map((by) => ({
      by,
      nodes: gradient(graph, objective, entries.get(by) ?? new Int32Array(), model.conventions),
    }));
    const wanted = gradients.flatMap(({ nodes }) => [...nodes]);
    const ways = [byGraph(graph, wanted, symbols), byProgram(model, gradients)];
    const roundings = ways.map((runs) => roundingOf(graph, wanted, symbols, runs));
    for (const { by, nodes } of gradients) {
      const [a, b] = roundings.map((rounding) =>
        Array.from(nodes).reduce((most, node) => Math.max(most, rounding('float32', node)), 0),
      );
      // A graph divides by a number as it multiplies with its rounded inverse, and multiplies differences out.
      expect(b, by.name).toBeLessThanOrEqual(4 * a);
      expect(32 * b, by.name).toBeGreaterThanOrEqual(a);
    }
  });
});
