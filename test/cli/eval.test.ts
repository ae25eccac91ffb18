import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, gradsheet, model, root } from './run.ts';

const seed = model('how-a-filter-learns');

function dataUrl(module: string): string {
  return `data:text/javascript,${encodeURIComponent(module)}`;
}

describe('gradsheet eval', () => {
  it('prints the loss, outputs and gradients in JSON, exact beside float', () => {
    const { status, out } = gradsheet(['eval', seed, '--json']);
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

  it('takes values from a file', () => {
    const cwd = emptyFolder();
    writeFileSync(
      join(cwd, 'values.json'),
      '{"I": [[1,2,0],[0,1,3],[2,1,1]], "W": [[1,-1],["1/2",0]], "y": "1/2"}',
    );
    const { out } = gradsheet(['eval', seed, '--json', '--values', 'values.json'], { cwd });
    expect(JSON.parse(out).loss).toEqual({ value: 0.25, exact: '1/4' });
  });

  it('loads no browser, no second algebra system and no typesetter', () => {
    const hook =
      'export async function resolve(name, context, next) { const found = await next(name, context); console.error(found.url); return found; }';
    const register = `import { register } from 'node:module'; register(${JSON.stringify(dataUrl(hook))});`;
    const watch = dataUrl(register);
    const { status, err } = gradsheet(['eval', seed], { node: ['--import', watch] });
    expect(status).toBe(0);
    expect(err).toContain('fraction.js');
    expect(err).not.toMatch(/puppeteer|nerdamer|katex|chromium/);
  });

  it('asks for the values that a model lacks', () => {
    const { status, err } = gradsheet(['eval', '-'], {
      input: 'input: { shape: [2, 2] }\nlayers: [Flatten]\nloss: Sum\n',
    });
    expect({ status, err }).toEqual({
      status: 2,
      err: '(standard input): the model has no values, expected a map `values:` with I.\n',
    });
  });
});

describe('every command', () => {
  it.each(['derive', 'eval', 'import', 'layers', 'schema'])('%s --help shows an example', (command) => {
    const { status, out } = gradsheet([command, '--help']);
    expect(status).toBe(0);
    expect(out).toContain(`Example:\n  gradsheet ${command}`);
  });

  it('knows its version', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(gradsheet(['--version'])).toEqual({ status: 0, out: `${version}\n`, err: '' });
  });
});
