import { describe, expect, it } from 'vitest';
import { floatValues } from '../../src/evaluate/float-values.ts';
import { apply } from '../../src/expr/apply.ts';
import { gradient, type Subgradient } from '../../src/expr/differentiate.ts';
import { Graph, type Node } from '../../src/expr/graph.ts';
import { max } from '../../src/expr/max.ts';
import { power } from '../../src/expr/power.ts';
import { product, scale } from '../../src/expr/product.ts';
import { sum } from '../../src/expr/sum.ts';
import { functions } from '../../src/functions/index.ts';
import { secondOpinion } from '../../src/verify/second-opinion.ts';

const pytorch: Subgradient = { ties: 'first', kink: '0' };

/** (x y + y)^2, with its gradient. */
function square(): { graph: Graph; root: Node; wrt: readonly Node[]; ours: Int32Array } {
  const graph = new Graph(functions);
  const [x, y] = [graph.symbols(1), graph.symbols(1)];
  const root = power(graph, sum(graph, [product(graph, [x, y]), y]), graph.constant(2));
  return { graph, root, wrt: [x, y], ours: gradient(graph, root, [x, y], { ties: 'first', kink: '0' }) };
}

describe('the second opinion', () => {
  it('agrees with a right gradient', async () => {
    const { graph, root, wrt, ours } = square();
    expect(await secondOpinion(graph, root, wrt, ours, undefined)).toEqual({
      regional: false,
      method: 'polynomial',
      agrees: [true, true],
    });
  });

  it('disagrees where an entry is twice what it should be', async () => {
    const { graph, root, wrt, ours } = square();
    const wrong = [ours[0], scale(graph, 2, ours[1])];
    expect((await secondOpinion(graph, root, wrt, wrong, undefined))?.agrees).toEqual([true, false]);
  });

  it('takes the branch of a maximum that the values take, and none without values', async () => {
    const graph = new Graph(functions);
    const [x, y] = [graph.symbols(1), graph.symbols(1)];
    const root = max(graph, [x, y]);
    const ours = gradient(graph, root, [x, y], { ties: 'first', kink: '0' });
    // x = 1, y = 2: the maximum is y, the indicators of x and y are 0 and 1.
    const values = (node: Node): number => (node === x || node === ours[1] ? 1 : node === ours[0] ? 0 : 2);
    expect(await secondOpinion(graph, root, [x, y], ours, values)).toEqual({
      regional: true,
      method: 'polynomial',
      agrees: [true, true],
    });
    expect(await secondOpinion(graph, root, [x, y], ours, undefined)).toBeUndefined();
  });

  it('is not asked about what is too long to write out', async () => {
    const graph = new Graph(functions);
    const symbols = Array.from({ length: 500 }, () => graph.symbols(1));
    const root = sum(graph, symbols);
    const ours = gradient(graph, root, symbols, { ties: 'first', kink: '0' });
    expect(await secondOpinion(graph, root, symbols, ours, undefined)).toBeUndefined();
  });

  it.each(functions.map((member) => [member.name, member] as const))(
    'understands what it is told of %s',
    async (_, member) => {
      const { default: nerdamer } = await import('nerdamer/all.js');
      const numbers = [0.5, 0.25, 0.75, 2, 3].slice(0, member.arity ?? 3);
      const told = member.branch(
        numbers.map((_, at) => `v${at}`),
        numbers,
      );
      if (told === undefined || member.arity === 0) return;
      const point = Object.fromEntries(numbers.map((value, at) => [`v${at}`, String(value)]));
      const theirs = (text: string): number => Number(nerdamer(text, point).evaluate().text('decimals'));
      expect(theirs(told)).toBeCloseTo(member.value(numbers), 10);
      const graph = new Graph(functions);
      const x = graph.symbols(1);
      const given = [x, ...numbers.slice(1).map((number) => graph.constant(number))];
      const [slope] = gradient(graph, apply(graph, member.name, ...given), [x], pytorch);
      const ours = floatValues(graph, [slope], () => numbers[0])[slope];
      expect(theirs(nerdamer.diff(told, 'v0').toString())).toBeCloseTo(ours, 10);
    },
  );
});
