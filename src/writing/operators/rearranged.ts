import { affineLetters } from '../../index/affine.ts';
import type { Entry } from '../../index/formula.ts';
import { shownAxes } from '../entry-name.ts';
import { arrayName, type OperatorForm, type RuleTerm } from './operator.ts';

/** The same entries, row by row, in another arrangement: what flattening does, and what undoes it. */
export function rearranged({ formula, left, over, style }: RuleTerm): OperatorForm | undefined {
  if (formula.kind !== 'entry' || left.subscripts.length === 0) return undefined;
  const letters = new Set(affineLetters(...formula.subscripts));
  const all = over.every(({ letter }) => letters.has(letter));
  const shapes = [formula.tensor.shape, left.tensor.shape].map((shape) => shape.reduce((a, b) => a * b, 1));
  if (!all || shapes[0] !== shapes[1]) return undefined;
  const name = arrayName(formula, [], style);
  const shown = ({ tensor, subscripts }: Entry): string =>
    JSON.stringify(shownAxes(tensor.shape).map((axis) => subscripts[axis]));
  // Only axes of one entry come or go.
  if (shown(formula) === shown(left)) return { kept: [], right: name, facts: [] };
  if (rowByRow(formula) !== rowByRow(left)) return undefined;
  return {
    kept: [],
    right: { kind: 'call', name: 'reshape', arguments: [name] },
    facts: [],
  };
}

/** The place of an entry among all, row by row, as a sum of letters. */
function rowByRow({ tensor, subscripts }: Entry): string {
  const coefficients = new Map<string, number>();
  let constant = 0;
  let stride = 1;
  for (const [axis, form] of [...subscripts.entries()].reverse()) {
    constant += stride * form.constant;
    for (const { letter, coefficient } of form.terms)
      coefficients.set(letter, (coefficients.get(letter) ?? 0) + stride * coefficient);
    stride *= tensor.shape[axis];
  }
  return JSON.stringify([constant, [...coefficients].sort()]);
}
