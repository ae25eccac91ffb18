import { type Formula, withParts } from '../index/formula.ts';

/** The formula with every part replaced for which there is another; the same object where there is none. */
export function rewritten(formula: Formula, replacement: (part: Formula) => Formula | undefined): Formula {
  const instead = replacement(formula);
  if (instead) return instead;
  let changed = false;
  const inner = withParts(formula, (part) => {
    const now = rewritten(part, replacement);
    if (now !== part) changed = true;
    return now;
  });
  return changed ? inner : formula;
}
