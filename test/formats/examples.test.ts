import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import katex from 'katex';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../src/document/block.ts';
import { derivation } from '../../src/document/derivation/derivation.ts';
import { assets } from '../../src/formats/assets.ts';
import { mathml } from '../../src/formats/formula/mathjax.ts';
import { terminal } from '../../src/formats/terminal/terminal.ts';
import type { Model } from '../../src/model/model.ts';
import { examples } from '../examples.ts';
import { formats } from '../loaded.ts';
import { have } from '../tools.ts';

const details = ['brief', 'steps', 'full'] as const;
const hasTex = have('pdflatex', 'apt-get install texlive-latex-recommended texlive-pictures lmodern');

const documents = examples.flatMap(([name, model]) =>
  details.map((detail) => [`${name}, ${detail}`, model, detail] as const),
);

/** Each derivation once, for all that is asked of it. */
const derivations = new Map<string, Promise<Document>>();
function derived(model: Model, detail: (typeof details)[number]): Promise<Document> {
  const key = `${model.file}, ${detail}`;
  const known = derivations.get(key) ?? derivation(model, { detail });
  derivations.set(key, known);
  return known;
}

/** Without values a derivation stays symbolic; with everything to differentiate by it is longest. */
const variants: readonly (readonly [string, (model: Model) => Promise<Document>])[] = [
  ['as it is', (model) => derived(model, 'steps')],
  ['without values', (model) => derivation({ ...model, values: undefined })],
  [
    'by the input too',
    (model) =>
      derivation(model, {
        wrt: [
          model.input.name,
          ...model.steps.flatMap(({ parameters }) => parameters.map(({ name }) => name)),
        ],
      }),
  ],
];

describe('every example', () => {
  it.each(examples)('%s reads as its golden file says', async (name, model) => {
    const document = await derived(model, 'steps');
    await expect(await formats.md.write(document, assets)).toMatchFileSnapshot(`../golden/${name}.md`);
    await expect(terminal(document.blocks)).toMatchFileSnapshot(`../golden/${name}.txt`);
  });

  it.each(documents)(
    '%s: every formula parses in KaTeX, strictly, and in MathJax',
    async (_, model, detail) => {
      const markdown = String(await formats.md.write(await derived(model, detail), assets));
      const formulas = [...markdown.matchAll(/\$\$\n([^$]*)\n\$\$|\$([^$\n]+)\$/g)].map(
        (match) => match[1] ?? match[2],
      );
      expect(formulas.length).toBeGreaterThan(5);
      for (const formula of formulas) {
        katex.renderToString(formula, { displayMode: true, throwOnError: true, strict: 'error' });
        expect(mathml(formula)).not.toContain('<merror');
      }
    },
  );

  it.each(documents)('%s: gives the same bytes twice', async (_, model, detail) => {
    const [first, second] = [await derived(model, detail), await derivation(model, { detail })];
    for (const format of [formats.tex, formats.html, formats.md, formats.json]) {
      expect(await format.write(first, assets)).toBe(await format.write(second, assets));
    }
  });

  for (const [variant, derive] of variants) {
    it.each(examples)(`%s ${variant}: becomes every text format`, async (_, model) => {
      const document = await derive(model);
      for (const format of [formats.tex, formats.html, formats.md, formats.json]) {
        expect(String(await format.write(document, assets)).length).toBeGreaterThan(1000);
      }
    });
  }

  it.runIf(hasTex).each(documents)(
    '%s: compiles with pdflatex, without an overfull line',
    async (_, model, detail) => {
      compile(String(await formats.tex.write(await derived(model, detail), assets)));
    },
  );

  it.runIf(hasTex).each(variants)('compiles %s', async (_, derive) => {
    for (const [, model] of examples) compile(String(await formats.tex.write(await derive(model), assets)));
  });

  it.runIf(hasTex)('compiles with a hostile title, which prints as text', async () => {
    const title = '\\input{x} <script>alert(1)</script> 100% _ ^ ~ # & { } $ é 中 😀';
    const { document, log } = compile(
      String(await formats.tex.write({ title, blocks: (await derivation(examples[0][1])).blocks }, assets)),
    );
    expect(document).not.toContain('\\input{x}');
    expect(log).not.toContain('File `x');
  });
});

function compile(document: string): { document: string; log: string } {
  const folder = mkdtempSync(join(tmpdir(), 'gradsheet-tex-'));
  writeFileSync(join(folder, 'page.tex'), document);
  spawnSync('pdflatex', ['-interaction=nonstopmode', '-halt-on-error', '-no-shell-escape', 'page.tex'], {
    cwd: folder,
  });
  const log = readFileSync(join(folder, 'page.log'), 'latin1');
  const complaints = log.split('\n').filter((line) => /^!|^Overfull|undefined|^LaTeX Warning/.test(line));
  expect(complaints).toEqual([]);
  return { document, log };
}
