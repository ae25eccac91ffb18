import { describe, expect, it } from 'vitest';
import { floatValues } from '../../src/evaluate/float-values.ts';
import { apply } from '../../src/expr/apply.ts';
import { gradient, type Subgradient } from '../../src/expr/differentiate.ts';
import { Graph } from '../../src/expr/graph.ts';
import { max } from '../../src/expr/max.ts';
import type { Node } from '../../src/expr/node.ts';
import { power } from '../../src/expr/power.ts';
import { product, scale } from '../../src/expr/product.ts';
import { sum } from '../../src/expr/sum.ts';
import { functions } from '../../src/functions/index.ts';
import { loadNerdamer } from '../../src/verify/ask-nerdamer.ts';
import type { GradientToCheck } from '../../src/verify/questions.ts';
import { secondOpinion } from '../../src/verify/second-opinion.ts';

const nerdamer = await loadNerdamer();

const pytorch: Subgradient = { ties: 'first', kink: '0' };

/** (x y + y)^2, with its gradient. */
function square(): GradientToCheck {
  const graph = new Graph(functions);
  const [x, y] = [graph.symbols(1), graph.symbols(1)];
  const objective = power(graph, sum(graph, [product(graph, [x, y]), y]), graph.constant(2));
  return asked(graph, objective, [x, y]);
}

function asked(
  graph: Graph,
  objective: Node,
  wrt: readonly Node[],
  symbols?: Readonly<Record<Node, number>>,
  conventions = pytorch,
): GradientToCheck {
  const derivatives = gradient(graph, objective, wrt, conventions);
  const values = symbols && floatValues(graph, [objective, ...derivatives], (node) => symbols[node]);
  return {
    graph,
    objective,
    wrt,
    gradient: derivatives,
    values: values && ((node) => values[node]),
    conventions,
  };
}

describe('the second opinion', () => {
  it('agrees with a right gradient', async () => {
    expect(secondOpinion(nerdamer, square())).toEqual({
      regional: false,
      method: 'polynomial',
      agrees: [true, true],
    });
  });

  it('disagrees where an entry is twice what it should be', async () => {
    const right = square();
    const wrong = [right.gradient[0], scale(right.graph, 2, right.gradient[1])];
    expect(secondOpinion(nerdamer, { ...right, gradient: wrong })?.agrees).toEqual([true, false]);
  });

  it('takes the branch of a maximum that the values take, and none without values', async () => {
    const graph = new Graph(functions);
    const [x, y] = [graph.symbols(1), graph.symbols(1)];
    const root = max(graph, [x, y]);
    expect(secondOpinion(nerdamer, asked(graph, root, [x, y], { [x]: 1, [y]: 2 }))).toEqual({
      regional: true,
      method: 'polynomial',
      agrees: [true, true],
    });
    expect(secondOpinion(nerdamer, asked(graph, root, [x, y]))).toBeUndefined();
  });

  it('is not asked about what is too long to write out', async () => {
    const graph = new Graph(functions);
    const symbols = Array.from({ length: 500 }, () => graph.symbols(1));
    expect(secondOpinion(nerdamer, asked(graph, sum(graph, symbols), symbols))).toBeUndefined();
  });

  it.each(['first', 'last', 'split'] as const)('follows the convention at a tie: %s', async (ties) => {
    const graph = new Graph(functions);
    const [x, y, z] = [graph.symbols(1), graph.symbols(1), graph.symbols(1)];
    const root = power(graph, max(graph, [x, y, z]), graph.constant(2));
    const tied = asked(graph, root, [x, y, z], { [x]: 2, [y]: 2, [z]: 1 }, { ties, kink: '0' });
    expect(secondOpinion(nerdamer, tied)).toEqual({
      regional: true,
      method: 'polynomial',
      agrees: [true, true, true],
    });
  });

  const bent: Readonly<Record<string, readonly number[]>> = {
    abs: [0],
    ReLU: [0],
    LeakyReLU: [0, 0.25],
    Hardtanh: [2, -1, 2],
  };

  it('has every function with a kink in the test below', () => {
    // The slope of ELU has an exponential, which is not asked about.
    const names = Object.values(functions)
      .filter(({ name, kinks }) => kinks && name !== 'ELU')
      .map(({ name }) => name);
    expect(Object.keys(bent).sort()).toEqual(names.sort());
  });

  it.each(
    Object.keys(bent).flatMap((name) => (['0', '1', '1/2'] as const).map((kink) => [name, kink] as const)),
  )('follows the convention at the kink of %s: %s', async (name, kink) => {
    const graph = new Graph(functions);
    const given = bent[name].map(() => graph.symbols(1));
    const [x] = given;
    const root = product(graph, [graph.constant(3), sum(graph, [apply(graph, name, ...given), x])]);
    const symbols = Object.fromEntries(given.map((node, at) => [node, bent[name][at]]));
    const by = name === 'LeakyReLU' ? given : [x];
    const opinion = secondOpinion(nerdamer, asked(graph, root, by, symbols, { ties: 'first', kink }));
    expect(opinion?.agrees).toEqual(by.map(() => true));
  });

  it.each(Object.entries(functions))('understands what it is told of %s', async (_, member) => {
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
  });
});
