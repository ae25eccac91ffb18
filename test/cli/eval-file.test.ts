import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readValues } from '../../src/values/index.ts';
import { pythonWith } from '../code/running.ts';
import { emptyFolder, gradsheet, model, root } from './run.ts';

const seed = model('how-a-filter-learns');

/** What `eval --json` says, row-major. */
async function printed(): Promise<Record<string, { shape: number[]; values: number[] }>> {
  const { out } = await gradsheet(['eval', seed, '--json']);
  const { loss, outputs, gradients } = JSON.parse(out);
  const arrays: [string, { shape: number[]; value: number[] }][] = Object.entries({
    ...outputs,
    ...gradients,
  });
  return {
    L: { shape: [], values: [loss.value] },
    ...Object.fromEntries(
      arrays.map(([name, { shape, value }]) => [name, { shape, values: [value].flat(9).map(Number) }]),
    ),
  };
}

describe('gradsheet eval -o', () => {
  it.each(['npz', 'safetensors'])(
    'writes doubles into .%s that are read back as they are printed',
    async (ending) => {
      const cwd = emptyFolder();
      const file = `grads.${ending}`;
      const { status, out } = await gradsheet(['eval', seed, '-o', file], { cwd });
      expect({ status, out }).toEqual({ status: 0, out: `loss\n  4\nwrote ${file}\n` });
      const arrays = readValues(readFileSync(join(cwd, file)), file);
      const found = arrays.names.map((name) => {
        const array = arrays.find(name);
        expect(array?.binary?.precision).toBe('float64');
        return [name, { shape: array?.shape, values: [...(array?.doubles?.() ?? [])] }];
      });
      expect(Object.fromEntries(found)).toEqual(await printed());
      // Its names are those of an answer.
      expect(await gradsheet(['verify', seed, file], { cwd })).toMatchObject({ status: 0 });
    },
  );

  const python = pythonWith('numpy', 'apt install python3-numpy');
  it.runIf(python !== undefined)('writes what NumPy loads', async () => {
    const cwd = emptyFolder();
    await gradsheet(['eval', seed, '-o', 'grads.npz', '--order', '2'], { cwd });
    const script = `import json, numpy as np
arrays = np.load("grads.npz")
print(json.dumps({name: [str(arrays[name].dtype), arrays[name].shape, arrays[name].ravel().tolist()] for name in arrays}))`;
    const loaded = JSON.parse(execFileSync(python ?? '', ['-c', script], { cwd, encoding: 'utf8' }));
    for (const [name, { shape, values }] of Object.entries(await printed()))
      expect(loaded[name]).toEqual(['float64', shape, values]);
    expect(loaded['hessians.W'][1]).toEqual([1, 1, 2, 2, 1, 1, 2, 2]);
  });

  it('says in JSON what is where, and the same bytes every time', async () => {
    const cwd = emptyFolder();
    const { out } = await gradsheet(['eval', seed, '--json', '-o', 'a.npz'], { cwd });
    expect(JSON.parse(out)).toEqual({
      loss: { value: 4, exact: '4' },
      outputs: { o: { shape: [1, 2, 2] }, p: { shape: [1, 1, 1] }, v: { shape: [1] } },
      gradients: { I: { shape: [1, 3, 3] }, W: { shape: [1, 1, 2, 2] } },
      file: 'a.npz',
    });
    await gradsheet(['eval', seed, '-o', 'b.npz'], { cwd });
    expect(readFileSync(join(cwd, 'b.npz')).equals(readFileSync(join(cwd, 'a.npz')))).toBe(true);
  });

  it.each([
    [['-o', 'x.json'], '-o x.json: found the ending ".json", expected .npz or .safetensors.\n'],
    [
      ['-o', '-'],
      '-o -: arrays are not written to standard output, expected a file in .npz or .safetensors.\n',
    ],
  ])('refuses %j', async (args, err) => {
    expect(await gradsheet(['eval', seed, ...args])).toEqual({ status: 2, out: '', err });
  });

  it('is asked for where the numbers are too many for a text', async () => {
    const resnet = join(root, 'test/bench/resnet18.yaml');
    expect(await gradsheet(['eval', resnet])).toEqual({
      status: 2,
      out: '',
      err: `${resnet}: found 20,070,928 numbers of outputs and gradients, expected at most 8,000,000 to print; write them into a file in .npz or .safetensors with -o.\n`,
    });
  });
});
