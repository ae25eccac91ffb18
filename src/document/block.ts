import type { Drawing } from '../figures/drawing/drawing.ts';
import type { Notation, Relation } from '../notation/notation.ts';
import type { Tones } from '../notation/tone.ts';

/** A derivation as a reader meets it, in no particular format. Every format is one pass over these blocks. */
export interface Document {
  /** Text from the model file: every format escapes it. */
  readonly title: string;
  /** What stands at the head of every page, beside the title: the code of a worksheet's variant. */
  readonly running?: string;
  /** The room for a line in em of its font, where it is not a page's: lines are broken to it. */
  readonly width?: number;
  /** Whether its LaTeX has the macros of gradsheet.sty. */
  readonly macros?: boolean;
  /** What the quantities of formulas and figures are, for formats that colour them. */
  readonly tones?: Tones;
  /** The same mathematics as Python, for notebooks: cells of code, and what they print. */
  readonly code?: readonly { readonly source: string; readonly output: string }[];
  readonly blocks: readonly Block[];
}

/** What is said of a worksheet above its questions. */
export interface SheetHead {
  /** The title of the students' sheet. */
  readonly title: string;
  readonly variant: string;
  /** Who the sheet is for, where that is known: "Ada Berg (s17)". */
  readonly student?: string;
  /** Lines to be filled in by students: Name, Date. */
  readonly lines: readonly string[];
}

/** What a block tells: of which tensor, if of one, and which part of it. Its name has dots between them: forward.o.rule. */
export interface Topic {
  readonly kind: string;
  readonly tensor?: string;
  readonly how?: string;
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly id: string; readonly text: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly text: readonly Inline[] }
  | EquationBlock
  /**
   * `text` is the same picture in lines of characters, for formats without pictures; `moving` is for those in which
   * it can move.
   */
  | {
      readonly kind: 'figure';
      readonly part?: Topic;
      readonly drawing: Drawing;
      readonly caption: readonly Inline[];
      readonly text?: readonly string[];
      readonly moving?: { readonly caption: readonly Inline[]; readonly positions: readonly Position[] };
    }
  /** Rows of cells under a row of headings. */
  | {
      readonly kind: 'table';
      readonly part?: Topic;
      readonly headings: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
    }
  | { readonly kind: 'list'; readonly part?: Topic; readonly items: readonly (readonly Inline[])[] }
  /** A remark set apart: a subgradient choice, a tie, a limit. */
  | { readonly kind: 'note'; readonly label: string; readonly text: readonly Inline[] }
  /** The head of a worksheet. `blocks` is the same in the text, for formats that have no such head. */
  | {
      readonly kind: 'head';
      readonly sheet: SheetHead;
      readonly blocks: readonly Block[];
    }
  | QuestionBlock
  /** Room to write, so many centimetres high. */
  | { readonly kind: 'space'; readonly height: number }
  /** Lines to be filled in by hand, beside each other: Name, Date. */
  | { readonly kind: 'form'; readonly labels: readonly string[] };

/** A question of a worksheet, kept on one page. */
export interface QuestionBlock {
  readonly kind: 'question';
  readonly number: number;
  readonly title: readonly Inline[];
  /** "3 points" */
  readonly points: string;
  /** The same as a number, where points are still to be earned. */
  readonly worth?: number;
  readonly blocks: readonly Block[];
  /** What students find below: blanks, a hint, space. */
  readonly unsolved?: readonly Block[];
  /** How it is worked out, in place of `unsolved`; a format that is printed for both has both. */
  readonly solution?: readonly Block[];
}

/** Lines aligned on their first relation. `part` names the block for whoever wants it alone (parts.ts). */
export interface EquationBlock {
  readonly kind: 'equation';
  readonly part?: Topic;
  readonly lines: readonly EquationLine[];
}

/** left, then one or more steps: o_11 = I_11 W_11 + ... = -1. A format may put each step on its own line, or several on one. */
export interface EquationLine {
  readonly left: Notation;
  readonly steps: readonly EquationStep[];
}

export interface EquationStep {
  readonly relation: Relation;
  readonly right: Notation;
}

/** One position of a window, with the line of the entry that it makes. */
interface Position {
  readonly drawing: Drawing;
  readonly line: EquationLine;
}

export type Inline =
  | string
  | { readonly kind: 'math'; readonly notation: Notation }
  /** What is emphasized; `tone` says whether it is good news, where it is news. */
  | { readonly kind: 'strong'; readonly text: string; readonly tone?: 'good' | 'bad' }
  | { readonly kind: 'code'; readonly text: string };
