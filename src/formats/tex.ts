import type { Document } from '../document/block.ts';
import type { Assets, Format } from './format.ts';
import type { Paper } from './paper.ts';
import { texBlocks } from './tex/blocks.ts';
import { escapeTex } from './tex/escape.ts';
import { exam } from './tex/exam.ts';
import { texColumn, texFragment } from './tex/fragment.ts';
import { type FragmentStyle, usualFragment } from './tex/fragment-style.ts';

/** LaTeX that pdflatex, lualatex and xelatex compile as it is: an article, or for a worksheet the document class of exams. */
export const tex: Format = {
  name: 'tex',
  summary: 'LaTeX: an article, of a worksheet an exam',
  write: async (document: Document, assets: Assets, paper: Paper = 'a4'): Promise<string> => {
    const { Eta } = await import('eta');
    // No escaping by the template: what comes from users was escaped for TeX already.
    const shell = new Eta({ autoEscape: false, autoTrim: false });
    const head = document.blocks.find((block) => block.kind === 'head');
    const [template, parts] = head
      ? (['exam.tex', exam(document, head.sheet)] as const)
      : (['article.tex', article(document)] as const);
    return shell.renderString(assets.text(template), { ...parts, paper: `${paper}paper` });
  },
  fragment: async (document: Document, _: Assets, style: FragmentStyle): Promise<string> =>
    texFragment(document, style),
};

function article({ title, blocks, width, macros = false }: Document): {
  title: string;
  body: string;
  macros: boolean;
} {
  return {
    macros,
    title: escapeTex(title),
    body: width === undefined ? texBlocks(blocks) : texColumn(blocks, width, usualFragment),
  };
}
