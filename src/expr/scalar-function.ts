import type Fraction from 'fraction.js';
import type { Notation } from '../notation/notation.ts';
import type { Graph, Node } from './graph.ts';

/** The derivative taken at a kink: relu'(0). */
export type Kink = '0' | '1' | '1/2';

/** One function of the catalogue (functions/), with everything about it. */
export interface ScalarFunction {
  readonly name: string;
  /** Value in floating point. */
  value(given: readonly number[]): number;
  /** Value in exact arithmetic, or null where it is irrational. */
  exact(given: readonly Fraction[]): Fraction | null;
  /** The partial derivative by each argument, as expressions; null for a parameter that is not differentiated. */
  derivative(graph: Graph, given: readonly Node[], kink: Kink): readonly (Node | null)[];
  /** How it is written. */
  notation(given: readonly Notation[]): Notation;
  /**
   * The branch taken at these values, in plain text: a formula that another algebra system can differentiate.
   * Undefined if it has to be chosen and there are no values.
   */
  branch(given: readonly string[], values: readonly number[] | undefined): string | undefined;
  /** Whether the function has a kink at this argument: there its derivative is a choice. */
  kinkAt(given: readonly number[]): boolean;
}
