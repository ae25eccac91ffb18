import { describe, expect, it } from 'vitest';
import type { Document } from '../../src/document/block.ts';
import { derivation } from '../../src/document/derivation/derivation.ts';
import { lawsDocument } from '../../src/document/laws/laws-document.ts';
import { partsOf } from '../../src/document/parts.ts';
import { texFragment } from '../../src/formats/tex/fragment.ts';
import type { Environment } from '../../src/formats/tex/fragment-style.ts';
import type { Model } from '../../src/model/model.ts';
import { examples } from '../examples.ts';
import { have } from '../tools.ts';
import { complaints, type Engine } from './compile.ts';

const usual = 'apt-get install texlive-latex-recommended texlive-pictures lmodern';
const here = (['pdflatex', 'lualatex'] as const satisfies Engine[]).filter((engine) =>
  have(engine, engine === 'lualatex' ? 'apt-get install texlive-luatex' : usual),
);

/** Columns of papers, in inches, and how their equations are set. Ten points to the em, less what a line keeps off the margin. */
const columns: readonly {
  readonly inches: number;
  readonly as: Environment;
  readonly derive: (model: Model, width: number) => Promise<Document>;
}[] = [
  { inches: 3.3, as: 'align', derive: (model, width) => derivation(model, { width }) },
  {
    inches: 3.3,
    as: 'align*',
    derive: (model, width) =>
      derivation({ ...model, values: undefined }, { width, detail: 'full', checked: false }),
  },
  {
    inches: 5.5,
    as: 'align*',
    derive: (model, width) => derivation(model, { width, detail: 'full', checked: false }),
  },
  // Bold letters are wider.
  {
    inches: 3.3,
    as: 'align',
    derive: (model, width) =>
      derivation(
        { ...model, notation: { tensors: 'bold', gradient: 'nabla', base: 0 } },
        { width, checked: false },
      ),
  },
  { inches: 5.5, as: 'equation', derive: async (model, width) => lawsDocument(model, { width }) },
];

/** A paper in which every part of every example stands, each from a file of its own, and is referred to where it has a number. */
async function paper({ inches, as, derive }: (typeof columns)[number]): Promise<{
  document: string;
  files: Map<string, string>;
}> {
  const files = new Map<string, string>();
  const body: string[] = [];
  for (const [example, model] of examples) {
    const width = inches * 7.227 - 0.25;
    const derived = await derive(model, width);
    for (const { name, blocks } of partsOf(derived)) {
      const file = `${example}.${name}`;
      files.set(`${file}.tex`, texFragment({ ...derived, blocks }, { as, labels: `${example}:` }));
      body.push(`\\input{${file}}`);
      const labels = [...(files.get(`${file}.tex`) ?? '').matchAll(/\\label\{([^}]*)\}/g)];
      body.push(...labels.map(([, label]) => `\\cref{${label}}`));
    }
  }
  const shape = inches < 5 ? 'twocolumn,' : '';
  const text = inches < 5 ? 2 * inches + 0.25 : inches;
  return {
    document: [
      `\\documentclass[10pt,${shape}letterpaper]{article}`,
      '\\usepackage[T1]{fontenc}\\usepackage{lmodern,amsmath,booktabs,graphicx,tikz}',
      `\\usepackage[textwidth=${text}in,textheight=9in,columnsep=0.25in]{geometry}`,
      '\\usepackage{hyperref}\\usepackage{cleveref}',
      '\\allowdisplaybreaks\\raggedbottom\\setcounter{MaxMatrixCols}{20}',
      '\\begin{document}',
      ...body,
      '\\end{document}',
    ].join('\n'),
    files,
  };
}

/** Each paper once, for all engines. */
const papers = columns.map((column) => ({ ...column, written: paper(column) }));

describe('every part of every example', () => {
  for (const engine of here) {
    it.each(papers)(
      `fits a column of $inches in as $as, with every reference found, in ${engine}`,
      async ({ written }) => {
        const { document, files } = await written;
        expect(files.size).toBeGreaterThan(100);
        expect(complaints(engine, document, files)).toEqual([]);
      },
      240_000,
    );
  }
});
