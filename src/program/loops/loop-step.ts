import type { Affine } from '../../index/affine.ts';
import type { Condition, Entry, Formula } from '../../index/formula.ts';
import type { Tensor } from '../../index/tensor.ts';
import type { LetterSpan } from '../bounds.ts';

/** What loops are made of. Closed: each language that has loops writes each of these. */
export type LoopStep =
  | {
      readonly kind: 'for';
      readonly letter: string;
      readonly span: LetterSpan;
      readonly steps: readonly LoopStep[];
    }
  | { readonly kind: 'if'; readonly conditions: readonly Condition[]; readonly steps: readonly LoopStep[] }
  /** A number of its own, with its first value; `changes` says whether it gets others. */
  | {
      readonly kind: 'variable';
      readonly variable: Tensor;
      readonly value: Formula | 'lowest';
      readonly changes: boolean;
    }
  /** = */
  | { readonly kind: 'set'; readonly to: Entry; readonly value: Formula | 'lowest' }
  /** += */
  | { readonly kind: 'add'; readonly to: Entry; readonly value: Formula }
  /** = the larger of both */
  | { readonly kind: 'raise'; readonly to: Entry; readonly value: Formula }
  /** Where the candidate is larger than the best so far (or as large, if the last of equal ones counts): it and its place are kept. */
  | {
      readonly kind: 'better';
      readonly candidate: Formula;
      readonly best: Entry;
      readonly orEqual: boolean;
      readonly to: Entry;
      readonly place: Affine;
    }
  /** Stops where a number is more than 1. */
  | { readonly kind: 'refuse'; readonly number: Entry };
