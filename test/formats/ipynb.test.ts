import { describe, expect, it } from 'vitest';
import { assets } from '../../src/cli/assets.ts';
import { derivation } from '../../src/document/derivation.ts';
import { ipynb } from '../../src/formats/ipynb.ts';
import { md } from '../../src/formats/md.ts';
import { examples } from '../examples.ts';

interface Cell {
  readonly cell_type: string;
  readonly source: readonly string[];
  readonly id: string;
  readonly attachments?: Record<string, Record<string, string>>;
}

describe('a notebook', () => {
  it.each([...examples])(
    'of %s has what the Markdown has, and its figures as pictures',
    async (_, example) => {
      const document = await derivation(example);
      const notebook = JSON.parse(String(await ipynb.write(document, assets)));
      expect([notebook.nbformat, notebook.nbformat_minor]).toEqual([4, 5]);
      const cells: readonly Cell[] = notebook.cells;
      expect(new Set(cells.map(({ id }) => id)).size).toBe(cells.length);
      for (const { id, cell_type } of cells) {
        expect(id).toMatch(/^[a-zA-Z0-9-_]{1,64}$/);
        expect(cell_type).toBe('markdown');
      }
      const source = cells.map((cell) => cell.source.join('')).join('\n\n');
      const formulas = (text: string) => text.match(/\$\$[^$]+\$\$/g);
      expect(formulas(source)).toEqual(formulas(String(await md.write(document, assets))));
      for (const cell of cells)
        for (const [, named] of cell.source.join('').matchAll(/\]\(attachment:([^)]+)\)/g)) {
          const picture = atob(cell.attachments?.[named]['image/svg+xml'] ?? '');
          expect(picture).toMatch(/^<svg [\s\S]*<\/svg>$/);
        }
      expect(source.match(/attachment:/g) ?? []).toHaveLength(
        document.blocks.filter(({ kind }) => kind === 'figure').length,
      );
    },
  );
});
