import type { Block, Inline } from '../document/block.ts';
import { romanWidth } from '../notation/character-widths.ts';
import { width as mathWidth } from '../notation/width.ts';
import { inlines } from './tex-inline.ts';

type Table = Extract<Block, { kind: 'table' }>;
type Cell = readonly Inline[];

/** Between two columns, in em. */
const gap = 1.2;

/** A table in a column so many em wide: its widest cells are broken into lines where it would not fit. It stays on one page. */
export function columnTable({ headings, rows }: Table, width: number): string {
  const all = [headings, ...rows];
  const natural = headings.map((_, column) => Math.max(...all.map((row) => cellWidth(row[column]))));
  const room = width - gap * (headings.length - 1);
  const broken = fitted(natural, room);
  const columns = natural.map((wide, column) =>
    broken[column] < wide ? `p{${(broken[column] / width - 0.001).toFixed(3)}\\linewidth}` : 'l',
  );
  const written = (cells: readonly Cell[]): string =>
    `  ${cells
      .map((cell, column) =>
        broken[column] < natural[column] ? `\\raggedright ${inlines(cell)}` : inlines(cell),
      )
      .join(' & ')} \\tabularnewline`;
  const [head, ...body] = all.map(written);
  return [
    '\\begin{center}',
    `\\setlength{\\tabcolsep}{${gap / 2}em}%`,
    `\\begin{tabular}{@{}${columns.join('')}@{}}`,
    '  \\hline',
    head,
    '  \\hline',
    ...body,
    '  \\hline',
    '\\end{tabular}',
    '\\end{center}',
  ].join('\n');
}

/** The widths of columns in the room: narrow ones keep theirs, the others share what is left. */
function fitted(natural: readonly number[], room: number): number[] {
  const wide = new Set(natural.keys());
  let share = room;
  for (;;) {
    const narrow = natural.reduce((sum, one, column) => (wide.has(column) ? sum : sum + one), 0);
    share = (room - narrow) / Math.max(1, wide.size);
    const more = [...wide].filter((column) => natural[column] <= share);
    if (more.length === 0) return natural.map((one, column) => (wide.has(column) ? share : one));
    for (const column of more) wide.delete(column);
  }
}

/** Text is a little narrower than formulas' roman; what is bold is a little wider. */
function cellWidth(cell: Cell): number {
  return cell.reduce((sum, one) => {
    if (typeof one === 'string') return sum + romanWidth(one);
    if (one.kind === 'math') return sum + mathWidth(one.notation);
    return sum + 1.15 * romanWidth(one.text);
  }, 0);
}
