import type { Code } from './code.ts';

/** The languages that code is written in. */
export type Language = 'js' | 'c' | 'numpy' | 'torch' | 'jax';

/** A function of the catalogue in one language. */
export interface Spelled {
  call(given: readonly Code[]): Code;
  /** What a file defines where it calls it, by name; each may call those of functions that stand later in the catalogue. */
  readonly helpers?: Readonly<Record<string, string>>;
}

/** A function that only chooses between values: yes where left relation right, no where not. */
export interface Choice<Value> {
  readonly left: Value;
  readonly relation: '<' | '<=' | '>' | '>=' | '==' | '!=';
  readonly right: Value;
  readonly yes: Value;
  readonly no: Value;
}

/** What values a choice is made of. */
export interface Values<Value> {
  number(value: number): Value;
  product(a: Value, b: Value): Value;
  /** Another function of the catalogue, applied. */
  apply(name: string, ...given: readonly Value[]): Value;
  /** Whether two are written alike. */
  alike(a: Value, b: Value): boolean;
}

/** How people type a function in formulas. */
export interface Typed {
  readonly name: string;
  /** In answers, where more is understood than in model files. */
  readonly otherNames?: readonly string[];
  /** What nerdamer has in its place while it reads a formula: it takes what it does not know for a product. */
  readonly as: string;
  /** Whether answers may write its derivative with a prime: σ'(x). */
  readonly prime?: true;
}
