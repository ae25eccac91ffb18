import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { notebookCells } from '../../src/code/notebook.ts';
import { pythonFloat } from '../../src/code/python/float.ts';
import { derivation } from '../../src/document/derivation/derivation.ts';
import { assets } from '../../src/formats/assets.ts';
import { ipynb } from '../../src/formats/ipynb.ts';
import { md } from '../../src/formats/md.ts';
import { pythonWith } from '../code/running.ts';
import { example, examples } from '../examples.ts';

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

const python = pythonWith('numpy', 'apt install python3-numpy');

describe('the code of a notebook', () => {
  it('comes after the derivation, each cell with what it prints', async () => {
    const model = example('how-a-filter-learns');
    const document = { ...(await derivation(model)), code: notebookCells(model) };
    const { cells } = JSON.parse(String(await ipynb.write(document, assets)));
    expect(cells.slice(-3).map(({ id }: Cell) => id)).toEqual(['code', 'code-1', 'code-2']);
    expect(cells.at(-1).outputs).toEqual([
      { output_type: 'stream', name: 'stdout', text: ['L = 4.0\n', 'dW = [[-4.0, -6.0], [-4.0, -6.0]]\n'] },
    ]);
  });

  it.runIf(python !== undefined).each([...examples])(
    'of %s prints in NumPy what the notebook says',
    (_, model) => {
      const cells = notebookCells(model);
      expect(cells.map(({ output }) => output !== '')).toEqual(model.values ? [false, true] : []);
      const { stdout, stderr } = spawnSync(python ?? '', ['-'], {
        input: cells.map(({ source }) => source).join('\n'),
        encoding: 'utf8',
      });
      expect(stderr).toBe('');
      expect(stdout).toBe(cells.map(({ output }) => output).join(''));
    },
  );

  it('has numbers as Python prints them', () => {
    const numbers = [
      0,
      -0,
      4,
      0.1,
      -2.5,
      1e-4,
      1e-5,
      1.5e-7,
      123456789,
      1e15,
      1e16,
      -1.25e21,
      5e-324,
      0.1 + 0.2,
    ];
    expect(numbers.map(pythonFloat).join(' ')).toBe(
      '0.0 -0.0 4.0 0.1 -2.5 0.0001 1e-05 1.5e-07 123456789.0 1000000000000000.0 1e+16 -1.25e+21 5e-324 0.30000000000000004',
    );
  });
});
