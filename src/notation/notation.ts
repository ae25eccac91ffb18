import type Fraction from 'fraction.js';
import type { Accent, Face } from './written-symbol.ts';

/**
 * Mathematics as it is written on a page, before any format is chosen: what the LaTeX, the plain text and the
 * width of a formula are all derived from. Both the expression graph and the index formulas turn into it.
 */
export type Notation =
  /** An exact number: 3, -1/2. */
  | { readonly kind: 'number'; readonly value: Fraction }
  /** A rounded number, as its decimal digits: "0.7311", "2.3e-10". */
  | { readonly kind: 'decimal'; readonly digits: string }
  /** A named quantity with its subscripts: W_{mn}, o_{11}, L, i; `role` is what it is, `macros` writes it with gradsheet.sty. Greek names ("delta") print as letters, W1 as W^{(1)}. */
  | {
      readonly kind: 'symbol';
      readonly name: string;
      readonly subscripts: readonly Notation[];
      readonly face?: Face;
      readonly accent?: Accent;
      readonly role?: SymbolRole;
      readonly macros?: true;
    }
  /** The indicator 1_{ij} of the winner of a maximum. */
  | { readonly kind: 'indicator'; readonly subscripts: readonly Notation[] }
  | { readonly kind: 'negative'; readonly of: Notation }
  | { readonly kind: 'sum'; readonly terms: readonly Notation[] }
  /** A product; `dots` writes a dot between the factors, as one does between numbers. */
  | { readonly kind: 'product'; readonly factors: readonly Notation[]; readonly dots: boolean }
  /** Whole arrays joined: a cross-correlation, a convolution, an entrywise product, a Kronecker product; or sizes, 2 by 2. */
  | { readonly kind: 'operation'; readonly operator: Operator; readonly of: readonly [Notation, Notation] }
  | { readonly kind: 'fraction'; readonly over: Notation; readonly under: Notation }
  | { readonly kind: 'power'; readonly base: Notation; readonly exponent: Notation }
  /** A function applied: max(a, b), ReLU(x); a parameter is written below its name. */
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly parameter?: Notation;
      readonly arguments: readonly Notation[];
    }
  /** Sigma or max over index letters, with conditions where the range alone does not say it. */
  | {
      readonly kind: 'reduction';
      readonly operator: 'sum' | 'max';
      readonly over: readonly LetterRange[];
      readonly where: readonly Notation[];
      readonly body: Notation;
      readonly macros?: true;
    }
  /** The partial derivative of a quantity by another, or the second one by two; by one of them twice where `and` is the same. */
  | {
      readonly kind: 'derivative';
      readonly of: Notation;
      readonly by: Notation;
      readonly and?: Notation;
      /** With the macros of gradsheet.sty; `array` is there where it may become a gradient by that array. */
      readonly macros?: { readonly array?: Notation };
    }
  /** The gradient of a quantity by a whole array, or with subscripts an entry of it: nabla_W L, (nabla_W L)_{11}. */
  | {
      readonly kind: 'gradient';
      readonly of: Notation;
      readonly by: Notation;
      readonly subscripts: readonly Notation[];
    }
  /** A chain of comparisons: 1 <= i + m - 1 <= 3. There is one relation fewer than there are sides. */
  | {
      readonly kind: 'comparison';
      readonly sides: readonly Notation[];
      readonly relations: readonly Relation[];
    }
  /** An Iverson bracket: 1 where the condition holds, 0 where not. */
  | { readonly kind: 'bracket'; readonly condition: Notation }
  | { readonly kind: 'matrix'; readonly rows: readonly (readonly Notation[])[] }
  | {
      readonly kind: 'cases';
      readonly cases: readonly { readonly value: Notation; readonly when: Notation }[];
    }
  /** Words inside a formula; escaped by every format. */
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'dots'; readonly direction: 'horizontal' | 'vertical' | 'diagonal' };

/** What a symbol is where it is written; a sign of its own, such as eta or e, has no role. */
export type SymbolRole =
  /** An array, or a part of it that is one: W, W_f, W_{1,2,:,:}. */
  | { readonly kind: 'array'; readonly array: string }
  /** One number of an array: W_{mn}. */
  | { readonly kind: 'entry'; readonly array: string }
  /** An array that is a single number: b, p. */
  | { readonly kind: 'number'; readonly array: string }
  /** An index letter: i. */
  | { readonly kind: 'letter' }
  /** What is differentiated: L, L_{direct}. */
  | { readonly kind: 'loss' };

export type Operator = 'correlate' | 'convolve' | 'entrywise' | 'kronecker' | 'by';

export interface LetterRange {
  readonly letter: string;
  readonly from: number;
  readonly to: number;
}

export type Relation = '=' | '<=' | '<' | '>=' | '>' | '!=' | '~' | '<-' | ':=' | 'in';
