import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nested } from '../../src/evaluate/evaluated-json.ts';
import { readValues } from '../../src/values/index.ts';
import type { WrittenArray } from '../../src/values/number-bytes.ts';
import { writeSafetensors } from '../../src/values/write-safetensors.ts';
import { emptyFolder, gradsheet } from './run.ts';

const cwd = emptyFolder();
const numbers = (shape: number[], seed: number): WrittenArray => ({
  shape,
  data: Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, at) =>
    Math.fround((((at * 7919 + seed) % 65537) / 32768 - 1) / 8),
  ),
  single: true,
});
writeFileSync(
  join(cwd, 'weights.safetensors'),
  writeSafetensors(
    new Map([
      ['I', numbers([3, 48, 48], 5)],
      ['W', numbers([32, 3, 5, 5], 17)],
      ['y', numbers([32, 22, 22], 3)],
    ]),
  ),
);
writeFileSync(
  join(cwd, 'large.yaml'),
  `input: { name: I, shape: [3, 48, 48] }
layers:
  - Conv2d: { out_channels: 32, kernel_size: 5, bias: false, weight: W, output: o }
  - ReLU: { output: a }
  - MaxPool2d: { kernel_size: 2, output: p }
loss: MSELoss
values: weights.safetensors
`,
);

/** The gradients that eval writes, changed. */
async function answer(
  file: string,
  changed: (name: string, data: Float64Array) => { shape?: number[]; data: ArrayLike<number> },
): Promise<string> {
  await gradsheet(['eval', 'large.yaml', '-o', 'grads.safetensors'], { cwd });
  const arrays = readValues(readFileSync(join(cwd, 'grads.safetensors')), 'grads.safetensors');
  const written = arrays.names.map((name): [string, WrittenArray] => {
    const found = arrays.find(name);
    const data = Float64Array.from(found?.doubles?.() ?? []);
    return [name, { shape: found?.shape ?? [], single: true, ...changed(name, data) }];
  });
  writeFileSync(join(cwd, file), writeSafetensors(new Map(written)));
  return file;
}

describe('verify of a model that is too large to be written out', () => {
  it('says that float32 numbers are right, and what was not looked for', async () => {
    const file = await answer('right.safetensors', (_, data) => ({ data }));
    const { status, out, err } = await gradsheet(['verify', 'large.yaml', file], { cwd });
    expect([status, err]).toEqual([0, '']);
    expect(out).toContain('Right: all 148705 entries that were answered are right.');
    expect(out.replaceAll(/\s+/g, ' ')).toContain(
      'This model is too large to be written out entry by entry: mistakes behind wrong numbers, and other choices at ties and kinks, are not looked for.',
    );
  });

  it('finds the one entry that is wrong', async () => {
    const file = await answer('wrong.safetensors', (name, data) => {
      if (name === 'W') data[76] *= 1.001;
      return { data };
    });
    const { status, out } = await gradsheet(['verify', 'large.yaml', file, '--json'], { cwd });
    expect(status).toBe(1);
    const { correct, gradients, values } = JSON.parse(out);
    expect(correct).toBe(false);
    expect(gradients.I).toMatchObject({ correct: true, answered: 6912, right: 6912, entries: [] });
    expect(gradients.W).toMatchObject({ correct: false, method: 'numeric', answered: 2400, right: 2399 });
    expect(gradients.W.entries).toHaveLength(1);
    expect(gradients.W.entries[0]).toMatchObject({ index: [2, 1, 1, 2], correct: false, verdict: 'wrong' });
    expect(Object.keys(values)).toEqual(['L', 'o', 'a', 'p']);
    const text = await gradsheet(['verify', 'large.yaml', file, '-o', 'report.md'], { cwd });
    expect(text.status).toBe(1);
    expect(text.out).toContain('Wrong: 1 of 148705 entries that were answered is wrong.');
    expect(readFileSync(join(cwd, 'report.md'), 'utf8')).toContain('How it is known');
    expect(await gradsheet(['verify', 'large.yaml', file, '--tolerance', '0.1'], { cwd })).toMatchObject({
      status: 0,
    });
  });

  it('knows numbers that are not finite for wrong, and other layouts', async () => {
    const nan = await answer('nan.safetensors', (name, data) => {
      if (name === 'I') data[0] = Number.NaN;
      return { data };
    });
    const { status, out } = await gradsheet(['verify', 'large.yaml', nan, '--json'], { cwd });
    expect(status).toBe(1);
    expect(JSON.parse(out).gradients.I.entries).toMatchObject([{ index: [1, 1, 1], got: 'NaN' }]);
    // OIHW as HWIO: [a, b, c, d] stands at [c, d, b, a].
    const turned = await answer('hwio.safetensors', (name, data) => {
      if (name !== 'W') return { data };
      const places = Array.from({ length: 2400 }, (_, at) => {
        const [o, i, w, h] = [
          at % 32,
          Math.floor(at / 32) % 3,
          Math.floor(at / 96) % 5,
          Math.floor(at / 480),
        ];
        return ((o * 3 + i) * 5 + h) * 5 + w;
      });
      return { shape: [5, 5, 3, 32], data: places.map((place) => data[place]) };
    });
    const asked = (...args: string[]) => gradsheet(['verify', 'large.yaml', turned, ...args], { cwd });
    expect((await asked('--layout', 'HWIO')).status).toBe(0);
    expect((await asked()).out).toContain('5 × 5 × 3 × 32 in place of 32 × 3 × 5 × 5');
  });

  it('judges decimals and weights after a step', async () => {
    const arrays = readValues(readFileSync(join(cwd, 'grads.safetensors')), 'grads.safetensors');
    const gradient = arrays.find('W')?.doubles?.() ?? [];
    const weights = numbers([32, 3, 5, 5], 17).data;
    writeFileSync(
      join(cwd, 'step.json'),
      JSON.stringify({
        W_new: nested(
          [32, 3, 5, 5],
          Array.from(gradient, (slope, at) => weights[at] - 0.1 * slope),
        ),
        dW_2111: gradient[75],
      }),
    );
    const run = (...args: string[]) => gradsheet(['verify', 'large.yaml', 'step.json', ...args], { cwd });
    expect((await run('--rate', '0.1')).status).toBe(0);
    expect((await run('--rate', '0.2')).status).toBe(1);
    expect((await run()).err).toContain('say it with --rate');
  });

  it.each([
    [
      ['formula.txt'],
      'formula.txt: found the formula 2 W_2111, expected numbers: this model is too large for formulas to be judged.\n',
    ],
    [
      ['right.safetensors', '--second-opinion'],
      'large.yaml: --second-opinion differentiates expressions, for which this model is too large; leave it out.\n',
    ],
  ])('refuses %j', async (args, err) => {
    writeFileSync(join(cwd, 'formula.txt'), 'dW_1111 = 2 W_2111\n');
    expect(await gradsheet(['verify', 'large.yaml', ...args], { cwd })).toEqual({ status: 2, out: '', err });
  });
});
