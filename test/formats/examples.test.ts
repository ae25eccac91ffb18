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
import { together } from './together.ts';

const details = ['brief', 'steps', 'full'] as const;
const hasTex = have('pdflatex', 'apt-get install texlive-latex-recommended texlive-pictures lmodern');

const documents = examples.flatMap(([name, model]) =>
  details.map((detail) => [`${name}, ${detail}`, model, detail] as const),
);

/** Without values a derivation stays symbolic; with everything to differentiate by it is longest. */
const ways = {
  brief: (model) => derivation(model, { detail: 'brief' }),
  steps: (model) => derivation(model),
  full: (model) => derivation(model, { detail: 'full' }),
  'without values': (model) => derivation({ ...model, values: undefined }),
  'by the input too': (model) =>
    derivation(model, {
      wrt: [model.input.name, ...model.steps.flatMap(({ parameters }) => parameters.map(({ name }) => name))],
    }),
} satisfies Readonly<Record<string, (model: Model) => Promise<Document>>>;
type Way = keyof typeof ways;
const everyWay = Object.keys(ways) as Way[];

/** Each derivation once, for all that is asked of it, and each file of it. */
const derived = once((way: Way, model: Model) => ways[way](model));
const written = once(async (format: TextFormat, document: Document) =>
  String(await formats[format].write(document, assets)),
);
const textFormats = ['tex', 'html', 'md', 'json'] as const;
type TextFormat = (typeof textFormats)[number];

function once<Name, Subject extends object, Result>(
  make: (name: Name, subject: Subject) => Result,
): (name: Name, subject: Subject) => Result {
  const made = new Map<Name, WeakMap<Subject, { readonly result: Result }>>();
  return (name, subject) => {
    const known = made.get(name) ?? new WeakMap<Subject, { readonly result: Result }>();
    made.set(name, known);
    const { result } = known.get(subject) ?? { result: make(name, subject) };
    known.set(subject, { result });
    return result;
  };
}

/** Derivations have most formulas in common. */
const read = new Set<string>();

describe('every example', () => {
  it.each(examples)('%s reads as its golden file says', async (name, model) => {
    const document = await derived('steps', model);
    await expect(await written('md', document)).toMatchFileSnapshot(`../golden/${name}.md`);
    await expect(terminal(document.blocks)).toMatchFileSnapshot(`../golden/${name}.txt`);
  });

  it.each(documents)(
    '%s: every formula parses in KaTeX, strictly, and in MathJax',
    async (_, model, detail) => {
      const markdown = await written('md', await derived(detail, model));
      const formulas = [...markdown.matchAll(/\$\$\n([^$]*)\n\$\$|\$([^$\n]+)\$/g)].map(
        (match) => match[1] ?? match[2],
      );
      expect(formulas.length).toBeGreaterThan(5);
      for (const formula of formulas.filter((formula) => !read.has(formula))) {
        katex.renderToString(formula, { displayMode: true, throwOnError: true, strict: 'error' });
        expect(mathml(formula)).not.toContain('<merror');
        read.add(formula);
      }
    },
  );

  it.each(documents)('%s: gives the same bytes twice', async (_, model, detail) => {
    const [first, second] = [await derived(detail, model), await derivation(model, { detail })];
    for (const format of textFormats)
      expect(await written(format, first)).toBe(await written(format, second));
  });

  for (const way of everyWay) {
    it.each(examples)(`%s, ${way}: becomes every text format`, async (_, model) => {
      const document = await derived(way, model);
      for (const format of textFormats)
        expect((await written(format, document)).length).toBeGreaterThan(1000);
    });
  }

  it.runIf(hasTex).each(everyWay)('%s: compiles with pdflatex, without an overfull line', async (way) => {
    const articles = new Map<string, string>();
    for (const [name, model] of examples) articles.set(name, await written('tex', await derived(way, model)));
    compile(together(articles));
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
