import type Fraction from 'fraction.js';
import type { Block, Topic } from '../document/block.ts';
import type { Setting } from '../document/setting.ts';
import type { StageRun } from '../evaluate/stage-run.ts';
import type { Question } from './question.ts';

/** One kind of exercise, made from the derivation of a model. */
export interface Exercise {
  /** The word in the model file. */
  readonly name: string;
  /** What is asked, in one line. */
  readonly summary: string;
  /** The questions that it makes of a model; none where the model has nothing to ask so. */
  questions(material: Material): Question[];
}

/** A model with its numbers, and its derivation in parts. */
export interface Material {
  readonly setting: Setting;
  readonly numbers: StageRun;
  /** The blocks of the derivation that are of one of these. */
  parts(...topics: readonly Topic[]): Block[];
  /** Random numbers of this variant, for what else is chosen. */
  readonly draw: () => bigint;
  /** The learning rate of updates. */
  readonly rate: Fraction;
}

/** A whole number from 0 to below. */
export function chosen(draw: () => bigint, below: number): number {
  return Number(draw() % BigInt(below));
}

/** The same things in another order (Fisher and Yates). */
export function shuffled<T>(items: readonly T[], draw: () => bigint): T[] {
  const order = [...items];
  for (let at = order.length - 1; at > 0; at--) {
    const swapped = chosen(draw, at + 1);
    [order[at], order[swapped]] = [order[swapped], order[at]];
  }
  return order;
}
