import type { Setting } from '../../src/document/setting.ts';
import { definitionValues } from '../../src/evaluate/law-values.ts';
import { subformulas } from '../../src/index/formula.ts';
import type { Tensor } from '../../src/index/tensor.ts';
import type { Law } from '../../src/model/laws.ts';

/**
 * Which entries of a tensor win the maxima that are taken of it: what all outputs together gain where one entry is raised
 * a little, and lose where it is lowered. Undefined where no maximum, or more than one, takes it, or some are tied.
 */
export function winnersOf({ numbers, model }: Setting, { of, users }: Law): number[] | undefined {
  const [maximum, ...others] = users.filter(({ definitions }) =>
    definitions.some(({ body }) => [...subformulas(body)].some(({ kind }) => kind === 'max')),
  );
  if (!maximum || others.length > 0 || !numbers) return undefined;
  const arrays = new Map<Tensor, Float64Array>(
    [...numbers.values].map(([tensor, values]) => [
      tensor,
      Float64Array.from(values, (value) => value.valueOf()),
    ]),
  );
  const total = (place: number, step: number): number => {
    const moved = arrays.get(of)?.slice() ?? new Float64Array();
    moved[place] += step;
    const made = definitionValues(maximum.definitions, new Map([...arrays, [of, moved]]), model.conventions);
    return made.reduce((sum, value) => sum + value, 0);
  };
  const step = 2 ** -20;
  const still = total(0, 0);
  const gains = Array.from(arrays.get(of) ?? [], (_, place) => (total(place, step) - still) / step);
  const losses = gains.map((_, place) => (still - total(place, -step)) / step);
  const isTied = gains.some((gain, place) => Math.abs(gain - losses[place]) > 1e-6);
  return isTied ? undefined : gains.map(Math.round);
}
