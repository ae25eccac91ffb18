import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inlineLimit } from '../../src/code/source.ts';
import { evaluateModel } from '../../src/evaluate/evaluate-model.ts';
import { evaluatedJson } from '../../src/evaluate/evaluated-json.ts';
import { entryCount } from '../../src/index/tensor.ts';
import { givenTensors } from '../../src/model/expansion.ts';
import type { Model } from '../../src/model/model.ts';
import { readModel } from '../../src/model/read.ts';
import { codeTargets } from '../loaded.ts';
import { have } from '../tools.ts';
import { withNumbers } from '../values-for.ts';
import { codeOf, folder, pythonWith, runC, runPython, written } from './running.ts';
import { sameNumbers } from './same-numbers.ts';

const nets = join(import.meta.dirname, '../bench');

describe('the code of large nets', () => {
  it.each(codeTargets.flatMap(({ name }) => ['alexnet', 'resnet18'].map((net) => [name, net])))(
    'for %s is about as long for %s whatever its sizes: nothing is expanded',
    (name, net) => {
      const text = readFileSync(join(nets, `${net}.yaml`), 'utf8');
      const model = readModel(text, net, { anySize: true });
      const lines = (one: Model): number => codeOf(name, one).split('\n').length;
      const large = readModel(text.replaceAll('224', '1792'), net, { anySize: true });
      // Longer numbers break some lines.
      expect(lines(large)).toBeLessThan(1.1 * lines(model));
      expect(lines(model)).toBeLessThan(3500);
    },
  );
});

const layers = [{ Linear: { out_features: 100, weight: 'V' } }, 'Tanh', { Linear: { out_features: 2 } }];
const said = { input: { name: 'x', shape: [60] }, layers, loss: 'CrossEntropyLoss' };
const model = withNumbers(readModel(JSON.stringify(said), 'large.json'), 9);
const expected = evaluatedJson(evaluateModel(model));
const numbers = givenTensors(model).map(({ name, shape }) => ({
  name,
  shape,
  values: (model.values?.get(name)?.data ?? []).map(Number),
}));

describe(`more than ${inlineLimit} numbers are no part of the code`, () => {
  it('but its arguments', () => {
    expect(numbers.reduce((count, { shape }) => count + entryCount(shape), 0)).toBeGreaterThan(inlineLimit);
    for (const { name } of codeTargets) expect(codeOf(name, model).length).toBeLessThan(10_000);
  });

  it('in JavaScript as JSON by name', () => {
    const file = join(folder, 'large.json');
    const nested = (values: readonly number[], [size, ...rest]: readonly number[]): unknown =>
      size === undefined
        ? values[0]
        : Array.from({ length: size }, (_, at) =>
            nested(values.slice((at * values.length) / size, ((at + 1) * values.length) / size), rest),
          );
    const named = numbers.map(({ name, shape, values }) => [name, nested(values, shape)]);
    writeFileSync(file, JSON.stringify(Object.fromEntries(named)));
    const out = execFileSync(process.execPath, [written('js', model, 'large'), file], { encoding: 'utf8' });
    sameNumbers(JSON.parse(out), expected);
  });

  it.runIf(have('cc', 'apt install gcc libc6-dev'))('in C as doubles in a file', () => {
    const file = join(folder, 'large.bin');
    writeFileSync(file, Buffer.from(Float64Array.from(numbers.flatMap(({ values }) => values)).buffer));
    const path = written('c', model, 'large');
    sameNumbers(runC(path, file), expected);
    expect(() => runC(path, join(folder, 'none.bin'))).toThrow();
  });

  for (const [library, install] of [
    ['numpy', 'apt install python3-numpy'],
    ['torch', 'apt install python3-torch'],
    ['jax', 'pip install jax'],
  ] as const) {
    const python = pythonWith(library, install);
    it.runIf(python !== undefined)(`in Python with ${library} as .npz by name`, () => {
      const [json, npz] = [join(folder, 'numbers.json'), join(folder, 'large.npz')];
      const named = numbers.map(({ name, shape, values }) => [name, { shape, values }]);
      writeFileSync(json, JSON.stringify(Object.fromEntries(named)));
      const script = `import json, sys, numpy as np
given = json.load(open(sys.argv[1]))
np.savez(sys.argv[2], **{name: np.reshape(one["values"], one["shape"]) for name, one in given.items()})`;
      execFileSync(python ?? '', ['-c', script, json, npz]);
      const [{ failed, out }] = runPython(python ?? '', [[written(library, model, 'large'), npz]]);
      expect(failed).toBe(null);
      sameNumbers(JSON.parse(out), expected);
    });
  }
});
