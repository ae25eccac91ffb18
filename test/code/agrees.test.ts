import { describe, expect, it } from 'vitest';
import { evaluateModel } from '../../src/evaluate/evaluate-model.ts';
import { evaluatedJson } from '../../src/evaluate/evaluated-json.ts';
import type { Model } from '../../src/model/model.ts';
import { have } from '../tools.ts';
import { fewPrograms, programs } from './example-programs.ts';
import { runManyC } from './run-many-c.ts';
import { pythonWith, runC, runJs, runPython, written } from './running.ts';
import { sameNumbers } from './same-numbers.ts';

const expected = new Map<Model, ReturnType<typeof evaluatedJson>>();

/** What our own evaluation says, which central differences and PyTorch have judged. */
function ours(model: Model): ReturnType<typeof evaluatedJson> {
  const found = expected.get(model) ?? evaluatedJson(evaluateModel(model));
  expected.set(model, found);
  return found;
}

describe('the code of every layer, loss and template has our numbers', () => {
  it.each(programs)('in JavaScript: %s', async (_, model) => {
    sameNumbers(await runJs(written('js', model, fileName(model))), ours(model));
  });

  it.runIf(have('cc', 'apt install gcc libc6-dev'))(
    'in C, compiled without a warning',
    () => {
      const runs = runManyC(programs.map(([, model]) => written('c', model, fileName(model))));
      for (const [at, [name, model]] of programs.entries()) {
        const { found, failed } = runs[at];
        if (!found) throw new Error(`${name}: ${failed}`);
        sameNumbers(found, ours(model));
      }
      // By itself a file includes what it needs.
      for (const [, model] of fewPrograms)
        sameNumbers(runC(written('c', model, fileName(model))), ours(model));
    },
    600_000,
  );

  for (const [library, some, install] of [
    ['numpy', programs, 'apt install python3-numpy'],
    ['torch', programs, 'apt install python3-torch'],
    // Each operation at each size is compiled anew: a few models take as long as all of the others.
    ['jax', fewPrograms, 'pip install jax'],
  ] as const) {
    const python = pythonWith(library, install);
    it.runIf(python !== undefined)(
      `in Python with ${library}`,
      () => {
        const runs = runPython(
          python ?? '',
          some.map(([, model]) => [written(library, model, fileName(model))]),
        );
        for (const [at, [name, model]] of some.entries()) {
          expect(runs[at].failed, name).toBe(null);
          expect(runs[at].warnings, name).toEqual([]);
          sameNumbers(JSON.parse(runs[at].out), ours(model));
          agreesWithItsLibrary(name, runs[at].err);
        }
      },
      600_000,
    );
  }
});

/** Where nothing ties and no kink is met, autograd and jax.grad find the same derivatives. */
function agreesWithItsLibrary(name: string, said: string): void {
  const [, difference] = /largest difference from .*: (.*)/.exec(said) ?? [];
  if (difference === undefined || /ties|kink|Max|extreme|three layers|strides/.test(name)) return;
  expect(Number(difference), name).toBeLessThan(1e-9);
}

/** Names of models are no names of files. */
function fileName(model: Model): string {
  return String(programs.findIndex(([, one]) => one === model));
}
