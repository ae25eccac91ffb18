import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { layers } from '../../src/layers/index.ts';
import { losses } from '../../src/losses/index.ts';
import { optionsOf } from '../../src/model/options-of.ts';
import { gradsheet, root } from './run.ts';

const page = readFileSync(join(root, 'docs/layers.md'), 'utf8');
const members = [...Object.values(layers), ...Object.values(losses)];

describe('gradsheet layers', () => {
  it('lists every layer and loss in one line', async () => {
    const { out } = await gradsheet(['layers']);
    for (const { name } of members) expect(out).toMatch(new RegExp(`^ {2}${name} +`, 'm'));
    expect(out.split('\n').filter((line) => line.startsWith('  '))).toHaveLength(members.length);
  });

  it('explains one: its rule, its options, its shapes and what follows from the rule', async () => {
    const { out } = await gradsheet(['layers', 'Conv2d']);
    expect(out.replaceAll(/\s+/g, ' ')).toContain('[2, 6, 6] comes in and [2, 3, 3] goes out');
    expect(out).toMatch(/^stride +1 +How far the window moves\.$/m);
    expect(out).toMatch(/^kernel_size +required +/m);
    expect(out).toContain('∂L/∂W_fcmn = Σ_{i,j=1..3} ∂L/∂o_fij ∂o_fij/∂W_fcmn');
  });

  it('refuses an unknown name in one sentence', async () => {
    expect(await gradsheet(['layers', 'Conv9d'])).toEqual({
      status: 2,
      out: '',
      err: 'found "Conv9d", expected a layer or a loss; did you mean Conv1d? gradsheet layers lists them.\n',
    });
  });

  it('writes the reference page, which docs/layers.md is', async () => {
    const { out } = await gradsheet(['layers', '--to', 'md', '-o', '-']);
    expect(out).toBe(page);
  });
});

describe('the reference page', () => {
  it.each(members.map((member) => [member.name, member] as const))(
    'has %s with its options',
    (name, { options }) => {
      expect(page).toContain(`\n## ${name}\n`);
      for (const option of optionsOf(options)) {
        expect(option.meaning, `${name}.${option.name}`).not.toBe('');
        expect(page).toContain(`\`${option.name}\``);
      }
    },
  );

  it('has only formulas that KaTeX reads', () => {
    const formulas = [...page.matchAll(/\$\$\n([\s\S]*?)\n\$\$|\$([^$\n]+)\$/g)].map(
      (match) => match[1] ?? match[2],
    );
    expect(formulas.length).toBeGreaterThan(200);
    for (const formula of formulas) katex.renderToString(formula, { strict: 'error', displayMode: true });
  });
});
