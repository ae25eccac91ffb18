import { InvalidArgumentError, Option } from 'commander';
import type { Column } from '../../formats/tex/fragment-style.ts';

/** Points of a unit, in TeX; an em is that of the text's own font. */
const points: Readonly<Record<string, number>> = { pt: 1, in: 72.27, cm: 28.4528, mm: 2.84528 };
const usualFont = 10;
/** What widths are estimated too small by, at most, and a line is kept away from the margin. */
const margin = 0.25;
const [narrowest, widest] = [12, 200];

/** "3.3in" or "3.3in@9pt", a column and the size of its font; 10pt is the font that is meant. */
function column(text: string): Column {
  const [, width, unit, font] =
    /^(\d+(?:\.\d+)?)\s*(in|cm|mm|pt|em)(?:@(\d+(?:\.\d+)?)pt)?$/.exec(text) ?? [];
  if (width === undefined)
    throw new InvalidArgumentError(
      'Expected a length such as 3.3in, 84mm, 8.4cm, 240pt or 24em, with the size of the font where it is not 10pt: 3.3in@9pt.',
    );
  const size = font === undefined ? usualFont : Number(font);
  const ems = unit === 'em' ? Number(width) : (Number(width) * points[unit]) / size;
  if (!(ems >= narrowest && ems <= widest))
    throw new InvalidArgumentError(
      `Found ${text}, which is ${ems.toFixed(1)} em, expected between ${narrowest} and ${widest} em.`,
    );
  return { width: ems - margin, font: size };
}

export function columnOption(): Option {
  return new Option('--column <width>', 'break lines to a column, such as 3.3in or 3.3in@9pt').argParser(
    column,
  );
}
