import type Fraction from 'fraction.js';
import type { Notation } from '../notation/notation.ts';
import type { Graph } from './graph.ts';
import type { Node } from './node.ts';

/**
 * The derivative taken at a kink: 0 takes PyTorch's choice for the function (relu'(0) = 0, |x|'(0) = 0, leaky_relu'(0) = its slope),
 * 1 the derivative from the right, 1/2 the mean of both sides.
 */
export type Kink = '0' | '1' | '1/2';

/** One function of the catalogue (functions/), with everything about it. */
export interface ScalarFunction {
  readonly name: string;
  /** What it is, in one line. */
  readonly summary: string;
  /** How many arguments it takes; undefined for any number of them. */
  readonly arity: number | undefined;
  /** Value in floating point. */
  value(given: readonly number[]): number;
  /** Value in exact arithmetic, or null where it is irrational. */
  exact(given: readonly Fraction[]): Fraction | null;
  /** The partial derivative by each argument, as expressions; null for a parameter that is not differentiated. */
  derivative(graph: Graph, given: readonly Node[], kink: Kink): readonly (Node | null)[];
  /** How it is written. */
  notation(given: readonly Notation[]): Notation;
  /**
   * The same in plain text for another algebra system: of a function with branches the one that these values take
   * (undefined without values). Undefined too where that system has no such function.
   */
  branch(given: readonly string[], values: readonly number[] | undefined): string | undefined;
  /** Whether a piece of it is taken: what `branch` says then holds for these values only. */
  readonly branches: boolean;
  /** For text: where it has a kink and which numbers are a subgradient there, and which of them PyTorch takes. Undefined where it is smooth everywhere. */
  readonly kinks?: { readonly where: string; readonly pytorch: string };
  /** The slopes on the left and on the right where they differ at these arguments; undefined where it is smooth. */
  kinkAt(given: readonly number[]): readonly [left: number, right: number] | undefined;
}
