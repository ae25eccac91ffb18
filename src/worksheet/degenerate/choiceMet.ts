import { type EntryPlace, type Nonsmooth, nonsmooth } from '../../evaluate/nonsmooth.ts';
import { subscripts } from '../../exercises/array-fields.ts';
import type { Degeneracy } from './degeneracy.ts';

export const choiceMet: Degeneracy = {
  name: 'choiceMet',
  summary: 'a maximum ties, or a function meets its kink',
  advice:
    'Several answers are right there, and the key has one: say numbers: { ties: never }, or ties: always where that is the lesson.',
  found: ({ plan, model, expected, values }) =>
    plan.numbers.ties === 'always'
      ? []
      : nonsmooth(model, expected.expansion, values).map((met) => ({ text: choiceInWords(met) })),
};

function choiceInWords({ kind, output, candidates, bend }: Nonsmooth): string {
  const names = candidates.map(({ at }) => (at ? nameOf(at) : 'a part of a formula'));
  if (kind === 'tie') {
    const all = `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
    return `${all} tie${output ? ` for ${nameOf(output)}` : ''}`;
  }
  return `${names[0]} is ${bend?.argument}, where ${bend?.function} has a kink`;
}

function nameOf({ tensor, place }: EntryPlace): string {
  return `${tensor.name}${subscripts(tensor, place)}`;
}
