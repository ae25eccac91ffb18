import { possible } from '../../values/random-values.ts';
import type { Degeneracy } from './degeneracy.ts';

/** Three numbers of a few are equal by chance too often to be odd; a filter of 2 by 2 has four. */
const fewest = 4;

export const constantGiven: Degeneracy = {
  name: 'constantGiven',
  summary: 'a drawn array has one number everywhere',
  advice: 'Such an image or filter hides every mistake in the order of its entries: draw from more numbers.',
  found: ({ model: { values }, expected: { model } }) =>
    [...(model.random?.drawn ?? [])].flatMap(([name, spec]) => {
      const data = values?.get(name)?.data ?? [];
      const isChoice = possible(spec).some((number) => !number.equals(possible(spec)[0]));
      const isConstant = data.every((number) => number.equals(data[0]));
      if (data.length < fewest || !isChoice || !isConstant) return [];
      return [{ text: `all ${data.length} entries of ${name} are ${data[0].toFraction()}` }];
    }),
};
