import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Block } from '../../src/document/block.ts';
import { lawsDocument } from '../../src/document/laws/laws-document.ts';
import { assets } from '../../src/formats/assets.ts';
import { usualFragment } from '../../src/formats/tex/fragment-style.ts';
import { texPaper } from '../../src/formats/tex/paper.ts';
import { type ShellName, shells } from '../../src/formats/tex/shells.ts';
import { columnTable } from '../../src/formats/tex/table.ts';
import { tex } from '../../src/formats/tex.ts';
import type { Model } from '../../src/model/model.ts';
import { readModel } from '../../src/model/read.ts';
import { have, haveTexFile } from '../tools.ts';
import { complaints } from './compile.ts';

const latex = have('pdflatex', 'apt-get install texlive-latex-recommended texlive-latex-extra lmodern');
const papers: readonly ShellName[] = ['two-column', 'one-column', 'ieee'];
const here = papers.filter(
  (name) => latex && (name !== 'ieee' || haveTexFile('IEEEtran.cls', 'apt-get install texlive-publishers')),
);

function model(name: string): Model {
  const file = join(import.meta.dirname, '../bench', `${name}.yaml`);
  return readModel(readFileSync(file, 'utf8'), file, { anySize: true });
}

type Table = Extract<Block, { kind: 'table' }>;
const heading = 'Layer & Shape';

function table(rows: number): Table {
  return {
    kind: 'table',
    headings: [['Layer'], ['Shape']],
    rows: Array.from({ length: rows }, (_, at) => [[`layer ${at}`], ['64 × 55 × 55']]),
  };
}

describe('a table in a column', () => {
  it.each([
    [1, [1]],
    [40, [40]],
    [41, [21, 20]],
    [100, [20, 20, 20, 20, 20]],
  ])('of %i rows is cut into pieces of %j rows, each with the headings', (rows, pieces) => {
    const written = columnTable(table(rows), shells.ieee.width).split('\\end{tabular}').slice(0, -1);
    expect(written.map((piece) => piece.split(heading).length - 1)).toEqual(pieces.map(() => 1));
    expect(written.map((piece) => piece.match(/layer \d+/g)?.length)).toEqual(pieces);
    expect(written.join('').match(/layer \d+/g)).toEqual(table(rows).rows.map(([[layer]]) => layer));
  });

  it('does not break a shape, whatever stands beside it', () => {
    const wide: Table = {
      kind: 'table',
      headings: [['Shape'], ['Parameters']],
      rows: [[['192 × 27 × 27'], ['W (192 × 64 × 5 × 5), b (192), gamma (192), beta (192), mean (192)']]],
    };
    expect(columnTable(wide, shells.ieee.width)).toContain('192~\\(\\times\\)~27~\\(\\times\\)~27');
  });

  it.each(here.flatMap((shell) => ['alexnet', 'resnet18'].map((name) => [name, shell] as const)))(
    'stays on its page: %s as a %s paper',
    async (name, shell) => {
      const document = await lawsDocument(model(name), { width: shells[shell].width });
      const written = await texPaper(document, assets, shell, usualFragment);
      expect(complaints('pdflatex', written)).toEqual([]);
    },
  );
});

describe('a table that goes on over pages', () => {
  it
    .runIf(latex)
    .each([
      'Bo Li',
      'Maximiliane von und zu Hohenstein-Wallerstein',
      'Maximiliane Friederike Sophie von und zu Hohenstein-Wallerstein-Oettingen, Freifrau von Musterhausen',
      'W'.repeat(80),
      '中'.repeat(20),
    ])('is as wide as the page at most with the name %s', async (name) => {
    const answers = Array.from({ length: 12 }, (_, at) => `${at + 1}. I_22, I_21, −13/5`).join(' ');
    const blocks: Block[] = [
      {
        kind: 'table',
        headings: [['Variant'], ['Student'], ['Answers']],
        rows: [[[{ kind: 'code', text: 'WS76-36CG' }], [name], [answers]]],
      },
    ];
    for (const paper of ['a4', 'letter'] as const) {
      const written = await tex.write({ title: 'Overview', blocks }, assets, paper);
      expect(complaints('pdflatex', String(written))).toEqual([]);
    }
  });
});
