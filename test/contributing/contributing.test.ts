import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../cli/run.ts';
import { newMembers } from './members.ts';

const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');

describe('a copy of the sources with a new member of every kind, each a file and a line', () => {
  const copy = mkdtempSync(join(root, 'test/.copy-'));
  afterAll(() => rmSync(copy, { recursive: true }));

  const run = (...command: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: copy, encoding: 'utf8' });
    return { status, out: stdout + stderr };
  };
  const gradsheet = (...given: readonly string[]): string => {
    const { status, out } = run('bin/gradsheet.js', ...given);
    expect(status, out).toBe(0);
    return out;
  };
  beforeAll(() => {
    for (const part of ['src', 'bin', 'templates', 'package.json', 'rolldown.config.js'])
      cpSync(join(root, part), join(copy, part), { recursive: true });
    for (const { folder, name, line, source } of newMembers) {
      writeFileSync(join(copy, 'src', folder, `${name}.ts`), source.trimStart());
      const index = join(copy, 'src', folder, 'index.ts');
      const before = readFileSync(index, 'utf8');
      const imported = [name, `${name}Command`].find((known) => line.endsWith(known));
      const above = imported ? `import { ${imported} } from './${name}.ts';\n` : '';
      writeFileSync(index, above + before.replace(/^\}/m, `  ${line},\n}`));
    }
    const { status, out } = run(join(root, 'node_modules/rolldown/bin/cli.mjs'), '-c');
    expect(status, out).toBe(0);
    writeFileSync(
      join(copy, 'model.yaml'),
      `input: { name: x, shape: [2] }
layers: [{ Softsign: { output: s } }, { Expression: { formula: arctan(s), output: z } }]
loss: { QuarticLoss: { target: y } }
values: { x: [1, -3], y: [0, 3] }
`,
    );
  });

  it('has the layer, the loss and the function', () => {
    const { outputs, loss } = JSON.parse(gradsheet('eval', 'model.yaml', '--json'));
    expect(outputs.s.value).toEqual([0.5, -0.75]);
    const z = [Math.atan(0.5), Math.atan(-0.75)];
    expect(outputs.z.value).toEqual(z);
    expect(loss.value).toBeCloseTo((z[0] ** 4 + (z[1] - 3) ** 4) / 2, 12);
    expect(gradsheet('layers')).toMatch(/Softsign [\s\S]*QuarticLoss /);
    expect(gradsheet('schema')).toContain('"Softsign"');
  });

  it('proves their laws', () => {
    expect(gradsheet('prove', 'model.yaml')).toContain('Proved');
  });

  it('spells the function in every language, and understands it in an answer', () => {
    for (const [target, call] of Object.entries({
      js: 'Math.atan(',
      c: 'atan(',
      numpy: 'np.arctan(',
      torch: 'torch.arctan(',
      jax: 'jnp.arctan(',
    }))
      expect(gradsheet('code', 'model.yaml', '--to', target, '-o', '-')).toContain(call);
    writeFileSync(
      join(copy, 'product.yaml'),
      'input: { name: x, shape: [1] }\nlayers: [Expression: x*arctan(x)]\nloss: Sum\nvalues: { x: [2] }\n',
    );
    writeFileSync(join(copy, 'answer.txt'), 'dL/dx = [atan(x) + x/(1 + x^2)]');
    expect(gradsheet('verify', 'product.yaml', 'answer.txt')).toContain(
      'Right: the entry that was answered is right.',
    );
  });

  it('writes the code target', () => {
    gradsheet('code', 'model.yaml', '-o', 'model.html');
    expect(readFileSync(join(copy, 'model.html'), 'utf8')).toMatch(
      /^<script type="module">\n[\s\S]*export function gradient[\s\S]*<\/script>\n$/,
    );
  });

  it('asks the exercise, in what a learning management system reads', () => {
    gradsheet(
      'worksheet',
      'templates/how-a-filter-learns.yaml',
      '--exercises',
      'count',
      '--to',
      'md',
      '--lms',
      'gift',
      '-o',
      'class',
    );
    expect(readFileSync(join(copy, 'class/gift.gift'), 'utf8')).toMatch(
      /^::\S+ 1\.count:: 1\.count \{#4\}\n$/,
    );
  });

  it('finds the mistake', () => {
    const { source } = newMembers.find(({ name }) => name === 'signsDropped') ?? { source: '' };
    writeFileSync(join(copy, 'signs.yaml'), /^input:[\s\S]*?(?=`)/m.exec(source)?.[0] ?? '');
    writeFileSync(join(copy, 'signs.txt'), 'dL/dW = [[12, 24, 36]]');
    const { status, out } = run('bin/gradsheet.js', 'verify', 'signs.yaml', 'signs.txt');
    expect(status, out).toBe(1);
    expect(out).toContain('the numbers are without their signs');
  });

  it('finds what makes a variant degenerate', () => {
    expect(gradsheet('stress', 'model.yaml', '--variants', '2')).toContain('the loss is above 1');
  });

  it('draws the figure, in the format', () => {
    expect(gradsheet('figure', 'model.yaml', 'loss', '-o', 'loss.alt')).toContain('wrote loss.alt');
    expect(readFileSync(join(copy, 'loss.alt'), 'utf8')).toBe('The loss: QuarticLoss.\n');
  });

  it('writes the formula, in the format', () => {
    expect(gradsheet('formula', 'model.yaml', 'law.x', '--line', '1', '--to', 'latex', '-o', '-')).toContain(
      '\\partial',
    );
  });

  it('writes the format', () => {
    expect(gradsheet('derive', 'model.yaml', '--to', 'outline', '-o', '-')).toContain('\n');
  });

  it('has the command', () => {
    expect(gradsheet('--help')).toContain('the shape of what each layer makes');
    expect(gradsheet('sizes', 'model.yaml')).toBe('s 2\nz 2\n');
  });
});

describe('the page on contributing', () => {
  it('names files that there are', () => {
    const files = [...page.matchAll(/`((?:[a-z]+\/)+[A-Za-z0-9-]+\.ts)`/g)].map(([, file]) => file);
    expect(files.length).toBeGreaterThan(15);
    for (const file of files)
      expect(
        ['.', 'src'].some((folder) => existsSync(join(root, folder, file))),
        file,
      ).toBe(true);
  });

  it('names commands that there are', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const named = [...page.matchAll(/`npm run ([a-z:]+)/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(5);
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
  });
});
