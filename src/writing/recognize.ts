import { substituted } from '../index/affine.ts';
import type { Definition } from '../index/formula.ts';
import { match } from '../index/match.ts';
import type { Notation } from '../notation/notation.ts';
import { entryOf, type FormulaStyle } from './of-formula.ts';

/**
 * The style in which the right-hand side of a definition, at whatever letters, goes by the name of the left: the
 * derivative of a softmax s is written in s.
 */
export function recognizing(style: FormulaStyle, definition: Definition, overlapping: boolean): FormulaStyle {
  const { body, output, over, subscripts } = definition;
  return {
    ...style,
    overlapping,
    known: (formula): Notation | undefined => {
      if (output.role === 'loss' || body.kind === 'entry' || body.kind !== formula.kind) return undefined;
      const by = match(body, formula);
      // Where outputs are the same for all values of a letter, nothing says which of them it is.
      if (!by || !over.every(({ letter }) => by.has(letter))) return undefined;
      return entryOf(
        { kind: 'entry', tensor: output, subscripts: subscripts.map((form) => substituted(form, by)) },
        style,
      );
    },
  };
}
