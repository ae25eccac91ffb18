import { describe, expect, it } from 'vitest';
import { derivation } from '../../src/document/derivation/derivation.ts';
import { assets } from '../../src/formats/assets.ts';
import { type FragmentStyle, usualFragment } from '../../src/formats/tex/fragment-style.ts';
import { texPaper } from '../../src/formats/tex/paper.ts';
import { type Shell, type ShellName, shells } from '../../src/formats/tex/shells.ts';
import { tex } from '../../src/formats/tex.ts';
import type { Model } from '../../src/model/model.ts';
import { example, examples } from '../examples.ts';
import { have, haveTexFile } from '../tools.ts';
import { complaints, type Engine, engines } from './compile.ts';
import { together } from './together.ts';

const packages: Readonly<Record<Engine, string>> = {
  pdflatex: 'texlive-latex-recommended texlive-latex-extra texlive-pictures lmodern',
  lualatex: 'texlive-luatex',
  xelatex: 'texlive-xetex',
};
const here = engines.filter((engine) => have(engine, `apt-get install ${packages[engine]}`));

const classes: Partial<Readonly<Record<ShellName, string>>> = { acm: 'acmart.cls', ieee: 'IEEEtran.cls' };
const names = (Object.keys(shells) as ShellName[]).filter((name) => {
  const file = classes[name];
  return here.length > 0 && (!file || haveTexFile(file, 'apt-get install texlive-publishers'));
});

async function paper(name: ShellName, model: Model, style: FragmentStyle, checked: boolean): Promise<string> {
  const { width }: Shell = shells[name];
  return texPaper(await derivation(model, { width, checked }), assets, name, style);
}

describe('a paper', () => {
  it.runIf(here.includes('pdflatex')).each(names)(
    '%s of every example compiles without a complaint in pdflatex',
    async (name) => {
      const written = new Map<string, string>();
      for (const [of, model] of examples) written.set(of, await paper(name, model, usualFragment, false));
      expect(complaints('pdflatex', together(written))).toEqual([]);
    },
  );

  // It has a picture, wide matrices, tables of both kinds and every sort of block, its checks too.
  const model = example('conv-relu-maxpool-dense');
  const numbered = names.map(
    (name) => [name, paper(name, model, { as: 'align', labels: 'eq:' }, true)] as const,
  );
  // Two columns have the preamble of the other articles, so slower engines read it once.
  const like: readonly ShellName[] = ['one-column', 'neurips-like'];
  const runs = here.flatMap((engine) =>
    numbered
      .filter(([name]) => engine === 'pdflatex' || !like.includes(name))
      .map(([name, written]) => [name, engine, written] as const),
  );
  it.each(runs)('%s refers to each of its numbered equations in %s', async (_, engine, written) => {
    const document = await written;
    const labels = [...document.matchAll(/\\label\{([^}]*)\}/g)].map(([, label]) => `\\cref{${label}}`);
    expect(labels.length).toBeGreaterThan(100);
    const referring = document.replace('\\end{document}', `${labels.join('\n')}\n\\end{document}`);
    expect(complaints(engine, referring)).toEqual([]);
  });
});

describe('the article that is written without asking', () => {
  const articles = Promise.all(
    examples.map(async ([name, model]) => {
      const document = { ...(await derivation(model)), title: 'Straße, Łódź' };
      return [name, String(await tex.write(document, assets))] as const;
    }),
  ).then((written) => new Map(written));

  // With pdflatex it is compiled where the examples' own tests are.
  it.each(here.filter((engine) => engine !== 'pdflatex'))(
    'of every example compiles without a complaint in %s',
    async (engine) => expect(complaints(engine, together(await articles))).toEqual([]),
  );
});
