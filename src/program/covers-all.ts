import { covers, rangesOf } from '../index/law.ts';
import type { RulePart } from './statement.ts';

/** Whether a part gives every entry of its array a value. */
export function coversAll({ output, over, subscripts, body }: RulePart): boolean {
  return (
    body.kind !== 'where' &&
    subscripts.every((form, axis) => covers(form, rangesOf(form, over), output.shape[axis]))
  );
}
