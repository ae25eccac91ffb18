import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, gradsheet, model, root } from './run.ts';

const seed = model('how-a-filter-learns');

function dataUrl(module: string): string {
  return `data:text/javascript,${encodeURIComponent(module)}`;
}

describe('gradsheet eval', () => {
  it('prints the loss, outputs and gradients in JSON, exact beside float', async () => {
    const { status, out } = await gradsheet(['eval', seed, '--json']);
    expect(status).toBe(0);
    const { loss, outputs, gradients } = JSON.parse(out);
    expect(loss).toEqual({ value: 4, exact: '4' });
    expect(outputs.o.shape).toEqual([1, 2, 2]);
    expect(gradients.W).toEqual({
      shape: [1, 1, 2, 2],
      value: [
        [
          [
            [-4, -6],
            [-4, -6],
          ],
        ],
      ],
      exact: [
        [
          [
            ['-4', '-6'],
            ['-4', '-6'],
          ],
        ],
      ],
    });
    expect(gradients.I.shape).toEqual([1, 3, 3]);
  });

  it('takes values from a file', async () => {
    const cwd = emptyFolder();
    writeFileSync(
      join(cwd, 'values.json'),
      '{"I": [[1,2,0],[0,1,3],[2,1,1]], "W": [[1,-1],["1/2",0]], "y": "1/2"}',
    );
    const { out } = await gradsheet(['eval', seed, '--json', '--values', 'values.json'], { cwd });
    expect(JSON.parse(out).loss).toEqual({ value: 0.25, exact: '1/4' });
  });

  it('gives second derivatives, their product with a direction, and the derivatives of an output', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'direction.csv'), '1,0\n0,1\n');
    const args = ['eval', seed, '--json', '--wrt', 'W'];
    const second = JSON.parse((await gradsheet([...args, '--order', '2', '--jacobian', 'p'])).out);
    expect(second.hessians.W.shape).toEqual([1, 1, 2, 2, 1, 1, 2, 2]);
    expect(second.hessians.W.exact.flat(7)).toEqual([
      '2',
      '3',
      '2',
      '3',
      '3',
      '9/2',
      '3',
      '9/2',
      '2',
      '3',
      '2',
      '3',
      '3',
      '9/2',
      '3',
      '9/2',
    ]);
    expect(second.jacobians.p.W.exact.flat(6)).toEqual(['1', '3/2', '1', '3/2']);
    expect(Object.keys(second.gradients)).toEqual(['W']);
    const product = JSON.parse((await gradsheet([...args, '--times', 'direction.csv'], { cwd })).out);
    expect(product.hessians.W.exact.flat(3)).toEqual(['5', '15/2', '5', '15/2']);
  });

  it('says which ties and kinks were met, what was chosen, and what the choice moves', async () => {
    const model = 'input: { shape: [1, 2] }\nlayers: [ReLU, MaxPool2d: { kernel_size: [1, 2] }]\nloss: Sum\n';
    const input = `${model}values: { I: [[3, 3]] }\n`;
    expect(JSON.parse((await gradsheet(['eval', '-', '--json'], { input })).out).choices).toEqual([
      {
        kind: 'tie',
        output: { name: 'p', index: [1, 1, 1] },
        candidates: [
          { name: 'a', index: [1, 1, 1] },
          { name: 'a', index: [1, 1, 2] },
        ],
        value: 3,
        moves: [
          { gradient: { name: 'I', index: [1, 1, 1] }, from: 0, to: 1 },
          { gradient: { name: 'I', index: [1, 1, 2] }, from: 0, to: 1 },
        ],
      },
    ]);
    expect((await gradsheet(['eval', '-'], { input: `${model}values: { I: [[0, -1]] }\n` })).out).toContain(
      'kink: I[1,1] is 0, where ReLU takes the slope 0 of [0, 1]; the choice moves the gradient of I[1,1] between 0 and 1',
    );
  });

  it.each([
    [
      ['eval', seed, '--wrt', 'V'],
      '--wrt: found "V", expected the input or a parameter of the model; this model has I, W.\n',
    ],
    [
      ['eval', seed, '--jacobian', 'q'],
      '--jacobian: found "q", expected an output of the model; it has o, p, v.\n',
    ],
    [['eval', seed, '--times', 'none.csv'], 'none.csv: there is no such file, expected a values file.\n'],
    [
      ['eval', seed, '--order', '3'],
      "gradsheet: option '--order <order>' argument '3' is invalid. Allowed choices are 1, 2. See gradsheet --help.\n",
    ],
  ])('refuses %j in one sentence', async (args, err) => {
    expect(await gradsheet(args)).toEqual({ status: 2, out: '', err });
  });

  describe('a model that is too large to be written out', () => {
    const folder = emptyFolder();
    const numbers = (count: number): number[] =>
      Array.from({ length: count }, (_, at) => ((at * 7) % 13) - 6);
    const values = {
      I: Array.from({ length: 3 }, () => Array.from({ length: 48 }, () => numbers(48))),
      W: Array.from({ length: 32 }, () =>
        Array.from({ length: 3 }, () => Array.from({ length: 5 }, () => numbers(5))),
      ),
      y: Array.from({ length: 32 }, () => Array.from({ length: 22 }, () => numbers(22))),
    };
    writeFileSync(
      join(folder, 'large.json'),
      JSON.stringify({
        input: { name: 'I', shape: [3, 48, 48] },
        layers: [
          { Conv2d: { out_channels: 32, kernel_size: 5, bias: false, weight: 'W' } },
          'ReLU',
          { MaxPool2d: { kernel_size: 2 } },
        ],
        loss: 'MSELoss',
        values,
      }),
    );

    it('is run, with the ties and kinks that it meets', async () => {
      const { status, out, err } = await gradsheet(['eval', 'large.json', '--json', '--wrt', 'W'], {
        cwd: folder,
      });
      expect([status, err]).toEqual([0, '']);
      const { gradients, choices } = JSON.parse(out);
      expect(gradients.W.shape).toEqual([32, 3, 5, 5]);
      expect(gradients.W.exact).toBeNull();
      const kinds: ('tie' | 'kink')[] = choices.map(({ kind }: { kind: 'tie' | 'kink' }) => kind);
      expect(kinds).toContain('tie');
      // 0 is the derivative that PyTorch takes of ReLU at 0 and on its left: a tie of zeros moves nothing.
      const ofZeros = choices.find((choice: { kind: string; value: number }) => choice.value === 0);
      expect(ofZeros.moves).toEqual([]);
    });

    it('has no second derivatives: they are refused with the count', async () => {
      expect(await gradsheet(['eval', 'large.json', '--order', '2'], { cwd: folder })).toEqual({
        status: 2,
        out: '',
        err: 'large.json: second derivatives and Jacobians are found entry by entry, for which this model would need up to 38,249,196 expression nodes, more than the 10,000,000 that are allowed; ask for the gradients alone.\n',
      });
    });
  });

  it('refuses values at which a result is no number', async () => {
    const input =
      'input: { shape: [2] }\nlayers: [Expression: "log(x)"]\nloss: Sum\nvalues: { I: [1, -1] }\n';
    expect(await gradsheet(['eval', '-'], { input })).toEqual({
      status: 2,
      out: '',
      err: '(standard input): h at [2] has no finite value (NaN) at these values; look for a root or a logarithm of a number below 0, a division by 0, or numbers that are too large.\n',
    });
  });

  it('loads no browser, no second algebra system, no typesetter and no reader of other files', async () => {
    const hook =
      'export async function resolve(name, context, next) { const found = await next(name, context); console.error(found.url); return found; }';
    const register = `import { register } from 'node:module'; register(${JSON.stringify(dataUrl(hook))});`;
    const watch = dataUrl(register);
    const { status, err } = await gradsheet(['eval', seed], { node: ['--import', watch] });
    expect(status).toBe(0);
    expect(err).toContain('dist/command/models.js');
    expect(err).not.toMatch(/puppeteer|nerdamer|katex|chromium|papaparse|fflate|protobufjs/);
  });

  it('asks for the values that a model lacks', async () => {
    const { status, err } = await gradsheet(['eval', '-'], {
      input: 'input: { shape: [2, 2] }\nlayers: [Flatten]\nloss: Sum\n',
    });
    expect({ status, err }).toEqual({
      status: 2,
      err: '(standard input): the model has no values, expected a map `values:` with I.\n',
    });
  });
});

describe('every command', () => {
  it.each(['derive', 'eval', 'import', 'layers', 'schema'])('%s --help shows an example', async (command) => {
    const { status, out } = await gradsheet([command, '--help']);
    expect(status).toBe(0);
    expect(out).toContain(`Example:\n  gradsheet ${command}`);
  });

  it('knows its version', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(await gradsheet(['--version'])).toEqual({ status: 0, out: `${version}\n`, err: '' });
  });
});
