import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { evaluateModel } from '../../src/evaluate/evaluate-model.ts';
import { readModel } from '../../src/model/read.ts';
import { emptyFolder, gradsheet, root } from '../cli/run.ts';

const page = readFileSync(join(root, 'docs/frameworks.md'), 'utf8');

/** The first code block of a language after a heading. */
function example(heading: string, language: string): string {
  const from = page.indexOf(heading);
  const found = page.slice(from).match(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``));
  if (from < 0 || !found) throw new Error(`the page has no ${language} example after ${heading}`);
  return found[1];
}

/** The arguments of the command that the page says after a heading. */
function command(heading: string): string[] {
  return example(heading, 'sh').trim().split(' ').slice(1);
}

const cwd = emptyFolder();
const heading = '## TensorFlow.js';

describe('gradients from TensorFlow.js', () => {
  beforeAll(() => {
    writeFileSync(join(cwd, 'model.yaml'), example('# Gradients', 'yaml'));
    writeFileSync(join(cwd, 'grads.mjs'), example(heading, 'js'));
    symlinkSync(join(root, 'node_modules'), join(cwd, 'node_modules'), 'dir');
    const { status, stderr } = spawnSync(process.execPath, ['grads.mjs'], { cwd, encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  });

  it('are those of the model', () => {
    const theirs: { W: number[][][][]; b: number[] } = JSON.parse(
      readFileSync(join(cwd, 'grads.json'), 'utf8'),
    );
    const { gradients } = evaluateModel(readModel(example('# Gradients', 'yaml'), 'model.yaml'));
    const W = [0, 1].flatMap((out) =>
      [0, 1].flatMap((row) => [0, 1].map((column) => theirs.W[row][column][0][out])),
    );
    for (const [name, found] of Object.entries({ W, b: theirs.b })) {
      const expected = gradients.get(name)?.value ?? [];
      expect(found).toHaveLength(expected.length);
      for (const [at, value] of found.entries()) {
        expect(Math.abs(value - expected[at])).toBeLessThanOrEqual(
          1e-6 * Math.max(1, Math.abs(expected[at])),
        );
      }
    }
  });

  it('are found right by the command on the page', async () => {
    expect(command(heading)).toContain('verify');
    const { status, err } = await gradsheet(command(heading), { cwd });
    expect(err).toBe('');
    expect(status).toBe(0);
  });
});
