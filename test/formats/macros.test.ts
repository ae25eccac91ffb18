import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../src/document/block.ts';
import { derivation } from '../../src/document/derivation/derivation.ts';
import { lawsDocument } from '../../src/document/laws/laws-document.ts';
import { assets } from '../../src/formats/assets.ts';
import { tex } from '../../src/formats/tex.ts';
import { latex } from '../../src/notation/latex.ts';
import type { Notation } from '../../src/notation/notation.ts';
import { examples } from '../examples.ts';
import { have } from '../tools.ts';
import { complaints, type Engine } from './compile.ts';

const sty = assets.text('gradsheet.sty');
const files = new Map([['gradsheet.sty', sty]]);

/** All examples and their laws as one article. */
async function article(macros: boolean): Promise<string> {
  const blocks: Document['blocks'][number][] = [];
  for (const [, model] of examples) {
    blocks.push(...(await derivation(model, { macros, checked: false })).blocks);
    blocks.push(...lawsDocument(model, { macros }).blocks);
  }
  return String(await tex.write({ title: 'All', macros, blocks }, assets));
}

const written = article(true);
const load = '\\usepackage{gradsheet}';

const renames =
  '\\gsRename{W}{K}\\gsRename{I}{X}\\gsRename{\\delta}{g}\\gsRename{L}{\\mathcal{L}}\\gsLetter{i}{u}';

/** What an author may say, and the engine that it is tried in. */
const packages: readonly (readonly [Engine, string])[] = [
  ['pdflatex', load],
  ['pdflatex', `\\usepackage{hyperref}\\usepackage[bold,nabla]{gradsheet}`],
  ['pdflatex', `\\usepackage[bold]{gradsheet}${renames}`],
  ['lualatex', `\\usepackage[bold,nabla]{gradsheet}${renames}`],
  ['xelatex', `\\usepackage[nabla]{gradsheet}${renames}`],
];

const usual = 'apt-get install texlive-latex-recommended texlive-pictures lmodern poppler-utils';

describe('derivations with macros', () => {
  it.each(packages.filter(([engine]) => have(engine, usual)))(
    'compile with %s and %s, nothing beyond a line',
    async (engine, said) => {
      const document = (await written).replace(load, () => said);
      expect(complaints(engine, document, files)).toEqual([]);
    },
    120_000,
  );

  it.runIf(have('pdflatex', usual) && have('pdftotext', usual))(
    'have the same pages as those without, if the package is told nothing',
    async () => {
      expect(pages(await written)).toBe(pages(await article(false)));
    },
    120_000,
  );

  it.runIf(have('pdflatex', usual))('may stand in headings, contents and bookmarks', () => {
    const document = [
      '\\documentclass{article}\\usepackage{hyperref}\\usepackage[bold,nabla]{gradsheet}\\gsRename{W}{K}',
      '\\begin{document}\\tableofcontents',
      '\\section{On $\\gsGrad{\\gsSymbol{L}}{\\gsArray{W}}{\\gsSymbol{W}_{11}}{11}$ and $\\gsArray{\\delta}$}',
      '\\end{document}',
    ].join('\n');
    expect(complaints('pdflatex', document, files)).toEqual([]);
  });

  it('have no macro that gradsheet.sty does not define', async () => {
    const used = new Set((await written).match(/\\gs[A-Z][A-Za-z]*/g));
    const defined = new Set([...sty.matchAll(/\\newcommand\*(\\gs[A-Za-z]+)/g)].map(([, name]) => name));
    expect([...used].filter((name) => !defined.has(name))).toEqual([]);
    expect(used.size).toBe(5);
  });

  it('are the LaTeX without them, each macro in place of what it stands for', async () => {
    const plain = await article(false);
    const back = (await written).replace(`${load}\n`, '');
    expect(unfolded(back)).toBe(unfolded(plain));
  });
});

/** The macros by what they stand for. */
function unfolded(source: string): string {
  let text = source.replaceAll('\\gsPartial ', '\\partial ');
  for (let before = ''; before !== text; ) {
    before = text;
    text = text
      .replace(/\\gs(?:Symbol|Array|Index)\{((?:[^{}]|\{[^{}]*\})*)\}/g, '$1')
      .replace(
        /\\gsGrad\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}\{((?:[^{}]|\{[^{}]*\})*)\}\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}\{(?:[^{}]|\{[^{}]*\})*\}/g,
        '\\frac{\\partial $1}{\\partial $3}',
      );
  }
  // A space behind the name of a Greek letter is nothing.
  return text.replace(/(\\[A-Za-z]+) +/g, '$1 ').replace(/(\\[A-Za-z]+) (?=[^A-Za-z])/g, '$1');
}

/** The words of the pages that pdflatex sets. */
function pages(document: string): string {
  const cwd = mkdtempSync(join(tmpdir(), 'gradsheet-pages-'));
  writeFileSync(join(cwd, 'page.tex'), document);
  writeFileSync(join(cwd, 'gradsheet.sty'), sty);
  for (let run = 0; run < 2; run++) {
    expect(spawnSync('pdflatex', ['-interaction=nonstopmode', 'page.tex'], { cwd }).status).toBe(0);
  }
  spawnSync('pdftotext', ['-layout', 'page.pdf'], { cwd });
  return readFileSync(join(cwd, 'page.txt'), 'utf8');
}

describe('a formula with macros', () => {
  const W: Notation = {
    kind: 'symbol',
    name: 'W1',
    subscripts: [],
    macros: true,
    role: { kind: 'array', array: 'W1' },
  };
  it('keeps the number of a name outside of the macro', () => {
    expect(latex(W)).toBe('\\gsArray{W}^{(1)}');
  });
});
