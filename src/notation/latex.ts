import type { Box, Bracket, Row } from './box.ts';
import { layout } from './layout.ts';
import { greek, isLetter } from './letters.ts';
import type { Notation, Relation } from './notation.ts';
import type { Tone } from './tone.ts';
import type { Face, WrittenSymbol } from './written-symbol.ts';

/** A formula in LaTeX with amsmath, for math mode. Everything that could come from a user is a name or escaped words. */
export function latex(notation: Notation): string {
  return latexRow(layout(notation));
}

export function latexRow(row: Row): string {
  return row.map(latexBox).join('').replace(/ {2,}/g, ' ').trim();
}

export const latexRelation: Readonly<Record<Relation, string>> = {
  '=': '=',
  '<=': '\\le',
  '<': '<',
  '>=': '\\ge',
  '>': '>',
  '!=': '\\ne',
  '~': '\\approx',
  '<-': '\\leftarrow',
  ':=': '\\mathrel{:=}',
  in: '\\in',
};

/** Commands of one argument, which whoever uses tones defines. */
export const toneCommand: Readonly<Record<Tone, string>> = {
  input: '\\toneinput',
  weight: '\\toneweight',
  output: '\\toneoutput',
  delta: '\\tonedelta',
};

/** Functions that LaTeX has as commands; the others are set with \operatorname. */
const commands = ['max', 'min', 'exp', 'log', 'sin', 'cos', 'tan', 'tanh'];

export function latexBox(box: Box): string {
  switch (box.kind) {
    case 'digits':
      return box.text;
    case 'symbol': {
      const symbol = `${latexSymbol(box)}${box.index === '' ? '' : `^{(${box.index})}`}${below(box.below)}`;
      return box.tone ? `${toneCommand[box.tone]}{${symbol}}` : symbol;
    }
    case 'indicator':
      return `\\mathbf{1}${below(box.below)}`;
    case 'operator':
      if (commands.includes(box.name)) return `\\${box.name}`;
      return `${greek.has(box.name) ? latexName(box.name).trim() : `\\operatorname{${escapedWords(box.name)}}`}${below(box.below)}`;
    case 'partial':
      return box.macro ? '\\gsPartial ' : '\\partial ';
    case 'gradient': {
      const nabla = `\\nabla_{${latexRow(box.by)}} ${latexRow(box.of)}`;
      return box.below.length === 0 ? nabla : `(${nabla})${below(box.below)}`;
    }
    case 'sign':
      return box.unary ? box.sign : ` ${box.sign} `;
    case 'times':
      return timesSigns[box.shown];
    case 'comma':
      return ', ';
    case 'relation':
      return ` ${latexRelation[box.relation]} `;
    case 'group': {
      const [open, close] = brackets[box.bracket];
      const body = latexRow(box.body);
      return isTall(box.body) ? `\\left${open} ${body} \\right${close}` : `${open}${body}${close}`;
    }
    case 'edge': {
      const [open, close] = brackets[box.bracket];
      const size = isTall(box.around) ? 'Bigg' : 'big';
      return box.side === 'open' ? `\\${size}l${open} ` : `\\${size}r${close}`;
    }
    case 'power':
      return `${latexRow(box.base)}^{${latexRow(box.exponent)}}`;
    case 'root':
      return `\\sqrt{${latexRow(box.body)}}`;
    case 'fraction':
      if (box.gradient) {
        const { of, array, entry, below: subscripts } = box.gradient;
        return `\\gsGrad{${latexRow(of)}}{${latexRow(array)}}{${latexRow(entry)}}{${subscript(subscripts)}}`;
      }
      return `\\frac{${latexRow(box.over)}}{${latexRow(box.under)}}`;
    case 'reduction':
      return reduction(box);
    case 'matrix': {
      // Fractions above each other need more room between the rows.
      const separator = box.rows.some((row) => row.some(isTall)) ? ' \\\\[4pt] ' : ' \\\\ ';
      const rows = box.rows.map((row) => row.map(latexRow).join(' & ')).join(separator);
      const body = `\\begin{matrix} ${rows} \\end{matrix}`;
      if (box.opens && box.closes) return `\\begin{pmatrix} ${rows} \\end{pmatrix}`;
      return `\\left${box.opens ? '(' : '.'} ${body} \\right${box.closes ? ')' : '.'}`;
    }
    case 'cases': {
      const rows = box.cases.map(({ value, when }) => `${latexRow(value)} & ${latexRow(when)}`);
      return `\\begin{cases} ${rows.join(' \\\\ ')} \\end{cases}`;
    }
    case 'words':
      return `\\text{${escapedWords(box.text)}}`;
    case 'dots':
      return { horizontal: box.low ? '\\ldots' : '\\cdots', vertical: '\\vdots', diagonal: '\\ddots' }[
        box.direction
      ];
  }
}

const timesSigns: Readonly<Record<Extract<Box, { kind: 'times' }>['shown'], string>> = {
  dot: ' \\cdot ',
  space: '\\,',
  nothing: ' ',
  slash: '/',
  correlate: ' \\star ',
  convolve: ' * ',
  entrywise: ' \\odot ',
  kronecker: ' \\otimes ',
  by: ' \\times ',
};

const brackets: Readonly<Record<Bracket, readonly [string, string]>> = {
  '(': ['(', ')'],
  '[': ['[', ']'],
  '|': ['|', '|'],
};

/** Whether plain brackets would be too small around it. */
export function isTall(row: Row): boolean {
  return row.some((box) => {
    switch (box.kind) {
      case 'fraction':
      case 'reduction':
      case 'matrix':
      case 'cases':
        return true;
      case 'group':
        return isTall(box.body);
      case 'power':
        return isTall(box.base);
      case 'root':
        return isTall(box.body);
      default:
        return false;
    }
  });
}

/** Its face and accent within the macro of gradsheet.sty that may rename it. */
function latexSymbol({ macros, role, ...symbol }: Extract<Box, { kind: 'symbol' }>): string {
  if (!macros) return facedSymbol(symbol);
  const macro = role?.kind === 'array' ? 'gsArray' : role?.kind === 'letter' ? 'gsIndex' : 'gsSymbol';
  return `\\${macro}{${facedSymbol(symbol).trim()}}`;
}

function facedSymbol({ name, face, accent }: WrittenSymbol): string {
  const plain = latexName(name);
  const word = !isLetter(name);
  // Upright bold for Latin letters, as for arrays; Greek ones are slanted. A word is upright already.
  const set =
    face === 'bold' && greek.has(name)
      ? `\\boldsymbol{${plain.trim()}}`
      : face && !(word && face === 'upright')
        ? `\\${faces[face]}{${word ? escapedWords(name) : plain.trim()}}`
        : plain;
  return accent ? `\\${accent}{${set.trim()}}` : set;
}

const faces: Readonly<Record<Face, string>> = {
  bold: 'mathbf',
  calligraphic: 'mathcal',
  upright: 'mathrm',
};

function latexName(name: string): string {
  if (greek.has(name)) return `\\${name} `;
  return /^[A-Za-z]$/.test(name) ? name : `\\mathrm{${escapedWords(name)}}`;
}

function below(rows: readonly Row[]): string {
  return rows.length === 0 ? '' : `_{${subscript(rows)}}`;
}

function subscript(rows: readonly Row[]): string {
  return rows.map(latexRow).join(isCompact(rows) ? '' : ',\\,');
}

/** W_{mn}, o_{11}: single digits and single letters need no commas between them. */
export function isCompact(rows: readonly Row[]): boolean {
  return rows.every(([box, ...rest]) => {
    if (rest.length > 0 || box === undefined) return false;
    if (box.kind === 'digits') return box.text.length === 1;
    return box.kind === 'symbol' && box.name.length === 1 && box.index === '' && box.below.length === 0;
  });
}

/** \sum_{m,n=1}^{2}; conditions stand in lines of their own below. */
function reduction(box: Extract<Box, { kind: 'reduction' }>): string {
  const letters = box.letters.map(latexRow).join(',');
  const where = box.where.map(latexRow);
  if (box.operator === 'max')
    return `\\max_{${stacked([`${box.from} \\le ${letters} \\le ${box.to}`, ...where])}} `;
  return `\\sum_{${stacked([`${letters}=${box.from}`, ...where])}}^{${box.to}} `;
}

function stacked(lines: readonly string[]): string {
  return lines.length === 1 ? lines[0] : `\\substack{${lines.join(' \\\\ ')}}`;
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '%': '\\%',
  '#': '\\#',
  '&': '\\&',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
};

function escapedWords(text: string): string {
  return text.replace(/[\\{}$%#&_^~]/g, (character) => escapes[character]).replace(/[^ -~]/g, '?');
}
