import type { Definition } from '../index/formula.ts';
import type { Tensor } from '../index/tensor.ts';
import type { Law } from '../model/laws.ts';
import type { Rule } from '../model/rules.ts';
import type { Subject } from '../model/subject.ts';
import type { ShapedNumbers } from './axes.ts';

/**
 * How somebody goes through the chain rule from the loss down: ours, but for the steps that are given here. Each step
 * gets what ours has and returns what is taken instead; what it returns unchanged is not computed again.
 */
export interface Deviation {
  /** The rule by which an output is computed. */
  forward?(rule: Rule): Rule;
  /** The rule that is differentiated for the gradient by `of`. */
  rule?(rule: Rule, of: Tensor): Rule;
  /** The law, after it is derived. */
  law?(definition: Definition, law: Law): Definition;
  /** The numbers of a tensor where the law of `of` takes them. */
  values?(numbers: Float64Array, tensor: Tensor, of: Tensor, mistaken: MistakenNumbers): Float64Array;
  /** The numbers of dL/d(output) where the law of `of` takes them. */
  arriving?(numbers: Float64Array, output: Tensor, of: Tensor, mistaken: MistakenNumbers): Float64Array;
  /** dL/d(of), as it is written down and handed on. */
  gradient?(numbers: Float64Array, of: Tensor, mistaken: MistakenNumbers): Float64Array;
  /** What is written down as the answer, and not handed on: it may have another shape. */
  written?(array: ShapedNumbers, subject: Subject, mistaken: MistakenNumbers): ShapedNumbers;
}

/** What there is on this way: numbers with the mistake in them. */
export interface MistakenNumbers {
  value(tensor: Tensor): Float64Array;
  gradient(of: Tensor): Float64Array;
}

/** Two mistakes made together. */
export function together(earlier: Deviation, later: Deviation): Deviation {
  const both = [earlier, later];
  return {
    forward: (rule) => both.reduce((now, { forward }) => forward?.(now) ?? now, rule),
    rule: (first, of) => both.reduce((now, { rule }) => rule?.(now, of) ?? now, first),
    law: (definition, ourLaw) => both.reduce((now, { law }) => law?.(now, ourLaw) ?? now, definition),
    values: (numbers, tensor, of, mistaken) =>
      both.reduce((now, { values }) => values?.(now, tensor, of, mistaken) ?? now, numbers),
    arriving: (numbers, output, of, mistaken) =>
      both.reduce((now, { arriving }) => arriving?.(now, output, of, mistaken) ?? now, numbers),
    gradient: (numbers, of, mistaken) =>
      both.reduce((now, { gradient }) => gradient?.(now, of, mistaken) ?? now, numbers),
    written: (array, subject, mistaken) =>
      both.reduce((now, { written }) => written?.(now, subject, mistaken) ?? now, array),
  };
}
