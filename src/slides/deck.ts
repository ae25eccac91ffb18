import type { Inline } from '../document/block.ts';
import type { Drawing } from '../figures/drawing/drawing.ts';
import type { Row } from '../notation/box.ts';
import type { Relation } from '../notation/notation.ts';
import type { Tones } from '../notation/tone.ts';

/** A document as slides, in no particular format: frames whose content fits, uncovered click by click. */
export interface Deck {
  /** Text from the model file: every format escapes it. */
  readonly title: string;
  readonly running?: string;
  readonly tones: Tones;
  readonly frames: readonly Frame[];
}

export interface Frame {
  /** The section that it belongs to; empty before the first. */
  readonly section: readonly Inline[];
  readonly title: readonly Inline[];
  /** 1, or more where what is under one title goes on over several frames. */
  readonly part: number;
  readonly items: readonly Item[];
  /** How many clicks it takes, 1 where all is there at once. */
  readonly clicks: number;
}

/** What stands on a frame. `click` says when it appears: 1 is from the start. */
export type Item =
  | {
      readonly kind: 'text';
      readonly click: number;
      /** In bold before the text of a note. */
      readonly label?: string;
      readonly text: readonly Inline[];
    }
  | { readonly kind: 'equation'; readonly rows: readonly EquationRow[] }
  | {
      readonly kind: 'list';
      readonly items: readonly { readonly click: number; readonly text: readonly Inline[] }[];
    }
  | {
      readonly kind: 'table';
      readonly click: number;
      readonly headings: readonly (readonly Inline[])[];
      readonly rows: readonly (readonly (readonly Inline[])[])[];
      /** In em, of a column whose cells are broken into lines. */
      readonly widths: readonly (number | undefined)[];
    }
  | {
      readonly kind: 'picture';
      readonly click: number;
      readonly drawing: Drawing;
      readonly caption: readonly Inline[];
    }
  /** Pictures of the same size that replace each other, one a click from `click` on, each with its equation. */
  | {
      readonly kind: 'walk';
      readonly click: number;
      readonly positions: readonly { readonly drawing: Drawing; readonly rows: readonly EquationRow[] }[];
    };

/** One row of an alignment: a left-hand side and the steps that stand on this row. */
export interface EquationRow {
  /** Of the left-hand side. */
  readonly click: number;
  readonly left: Row;
  readonly steps: readonly RowStep[];
  /** 1, or less where it would be too wide or too tall. */
  readonly scale: number;
}

export interface RowStep {
  readonly click: number;
  /** Undefined where a long right-hand side goes on. */
  readonly relation: Relation | undefined;
  readonly right: Row;
}
