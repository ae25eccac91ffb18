import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { analysisOf } from '../../src/evaluate/analysis.ts';
import { gradient } from '../../src/expr/differentiate.ts';
import { differentiable, expandModel } from '../../src/model/expansion.ts';
import { readModel } from '../../src/model/read.ts';

const bench = join(import.meta.dirname, '../bench');

/** What a net takes, whatever the machine is doing: statements, jobs by kind, bytes of the arena. */
function counted(name: string) {
  const model = readModel(readFileSync(join(bench, name), 'utf8'), name, { anySize: true });
  const program = analysisOf(model).program(differentiable(model));
  const { jobs, bytes } = new Engine(program);
  const kinds = jobs.map(({ kind }) => kind);
  return {
    statements: program.forward.length + program.backward.length,
    jobs: Object.fromEntries(
      [...new Set(kinds)].toSorted().map((kind) => [kind, kinds.filter((other) => other === kind).length]),
    ),
    bytes,
  };
}

describe('what a net takes', () => {
  it.each([
    ['lenet5.yaml', { statements: 36, jobs: { copy: 3, loops: 28, products: 12 }, bytes: 1_372_488 }],
    [
      'alexnet-64.yaml',
      { statements: 53, jobs: { clear: 4, copy: 10, loops: 39, products: 21 }, bytes: 1_520_392 },
    ],
    [
      'resnet18.yaml',
      { statements: 283, jobs: { clear: 9, copy: 34, loops: 229, products: 63 }, bytes: 356_174_136 },
    ],
  ])('%s', (name, expected) => {
    expect(counted(name)).toEqual(expected);
  });

  it('as a scalar graph with its gradient, of a LeNet-5', () => {
    const model = readModel(readFileSync(join(bench, 'lenet5.yaml'), 'utf8'), 'lenet5.yaml');
    const { graph, entries, objective } = expandModel(model);
    const wrt = model.steps.flatMap(({ parameters }) =>
      parameters.flatMap((tensor) => [...(entries.get(tensor) ?? [])]),
    );
    gradient(graph, objective, wrt, model.conventions);
    expect(graph.size).toBe(1216418);
  });
});
