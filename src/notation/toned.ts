import type { Box, Row } from './box.ts';
import type { Tones } from './tone.ts';

/** The row with a tone on every symbol that has one; nothing else changes, widths neither. */
export function toned(row: Row, tones: Tones): Row {
  return tones.size === 0 ? row : row.map((box) => tonedBox(box, tones));
}

function tonedBox(box: Box, tones: Tones): Box {
  const inside = (row: Row): Row => toned(row, tones);
  switch (box.kind) {
    case 'symbol': {
      const tone = box.role && 'array' in box.role && tones.get(box.role.array);
      const below = box.below.map(inside);
      return tone ? { ...box, below, tone } : { ...box, below };
    }
    case 'indicator':
    case 'operator':
      return { ...box, below: box.below.map(inside) };
    case 'gradient':
      return { ...box, of: inside(box.of), by: inside(box.by), below: box.below.map(inside) };
    case 'group':
    case 'root':
      return { ...box, body: inside(box.body) };
    case 'edge':
      return { ...box, around: inside(box.around) };
    case 'power':
      return { ...box, base: inside(box.base), exponent: inside(box.exponent) };
    case 'fraction':
      return { ...box, over: inside(box.over), under: inside(box.under) };
    case 'reduction':
      return { ...box, letters: box.letters.map(inside), where: box.where.map(inside) };
    case 'matrix':
      return { ...box, rows: box.rows.map((cells) => cells.map(inside)) };
    case 'cases':
      return {
        ...box,
        cases: box.cases.map(({ value, when }) => ({ value: inside(value), when: inside(when) })),
      };
    case 'digits':
    case 'partial':
    case 'sign':
    case 'times':
    case 'comma':
    case 'relation':
    case 'words':
    case 'dots':
      return box;
  }
}
