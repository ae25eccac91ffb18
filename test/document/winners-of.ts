import type { Setting } from '../../src/document/setting.ts';
import { definitionValues } from '../../src/evaluate/law-values.ts';
import { type Definition, subformulas } from '../../src/index/formula.ts';
import type { Tensor } from '../../src/index/tensor.ts';
import type { Law } from '../../src/model/laws.ts';
import { numbersOf } from './numbers-of.ts';

/**
 * Which entries of a tensor win the maximum that is taken of it: what all outputs together gain where one entry is raised
 * a little, and lose where it is lowered. Undefined where no maximum takes it, or more than one.
 */
export function winnersOf(setting: Setting, { of, users }: Law): number[] | 'tied' | undefined {
  const { model } = setting;
  const maxima = users.filter(({ definitions }) =>
    definitions.some(({ body }) => [...subformulas(body)].some(({ kind }) => kind === 'max')),
  );
  const arrays = new Map<Tensor, Float64Array>(
    Array.from(numbersOf(setting).values, ([tensor, values]) => [
      tensor,
      Float64Array.from(values, (value) => value.valueOf()),
    ]),
  );
  const total = (definitions: readonly Definition[], place: number, step: number): number => {
    const moved = arrays.get(of)?.slice() ?? new Float64Array();
    moved[place] += step;
    const made = definitionValues(definitions, new Map([...arrays, [of, moved]]), model.conventions);
    return made.reduce((sum, value) => sum + value, 0);
  };
  const step = 2 ** -20;
  const all = maxima.map(({ definitions }) => {
    const still = total(definitions, 0, 0);
    return Array.from(arrays.get(of) ?? [], (_, place) => ({
      gain: (total(definitions, place, step) - still) / step,
      loss: (still - total(definitions, place, -step)) / step,
    }));
  });
  if (all.flat().some(({ gain, loss }) => Math.abs(gain - loss) > 1e-6)) return 'tied';
  return all.length === 1 ? all[0].map(({ gain }) => Math.round(gain)) : undefined;
}
