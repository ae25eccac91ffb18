import type { Drawing, DrawnShape, Tint } from '../drawing/drawing.ts';
import { rectangle, label as words } from '../drawing/shapes.ts';

/** One bar: parts of a whole, from left to right. */
export interface Bar {
  readonly label: string;
  /** From 0 to 1, one for each kind of part. */
  readonly shares: readonly number[];
}

/** What the parts of all bars mean, with the colour of each. */
interface BarPart {
  readonly name: string;
  readonly tint: Tint;
}

/** In cells: the length of a whole bar, its height, and what is left around it. */
const size = { whole: 12, bar: 0.8, row: 1.1, label: 1.4, value: 1.8, legend: 1.4 };
/** About so wide is a character of a legend. */
const character = 0.26;

/** Lying bars, a whole each, with the share of all parts together at their right end; a legend below. */
export function barChart(bars: readonly Bar[], parts: readonly BarPart[], what: string): Drawing {
  const bottom = bars.length * size.row;
  const lying = bars.flatMap(({ label, shares }, at): DrawnShape[] => {
    const y = at * size.row + (size.row - size.bar) / 2;
    let x = size.label;
    const pieces = shares.map((share, part): DrawnShape => {
      const width = share * size.whole;
      const piece = rectangle(x, y, width, size.bar, parts[part].tint);
      x += width;
      return piece;
    });
    const middle = y + size.bar / 2;
    return [
      words(size.label / 2, middle, 0.8, label),
      rectangle(size.label, y, size.whole, size.bar, 'image'),
      ...pieces.filter((piece) => piece.kind === 'rectangle' && piece.width > 0),
      words(size.label + size.whole + size.value / 2, middle, 0.7, percent(whole(shares))),
    ];
  });
  return {
    width: size.label + size.whole + size.value,
    height: bottom + size.legend,
    shapes: [...lying, ...legend(parts, bottom + (size.legend - 0.6) / 2)],
    alt: `${what} ${bars.map(({ label, shares }) => `${label}: ${spoken(shares, parts)}`).join('; ')}.`,
  };
}

/** The same in lines of characters. */
export function barLines(bars: readonly Bar[], parts: readonly BarPart[], columns = 40): string[] {
  const signs = ['█', '▒', '░'];
  const longest = Math.max(0, ...bars.map(({ label }) => label.length));
  const lines = bars.map(({ label, shares }) => {
    let [end, line] = [0, ''];
    for (const [part, share] of shares.entries()) {
      end += share;
      // Where a part ends is rounded, not its length: the lengths add up.
      line += signs[part % signs.length].repeat(Math.round(end * columns) - line.length);
    }
    return `${label.padStart(longest)} ${line.padEnd(columns, '·')} ${percent(whole(shares))}`;
  });
  return [...lines, '', parts.map(({ name }, part) => `${signs[part % signs.length]} ${name}`).join('   ')];
}

function legend(parts: readonly BarPart[], y: number): DrawnShape[] {
  let x = size.label;
  return parts.flatMap(({ name, tint }) => {
    const width = name.length * character;
    const shapes = [rectangle(x, y, 0.6, 0.6, tint), words(x + 0.9 + width / 2, y + 0.3, 0.7, name)];
    x += width + 1.8;
    return shapes;
  });
}

function spoken(shares: readonly number[], parts: readonly BarPart[]): string {
  return shares.map((share, part) => `${percent(share)} ${parts[part].name}`).join(', ');
}

function whole(shares: readonly number[]): number {
  return shares.reduce((sum, share) => sum + share, 0);
}

function percent(share: number): string {
  return `${Math.round(100 * share)}%`;
}
