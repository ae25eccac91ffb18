import type { Box, Bracket, Row } from './box.ts';
import { isCompact, isTall } from './latex.ts';
import { layout } from './layout.ts';
import { greek } from './letters.ts';
import type { Notation, Relation } from './notation.ts';
import { typstWords } from './typst-words.ts';
import type { Accent, WrittenSymbol } from './written-symbol.ts';

/**
 * A formula in Typst, for math mode. Signs stand as themselves, so that no version of Typst reads them differently;
 * brackets and commas are escaped, so that they neither group nor part the arguments of a function. Everything that could
 * come from a user is one letter, digits or a string in quotes.
 */
export function typst(notation: Notation): string {
  return typstRow(layout(notation));
}

export function typstRow(row: Row): string {
  return joined(row.map(typstBox));
}

/** Spaces mean nothing between signs, but would show beside words. */
function joined(parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .reduce(
      (line, part) => `${line}${line === '' || line.endsWith('"') || part.startsWith('"') ? '' : ' '}${part}`,
      '',
    );
}

export const typstRelation: Readonly<Record<Relation, string>> = {
  '=': '=',
  '<=': '≤',
  '<': '<',
  '>=': '≥',
  '>': '>',
  '!=': '≠',
  '~': '≈',
  '<-': '←',
  ':=': '≔',
  in: '∈',
};

function typstBox(box: Box): string {
  switch (box.kind) {
    case 'digits':
      return digits(box.text);
    case 'symbol':
      return `${typstSymbol(box)}${box.index === '' ? '' : `^(\\( ${digits(box.index)} \\))`}${below(box.below)}`;
    case 'indicator':
      return `bold(1)${below(box.below)}`;
    case 'operator':
      return `${greek.has(box.name) ? typstName(box.name) : `op(${typstWords(box.name)})`}${below(box.below)}`;
    case 'partial':
      return '∂';
    case 'gradient': {
      const nabla = `∇_(${typstRow(box.by)}) ${typstRow(box.of)}`;
      return box.below.length === 0 ? nabla : `\\( ${nabla} \\)${below(box.below)}`;
    }
    case 'sign':
      // Between terms it has its space, even where a line begins with it.
      return box.unary ? box.sign : `class("binary", ${box.sign})`;
    case 'times':
      return timesSigns[box.shown];
    case 'comma':
      return '\\,';
    case 'relation':
      return typstRelation[box.relation];
    case 'group': {
      const [open, close] = brackets[box.bracket];
      const body = typstRow(box.body);
      if (isTall(box.body)) return `lr(${open} ${body} ${close})`;
      return box.bracket === '|'
        ? `class("opening", ${open}) ${body} class("closing", ${close})`
        : `${open} ${body} ${close}`;
    }
    case 'edge': {
      const [open, close] = brackets[box.bracket];
      const size = isTall(box.around) ? '#3em' : '#1.2em';
      return box.side === 'open'
        ? `class("opening", lr(size: ${size}, ${open}))`
        : `class("closing", lr(size: ${size}, ${close}))`;
    }
    case 'power':
      return `${typstRow(box.base)}^(${typstRow(box.exponent)})`;
    case 'root':
      return `sqrt(${typstRow(box.body)})`;
    case 'fraction':
      return `frac(${typstRow(box.over)}, ${typstRow(box.under)})`;
    case 'reduction':
      return reduction(box);
    case 'matrix':
      return matrix(box);
    case 'cases': {
      const rows = box.cases.map(({ value, when }) => joined([typstRow(value), '&', 'quad', typstRow(when)]));
      return `cases(${rows.join(', ')})`;
    }
    case 'words':
      return typstWords(box.text);
    case 'dots':
      return { horizontal: box.low ? '…' : '⋯', vertical: '⋮', diagonal: '⋱' }[box.direction];
  }
}

const timesSigns: Readonly<Record<Extract<Box, { kind: 'times' }>['shown'], string>> = {
  dot: '⋅',
  space: 'thin',
  nothing: '',
  slash: '\\/',
  correlate: '⋆',
  convolve: '∗',
  entrywise: '⊙',
  kronecker: '⊗',
  by: '×',
};

const brackets: Readonly<Record<Bracket, readonly [string, string]>> = {
  '(': ['\\(', '\\)'],
  '[': ['\\[', '\\]'],
  '|': ['\\|', '\\|'],
};

function digits(text: string): string {
  return /^\d+(\.\d+)?$/.test(text) ? text : typstWords(text);
}

/** The forms of epsilon and phi that LaTeX has under these names. */
const lunate: Readonly<Record<string, string>> = { epsilon: 'ϵ', phi: 'ϕ' };

function typstName(name: string): string {
  const letter = lunate[name] ?? greek.get(name);
  if (letter !== undefined) return letter;
  return /^[A-Za-z]$/.test(name) ? name : typstWords(name);
}

/** Latin letters of arrays are upright where they are bold, as in LaTeX. */
function typstSymbol({ name, face, accent }: WrittenSymbol): string {
  const plain = typstName(name);
  const latin = /^[A-Za-z]$/.test(name);
  const set =
    face === 'bold'
      ? `bold(${latin ? `upright(${plain})` : plain})`
      : face === 'calligraphic'
        ? `cal(${plain})`
        : face === 'upright'
          ? `upright(${plain})`
          : plain;
  return accent ? `${accents[accent]}(${set})` : set;
}

const accents: Readonly<Record<Accent, string>> = { hat: 'hat', tilde: 'tilde', bar: 'macron' };

function below(rows: readonly Row[]): string {
  return rows.length === 0 ? '' : `_(${rows.map(typstRow).join(isCompact(rows) ? ' ' : ' \\, thin ')})`;
}

/** ∑_(m \, n = 1)^(2); conditions stand in lines of their own below. */
function reduction(box: Extract<Box, { kind: 'reduction' }>): string {
  const letters = box.letters.map(typstRow).join(' \\, ');
  const where = box.where.map(typstRow);
  return box.operator === 'max'
    ? `op("max", limits: #true)_(${[`${box.from} ≤ ${letters} ≤ ${box.to}`, ...where].join(' \\ ')})`
    : `∑_(${[`${letters} = ${box.from}`, ...where].join(' \\ ')})^(${box.to})`;
}

/** Fractions above each other need more room between the rows; an empty cell at the end of a row would be none at all. */
function matrix({ rows, opens, closes }: Extract<Box, { kind: 'matrix' }>): string {
  const delimiter = `#(${opens ? '"("' : 'none'}, ${closes ? '")"' : 'none'})`;
  const gap = rows.some((row) => row.some(isTall)) ? ', row-gap: #0.6em' : '';
  const cells = rows.map((row) => row.map((cell) => typstRow(cell) || '#none').join(', ')).join('; ');
  return `mat(delim: ${delimiter}${gap}, ${cells})`;
}
