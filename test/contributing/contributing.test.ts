import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { evaluateModel } from '../src/evaluate/evaluate-model.ts';
import { assets } from '../src/formats/assets.ts';
import type { formats } from '../src/formats/index.ts';
import type { readModel } from '../src/model/read.ts';
import type { holds, prove } from '../src/verify/prove.ts';
import { root } from './cli/run.ts';

const page = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');

/** Members as somebody would write them, by their files. */
const members: Readonly<Record<string, string>> = {
  'layers/Softsign.ts': `
import * as z from 'zod';
import { add, apply, multiply, number, power } from '../index/formula.ts';
import { activation } from './activation.ts';
import { named } from './option.ts';

/** x / (1 + |x|) */
export const Softsign = activation({
  name: 'Softsign',
  summary: 'x / (1 + |x|)',
  options: z.strictObject({ ...named }),
  of: (_, x) => multiply(x, power(add(number(1), apply('abs', x)), -1)),
});
`,
  'losses/QuarticLoss.ts': `
import * as z from 'zod';
import { minus, power } from '../index/formula.ts';
import type { Loss } from './loss.ts';
import { entryByEntry, reduction, targetName } from './reduction.ts';

const options = z.strictObject({ target: targetName, reduction });

export const QuarticLoss: Loss<z.output<typeof options>> = {
  name: 'QuarticLoss',
  summary: 'the mean of fourth powers of differences',
  options,
  example: {},
  target: ({ target }, { shape }) => ({ name: target, shape }),
  formula: ({ reduction: how }, tensors) => entryByEntry(how, tensors, (x, y) => power(minus(x, y), 4)),
};
`,
  'exercises/count.ts': `
import { paragraph } from '../document/prose.ts';
import { entryCount } from '../index/tensor.ts';
import type { Exercise } from './exercise.ts';

export const count: Exercise = {
  name: 'count',
  summary: 'say how many numbers are learned',
  questions: ({ setting }) => {
    const learned = setting.wrt.reduce((total, { shape }) => total + entryCount(shape), 0);
    return [
      {
        exercise: 'count',
        key: 'count',
        title: ['What is learned'],
        ask: [paragraph('How many numbers are learned?')],
        fields: [
          {
            name: 'count',
            label: { kind: 'words', text: 'numbers' },
            points: 1,
            answer: { kind: 'number', exact: null, float: learned },
          },
        ],
        difficulty: 1,
        space: 1,
        solution: [paragraph(String(learned), '.')],
      },
    ];
  },
};
`,
  'formats/outline.ts': `
import type { Format } from './format.ts';

export const outline: Format = {
  name: 'outline',
  summary: 'the headings alone',
  write: async ({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'heading' ? [block.id] : [])).join('\\n'),
};
`,
};

/** The line of each in the index beside it: after the line that has this, and its import. */
const lines: Readonly<Record<string, readonly (readonly [after: RegExp, line: string])[]>> = {
  'layers/index.ts': [
    [/^import \{ Softplus \}.*\n/m, "import { Softsign } from './Softsign.ts';\n"],
    [/^ {2}Softplus,\n/m, '  Softsign,\n'],
  ],
  'losses/index.ts': [
    [/^import \{ NLLLoss \}.*\n/m, "import { QuarticLoss } from './QuarticLoss.ts';\n"],
    [/^ {2}NLLLoss,\n/m, '  QuarticLoss,\n'],
  ],
  'exercises/index.ts': [
    [/^import \{ delta \}.*\n/m, "import { count } from './count.ts';\n"],
    [/^ {2}update,\n/m, '  count,\n'],
  ],
  'formats/index.ts': [
    [
      /^export const formats = \{\n/m,
      "  outline: { endings: ['.outline'], load: async () => (await import('./outline.ts')).outline },\n",
    ],
  ],
};

describe('a copy of the sources with new members', () => {
  const copy = mkdtempSync(join(import.meta.dirname, '.copy-'));
  afterAll(() => rmSync(copy, { recursive: true }));

  const imported = async <Module>(file: string): Promise<Module> =>
    import(/* @vite-ignore */ join(copy, 'src', file));
  let read: typeof readModel;

  beforeAll(async () => {
    cpSync(join(root, 'src'), join(copy, 'src'), { recursive: true });
    for (const [file, text] of Object.entries(members))
      writeFileSync(join(copy, 'src', file), text.trimStart());
    for (const [file, added] of Object.entries(lines)) {
      const path = join(copy, 'src', file);
      const text = added.reduce(
        (before, [after, line]) => {
          expect(before, `${file}: ${after}`).toMatch(after);
          return before.replace(after, `$&${line}`);
        },
        readFileSync(path, 'utf8'),
      );
      writeFileSync(path, text);
    }
    read = (await imported<{ readModel: typeof readModel }>('model/read.ts')).readModel;
  });

  const model = () =>
    read(
      `input: { name: x, shape: [2] }
layers: [Softsign]
loss: { QuarticLoss: { target: y } }
values: { x: [1, -3], y: [0, 0] }`,
      'new.yaml',
    );

  it('has numbers of the layer and of the loss', async () => {
    const { evaluateModel: evaluate } = await imported<{ evaluateModel: typeof evaluateModel }>(
      'evaluate/evaluate-model.ts',
    );
    const { outputs, loss } = evaluate(model());
    expect([...outputs.values()].map(({ value }) => [...value])).toEqual([[0.5, -0.75]]);
    expect(loss?.value[0]).toBeCloseTo((0.5 ** 4 + 0.75 ** 4) / 2, 12);
  });

  it('proves their laws', async () => {
    const verify = await imported<{ prove: typeof prove; holds: typeof holds }>('verify/prove.ts');
    expect(verify.holds(verify.prove(model()))).toBe(true);
  });

  it('asks the exercise', async () => {
    const { exercises } = await imported<{ exercises: Readonly<Record<string, unknown>> }>(
      'exercises/index.ts',
    );
    expect(Object.keys(exercises)).toContain('count');
  });

  it('writes the format', async () => {
    const { formats: catalogue } = await imported<{
      formats: typeof formats & Readonly<Record<'outline', (typeof formats)['md']>>;
    }>('formats/index.ts');
    const outline = await catalogue.outline.load();
    expect(
      await outline.write({ title: '', blocks: [{ kind: 'heading', level: 1, id: 'a', text: [] }] }, assets),
    ).toBe('a');
  });
});

describe('the page on contributing', () => {
  it('names files that there are', () => {
    const files = [...page.matchAll(/`((?:[a-z]+\/)+[A-Za-z0-9-]+\.ts)`/g)].map(([, file]) => file);
    expect(files.length).toBeGreaterThan(15);
    for (const file of files) {
      const there = ['.', 'src'].some((folder) => readable(join(root, folder, file)));
      expect(there, file).toBe(true);
    }
  });

  it('names commands that there are', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const named = [...page.matchAll(/`npm run ([a-z:]+)/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(5);
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
  });
});

function readable(file: string): boolean {
  try {
    return readFileSync(file).length > 0;
  } catch {
    return false;
  }
}
