import { functions } from '../functions/index.ts';
import { TieRefused } from '../model/tie-refused.ts';

function refuse(tied: number): never {
  throw new TieRefused(tied);
}

const square = 'const square = (x) => x * x;';

/** Functions of the catalogue that JavaScript has not, under their names. */
const catalogue = Object.fromEntries(
  Object.values(functions).map(({ name, value }) => [name, (...given: readonly number[]) => value(given)]),
);

/** Loops over a memory of doubles. */
export type Compiled = (numbers: Float64Array) => void;

/**
 * Functions from their lines, all in one piece of code. It is made of whole numbers, of operators and of names that are
 * given here: nothing that somebody typed gets into it. Undefined where no code may be made of text, as on a page whose
 * policy forbids it.
 */
export function compiledLoops(bodies: readonly (readonly string[])[]): readonly Compiled[] | undefined {
  const all = bodies.map((lines) => `(M) => {\n${lines.join('\n')}\n}`);
  const text = [`'use strict';`, square, `return [${all.join(',\n')}];`].join('\n');
  try {
    return new Function('refuse', 'catalogue', text)(refuse, catalogue);
  } catch (error) {
    if (error instanceof EvalError) return undefined;
    throw error;
  }
}
