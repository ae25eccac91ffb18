import type { Notation } from '../notation/notation.ts';
import type { Block, EquationBlock, EquationLine, Inline, QuestionBlock, Topic } from './block.ts';

/** Short constructors for blocks. */

export function section(id: string, ...text: Inline[]): Block {
  return { kind: 'heading', level: 1, id, text };
}

export function subsection(id: string, ...text: Inline[]): Block {
  return { kind: 'heading', level: 2, id, text };
}

export function paragraph(...text: Inline[]): Block {
  return { kind: 'paragraph', text };
}

export function note(label: string, ...text: Inline[]): Block {
  return { kind: 'note', label, text };
}

export function math(notation: Notation): Inline {
  return { kind: 'math', notation };
}

/** What is asked in a question, then how it is worked out, or what students find there. */
export function questionBlocks({ blocks, unsolved = [], solution = unsolved }: QuestionBlock): Block[] {
  return [...blocks, ...solution];
}

/** An equation block, or nothing when there is nothing to say. */
export function equation(part: Topic | undefined, lines: readonly EquationLine[]): EquationBlock[] {
  if (lines.length === 0) return [];
  return [part === undefined ? { kind: 'equation', lines } : { kind: 'equation', part, lines }];
}

export function equals(left: Notation, ...rights: Notation[]): EquationLine {
  return { left, steps: rights.map((right) => ({ relation: '=', right })) };
}

/** "a", "a and b", "a, b and c" */
export function listed(items: readonly Inline[][]): Inline[] {
  return items.flatMap((item, at) => {
    if (at === 0) return item;
    return [at === items.length - 1 ? ' and ' : ', ', ...item];
  });
}
