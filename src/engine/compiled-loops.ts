import { TieRefused } from '../model/tie-refused.ts';
import { helpersIn } from '../program/text/functions.ts';
import { helpersFor } from '../program/text/helpers.ts';

function refuse(tied: number): never {
  throw new TieRefused(tied);
}

/** Loops over a memory of doubles. */
export type Compiled = (numbers: Float64Array) => void;

/**
 * Functions from their lines, all in one piece of code. It is made of whole numbers, of operators and of names that are
 * given here: nothing that somebody typed gets into it.
 */
export function compiledLoops(bodies: readonly (readonly string[])[]): readonly Compiled[] {
  const functions = bodies.map((lines) => `(M) => {\n${lines.join('\n')}\n}`);
  const helpers = helpersFor(functions.join('\n'), helpersIn('js'));
  const text = [`'use strict';`, ...helpers, `return [${functions.join(',\n')}];`].join('\n');
  return new Function('refuse', text)(refuse);
}
