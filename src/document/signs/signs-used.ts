import type { Notation } from '../../notation/notation.ts';
import type { Block, Inline } from '../block.ts';
import { questionBlocks } from '../prose.ts';

/** The signs that the formulas of these blocks are made of: keys of the table of notation, and "symbol delta" for names. */
export function signsUsed(blocks: readonly Block[]): Set<string> {
  const used = new Set<string>();
  for (const notation of blocks.flatMap(notationsIn)) collect(notation, used);
  return used;
}

function notationsIn(block: Block): Notation[] {
  switch (block.kind) {
    case 'equation':
      return block.lines.flatMap(({ left, steps }) => [left, ...steps.map(({ right }) => right)]);
    case 'heading':
    case 'paragraph':
    case 'note':
      return mathIn(block.text);
    case 'table':
      return [...block.headings, ...block.rows.flat()].flatMap(mathIn);
    case 'list':
      return block.items.flatMap(mathIn);
    case 'figure':
      return mathIn(block.caption);
    case 'question':
      return [...mathIn(block.title), ...questionBlocks(block).flatMap(notationsIn)];
    case 'head':
      return block.blocks.flatMap(notationsIn);
    case 'space':
    case 'form':
      return [];
  }
}

function mathIn(text: readonly Inline[]): Notation[] {
  return text.flatMap((piece) =>
    typeof piece === 'object' && piece.kind === 'math' ? [piece.notation] : [],
  );
}

/** Which signs a formula is made of. */
function collect(notation: Notation, used: Set<string>): void {
  const sign = signOf(notation);
  if (sign) used.add(sign);
  if (notation.kind === 'symbol') used.add(`symbol ${notation.name}`);
  for (const part of innerNotations(notation)) collect(part, used);
}

/** The key of the sign that a formula is joined by, where the table may explain it. */
function signOf(notation: Notation): string | undefined {
  switch (notation.kind) {
    case 'symbol':
      return notation.name === 'e' && !notation.role && notation.subscripts.length > 0
        ? 'one-hot'
        : undefined;
    case 'indicator': {
      const [first] = notation.subscripts;
      if (!first) return 'column of ones';
      if (first.kind === 'operation') return 'ones';
      if (first.kind !== 'words') return 'indicator';
      return 'winners';
    }
    case 'operation':
      return notation.operator;
    case 'bracket':
      return 'bracket';
    case 'call':
      return `call ${notation.name}`;
    case 'power':
      return notation.exponent.kind === 'words' ? 'transposed' : undefined;
    default:
      return undefined;
  }
}

function innerNotations(notation: Notation): readonly Notation[] {
  switch (notation.kind) {
    case 'symbol':
      return notation.subscripts;
    case 'operation':
      return notation.of;
    case 'bracket':
      return [notation.condition];
    case 'call':
      return notation.arguments;
    case 'power':
      return [notation.base, notation.exponent];
    case 'negative':
      return [notation.of];
    case 'sum':
      return notation.terms;
    case 'product':
      return notation.factors;
    case 'fraction':
      return [notation.over, notation.under];
    case 'reduction':
      return [...notation.where, notation.body];
    case 'derivative':
      return [notation.of, notation.by];
    case 'gradient':
      return [notation.of, notation.by, ...notation.subscripts];
    case 'comparison':
      return notation.sides;
    case 'matrix':
      return notation.rows.flat();
    case 'cases':
      return notation.cases.flatMap(({ value, when }) => [value, when]);
    case 'indicator':
    case 'number':
    case 'decimal':
    case 'words':
    case 'dots':
      return [];
  }
}
