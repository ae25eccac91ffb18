import type { Entry } from '../../index/formula.ts';
import { shownAxes } from '../entry-name.ts';
import { arrayName, type OperatorForm, type Term } from './operator.ts';

/** The same entries in another arrangement: what flattening does, and what undoes it. */
export function rearranged({ formula, left, over, style }: Term): OperatorForm | undefined {
  if (formula.kind !== 'entry' || left.subscripts.length === 0) return undefined;
  const letters = new Set(formula.subscripts.flatMap(({ terms }) => terms.map(({ letter }) => letter)));
  const all = over.every(({ letter }) => letters.has(letter));
  const shapes = [formula.tensor.shape, left.tensor.shape].map((shape) => shape.reduce((a, b) => a * b, 1));
  if (!all || shapes[0] !== shapes[1]) return undefined;
  const name = arrayName(formula, [], style);
  const shown = ({ tensor, subscripts }: Entry): string =>
    JSON.stringify(shownAxes(tensor.shape).map((axis) => subscripts[axis]));
  // Only axes of one entry come or go.
  if (shown(formula) === shown(left)) return { kept: [], right: name, facts: [] };
  return {
    kept: [],
    right: { kind: 'call', name: 'reshape', arguments: [name] },
    facts: [],
  };
}
