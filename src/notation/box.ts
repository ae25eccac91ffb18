import type { Operator, Relation, SymbolRole } from './notation.ts';
import type { Tone } from './tone.ts';
import type { Accent, Face } from './written-symbol.ts';

/**
 * A formula with every bracket, sign and dot in its place, but in no particular format: one short step before LaTeX,
 * plain text and widths, so that all three agree on where brackets stand. A formula is a row of boxes.
 */
export type Row = readonly Box[];

export type Bracket = '(' | '[' | '|';

export type Box =
  | { readonly kind: 'digits'; readonly text: string }
  /** A name, the number at its end (W1 has the index "1"), and its subscripts. */
  | {
      readonly kind: 'symbol';
      readonly name: string;
      readonly index: string;
      readonly below: readonly Row[];
      readonly face?: Face;
      readonly accent?: Accent;
      readonly role?: SymbolRole;
      readonly macros?: true;
      readonly tone?: Tone;
    }
  | { readonly kind: 'indicator'; readonly below: readonly Row[] }
  /** The name of a function, before its bracket, with its parameter below. */
  | { readonly kind: 'operator'; readonly name: string; readonly below: readonly Row[] }
  | { readonly kind: 'partial'; readonly macro?: true }
  /** Nabla with what it is taken by below; in brackets where there are subscripts. Never broken. */
  | { readonly kind: 'gradient'; readonly of: Row; readonly by: Row; readonly below: readonly Row[] }
  /** A sign between two terms, or before the first one. */
  | { readonly kind: 'sign'; readonly sign: '+' | '-'; readonly unary: boolean }
  /**
   * What stands between two factors; every product has one there, even where nothing shows. A slash is the line of a
   * fraction in a label.
   */
  | { readonly kind: 'times'; readonly shown: 'dot' | 'space' | 'nothing' | 'slash' | Operator }
  | { readonly kind: 'comma' }
  | { readonly kind: 'relation'; readonly relation: Relation }
  | { readonly kind: 'group'; readonly bracket: Bracket; readonly body: Row }
  /** One side of a group that does not close on the same line; both sides are as tall as `around`. */
  | {
      readonly kind: 'edge';
      readonly side: 'open' | 'close';
      readonly bracket: Bracket;
      readonly around: Row;
    }
  | { readonly kind: 'power'; readonly base: Row; readonly exponent: Row }
  | { readonly kind: 'root'; readonly body: Row }
  /** `loose` parts need brackets when the fraction is written on one line. */
  | {
      readonly kind: 'fraction';
      readonly over: Row;
      readonly under: Row;
      readonly looseOver: boolean;
      readonly looseUnder: boolean;
      /** What gradsheet.sty makes a gradient of, if it is asked to. */
      readonly gradient?: {
        readonly of: Row;
        readonly array: Row;
        readonly entry: Row;
        readonly below: readonly Row[];
      };
    }
  /** Sigma or max over letters that share one range, with further conditions below. */
  | {
      readonly kind: 'reduction';
      readonly operator: 'sum' | 'max';
      readonly letters: readonly Row[];
      readonly from: number;
      readonly to: number;
      readonly where: readonly Row[];
    }
  /** `opens` and `closes` are false on the inner sides of a matrix that was split between two lines. */
  | {
      readonly kind: 'matrix';
      readonly rows: readonly (readonly Row[])[];
      readonly opens: boolean;
      readonly closes: boolean;
    }
  | { readonly kind: 'cases'; readonly cases: readonly { readonly value: Row; readonly when: Row }[] }
  | { readonly kind: 'words'; readonly text: string }
  /** `low` dots stand between commas, the others between operators. */
  | {
      readonly kind: 'dots';
      readonly direction: 'horizontal' | 'vertical' | 'diagonal';
      readonly low: boolean;
    };
