import { describe, expect, it } from 'vitest';
import { floatValues } from '../../src/evaluate/float-values.ts';
import { apply } from '../../src/expr/apply.ts';
import { gradient } from '../../src/expr/differentiate.ts';
import { Graph } from '../../src/expr/graph.ts';
import { max } from '../../src/expr/max.ts';
import { product } from '../../src/expr/product.ts';
import { functions } from '../../src/functions/index.ts';
import { askNerdamer, loadNerdamer } from '../../src/verify/ask-nerdamer.ts';
import { branchText } from '../../src/verify/branches.ts';
import { type Questions, questionsFor } from '../../src/verify/questions.ts';
import { inOwnNames } from '../../src/verify/safe-names.ts';

const nerdamer = await loadNerdamer();

const product12: Questions = {
  objective: 'v1*v2',
  entries: [
    { place: 0, variable: 'v1', ours: 'v2' },
    { place: 1, variable: 'v2', ours: '(2*v1)' },
  ],
  method: 'polynomial',
  point: { v1: '2', v2: '3' },
  branches: [],
  edge: false,
};

describe('what is asked of nerdamer', () => {
  it('comes back with both derivatives, whether or not they are the same', async () => {
    expect(askNerdamer(nerdamer, product12)).toEqual([
      { kind: 'answered', place: 0, variable: 'v1', ours: 'v2', theirs: 'v2', agrees: true },
      { kind: 'answered', place: 1, variable: 'v2', ours: '(2*v1)', theirs: 'v1', agrees: false },
    ]);
  });

  it('is compared in value where it is no polynomial', async () => {
    const told: number[] = [];
    const questions: Questions = {
      ...product12,
      objective: 'e^(v1*v2)',
      entries: [
        { place: 0, variable: 'v1', ours: 'e^(v2*v1)*v2' },
        { place: 1, variable: 'v2', ours: 'e^(v1*v2)' },
      ],
      method: 'value',
    };
    const opinions = askNerdamer(nerdamer, questions, ({ place }) => told.push(place));
    expect(opinions.map((opinion) => opinion.kind === 'answered' && opinion.agrees)).toEqual([true, false]);
    expect(told).toEqual([0, 1]);
  });

  it('says the region first: which branch was taken of every maximum and kink', () => {
    const graph = new Graph(functions);
    const [x, y] = [graph.symbols(1), graph.symbols(1)];
    const rectified = apply(graph, 'ReLU', product(graph, [x, y]));
    const objective = max(graph, [x, rectified, y]);
    const derivatives = gradient(graph, objective, [x, y], { ties: 'first', kink: '0' });
    const values = floatValues(graph, [objective, ...derivatives], (node) => (node === x ? 2 : 3));
    const questions = questionsFor({
      graph,
      objective,
      wrt: [x, y],
      gradient: derivatives,
      values: (node) => values[node],
      conventions: { ties: 'first', kink: '0' },
    });
    const names = (node: number): string => (node === x ? 'I_11' : 'W_21');
    expect(questions?.branches.map((branch) => branchText(branch, names))).toEqual([
      'ReLU(I_11*W_21) = I_11*W_21',
      'max(I_11, I_11*W_21, W_21) = I_11*W_21',
    ]);
    const entries = (node: number): string | undefined => (node === rectified ? 'v7' : undefined);
    expect(questions && branchText(questions.branches[1], names, entries)).toBe('max(I_11, v7, W_21) = v7');
    expect(questions?.edge).toBe(false);
    expect(questions?.entries).toEqual([
      { place: 0, variable: `v${x}`, ours: expect.any(String) },
      { place: 1, variable: `v${y}`, ours: expect.any(String) },
    ]);
  });

  it.each([
    ['a name that is code', { entries: [{ place: 0, variable: 'constructor', ours: 'v1' }] }],
    ['a name from a model', { objective: 'v1*I_11' }],
    ['a name of a function', { objective: 'integrate(v1^v1,v1)' }],
    ['an assignment', { objective: 'v1:=3' }],
    ['a key that is code', { point: { 'v1=alert(1)': '2' } }],
    ['a value that is no number', { point: { v1: 'v2' } }],
    ['a derivative in other characters', { entries: [{ place: 0, variable: 'v1', ours: 'v1;v2' }] }],
    ['nothing', { objective: '' }],
  ] as const)('is refused with %s', async (_, part: Partial<Questions>) => {
    expect(() => askNerdamer(nerdamer, { ...product12, ...part })).toThrow('not asked about');
  });

  it('leaves nothing for the next call, not even after an error', async () => {
    const failing: Questions = {
      ...product12,
      objective: 'log(v1)*v2',
      method: 'value',
      point: { v1: '0', v2: '3' },
    };
    const [first] = askNerdamer(nerdamer, failing);
    expect(first).toEqual({
      kind: 'unanswered',
      place: 0,
      variable: 'v1',
      ours: 'v2',
      reason: expect.any(String),
    });
    const settings = { ...nerdamer.getCore().Settings };
    const again = askNerdamer(nerdamer, product12);
    expect(again).toEqual(askNerdamer(nerdamer, product12));
    expect(again[0]).toMatchObject({ agrees: true, theirs: 'v2' });
    expect(nerdamer.getCore().Settings).toEqual(settings);
    expect(nerdamer('v1+1/3').toString()).toBe('1/3+v1');
  });
});

describe('safe names', () => {
  it('become the names of the model again', () => {
    const names = new Map([
      [1, 'I_11'],
      [12, 'v1'],
    ]);
    expect(inOwnNames('2*v1^2+v12*(v1-e^v12)', (node) => names.get(node) ?? '?')).toBe(
      '2*I_11^2+v1*(I_11-e^v1)',
    );
  });
});
