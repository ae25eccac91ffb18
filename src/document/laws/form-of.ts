import type { Definition, Formula } from '../../index/formula.ts';
import { isReduction, withParts } from '../../index/formula.ts';
import { simplify } from '../../index/simplify.ts';
import type { Tensor } from '../../index/tensor.ts';

/** A text that is the same for rules that differ in the names of tensors and in sizes only. */
export function formOf(rules: readonly { readonly definitions: readonly Definition[] }[]): string {
  const numbers = new Map<Tensor, number>();
  return rules
    .flatMap(({ definitions }) => definitions.map(simplify))
    .map(({ output, over, subscripts, body }) =>
      JSON.stringify(
        [over.map(({ letter }) => letter), subscripts, numberOf(output, numbers), shape(body, numbers)],
        (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value),
      ),
    )
    .join('\n');
}

function numberOf(tensor: Tensor, numbers: Map<Tensor, number>): number {
  const known = numbers.get(tensor) ?? numbers.size;
  numbers.set(tensor, known);
  return known;
}

/** 1/N times a sum of N terms: the number says no more than the sizes do. */
function isMean([first, second]: readonly Formula[]): boolean {
  if (first.kind !== 'number' || second?.kind !== 'sum') return false;
  const count = second.over.reduce((product, { size }) => product * size, 1);
  return first.value.mul(count).equals(1);
}

/** A formula as data, without sizes. */
function shape(formula: Formula, numbers: Map<Tensor, number>): unknown {
  const parts: unknown[] = [];
  withParts(formula, (part) => {
    parts.push(shape(part, numbers));
    return part;
  });
  switch (formula.kind) {
    case 'entry':
      return ['entry', numberOf(formula.tensor, numbers), formula.subscripts];
    case 'number':
      return ['number', formula.value.toFraction()];
    case 'multiply':
      return ['multiply', isMean(formula.factors) ? ['mean', ...parts.slice(1)] : parts];
    case 'power':
      return ['power', formula.exponent.toFraction(), parts];
    case 'place':
      return ['place', formula.value];
    case 'where':
      return ['where', formula.conditions.map(({ value }) => value), parts];
    case 'apply':
    case 'slope':
      return [formula.kind, formula.function, parts];
    default:
      return isReduction(formula)
        ? [
            formula.kind,
            formula.over.map(({ letter }) => letter),
            formula.where.map(({ value }) => value),
            parts,
          ]
        : [formula.kind, parts];
  }
}
