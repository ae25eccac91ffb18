import type { Shape } from '../../index/tensor.ts';
import { anyArray } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import { text } from '../../notation/text.ts';
import { edgeNumbers, type HeatCell, type HeatPanel, heatPanels, stepOf } from './panels.ts';
import { below, narrowNumber } from './words.ts';

const shades = ['░', '▒', '▓', '█'];
const rightSign = '·';
const limits = { rows: 32, columns: 64, slices: 16 };
/** Row numbers and the space behind them. */
const edge = 5;
const between = '   ';

/** The same picture as a heat map, in lines of characters: a dot where an entry is right, darker the larger the error. */
export function heatBlocks(
  shape: Shape,
  errors: Float64Array,
  wrong: readonly boolean[],
  name: Notation | string,
  columns = 100,
): string[] {
  const notation = typeof name === 'string' ? anyArray(name) : name;
  const { panels, beside, block, base, largest, hidden } = heatPanels(shape, errors, wrong, {
    ...limits,
    columns: Math.min(limits.columns, columns - edge),
  });
  const pieces = panels.map((panel) => panelLines(panel, notation, block, base, largest, columns));
  const width = pieces[0][0].length + between.length;
  const most = Math.max(1, Math.floor((columns + between.length) / width));
  const perRow = beside !== undefined && beside <= most ? beside : most;
  const lines: string[] = [];
  for (let at = 0; at < pieces.length; at += perRow) {
    const row = pieces.slice(at, at + perRow);
    if (at > 0) lines.push('');
    lines.push(
      ...row[0].map((_, line) =>
        row
          .map((piece) => piece[line])
          .join(between)
          .trimEnd(),
      ),
    );
  }
  const together = block[0] * block[1] * hidden;
  return [
    ...lines,
    '',
    `${rightSign} right, ${shades.join(' ')} wrong, by the size of the error${largest > 0 ? ` up to ${text(narrowNumber(largest))}` : ''}`,
    ...(together > 1 ? [`Each sign stands for ${together} entries and shows the largest error there.`] : []),
  ];
}

/** A title, the column numbers, and a line for each row; all equally long. */
function panelLines(
  { subscripts, cells }: HeatPanel,
  name: Notation,
  [down, across]: readonly [number, number],
  base: number,
  largest: number,
  columns: number,
): string[] {
  const rowNumbers = edgeNumbers(cells.length, down, base);
  const margin = Math.max(...[...rowNumbers.values()].map((number) => String(number).length));
  const stride = 2 * cells[0].length + margin <= columns ? 2 : 1;
  const rows = cells.map((row, at) => {
    const signs = row.map((cell) => sign(cell, largest)).join(' '.repeat(stride - 1));
    return `${String(rowNumbers.get(at) ?? '').padStart(margin)} ${signs}`;
  });
  const head = `${' '.repeat(margin)} ${edgeLine(edgeNumbers(cells[0].length, across, base), stride)}`;
  const all = [text(below(name, subscripts)), head, ...rows];
  const width = Math.max(...all.map((line) => line.length));
  return all.map((line) => line.padEnd(width));
}

function sign({ wrong, error }: HeatCell, largest: number): string {
  return wrong ? shades[stepOf(error, largest, shades.length)] : rightSign;
}

/** Each number above its cell; one that would touch the one before is left out. */
function edgeLine(numbers: ReadonlyMap<number, number>, stride: number): string {
  let line = '';
  for (const [cell, number] of numbers) {
    const at = cell * stride;
    if (line !== '' && at <= line.length) continue;
    line = line.padEnd(at) + String(number);
  }
  return line;
}
