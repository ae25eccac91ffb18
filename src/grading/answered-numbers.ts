import type { Arrays } from '../evaluate/law-values.ts';
import { type Quantity, toFloat } from '../evaluate/quantity.ts';
import { nearestDouble } from '../expr/nearest-double.ts';
import { entryCount } from '../index/tensor.ts';
import type { AnsweredNumbers } from '../mistakes/fit.ts';
import { numbersOf, type Situation } from '../mistakes/situation.ts';
import { givenTensors } from '../model/expansion.ts';
import type { Model } from '../model/model.ts';
import type { Chain } from './chain.ts';
import { roundingIn } from './judge-numbers.ts';
import type { JudgedField } from './judge-question.ts';

/** The fields of one array in numbers, as mistakes are looked for in them; undefined where they are of no array. */
export function answeredNumbers(
  situation: Situation,
  fields: readonly JudgedField[],
  isWrong: (field: JudgedField) => boolean,
): AnsweredNumbers | undefined {
  const entry = fields[0]?.entry;
  if (!entry) return undefined;
  const { kind, tensor } = entry;
  const numbers = new Float64Array(entryCount(tensor.shape)).fill(Number.NaN);
  const slack = new Float64Array(numbers.length);
  const wrong: number[] = [];
  for (const field of fields) {
    if (!field.entry || !field.number) continue;
    const { place } = field.entry;
    numbers[place] = nearestDouble(field.number.value);
    slack[place] = roundingIn(field.number);
    if (isWrong(field)) wrong.push(place);
  }
  const slopes = kind === 'value' ? undefined : numbersOf(situation.gradients, tensor);
  const expected =
    kind === 'gradient' && slopes
      ? slopes
      : numbersOf(situation.values, tensor).map(
          (value, at) => value - (slopes ? (situation.rate ?? 0) * slopes[at] : 0),
        );
  return { subject: { kind, tensor }, shape: tensor.shape, numbers, slack, expected, wrong };
}

/** The situation that a student's own answers make. */
export function situationIn(truth: Situation, chain: Chain): Situation {
  const floats = (numbers: readonly Quantity[]): Float64Array => Float64Array.from(numbers, toFloat);
  return {
    ...truth,
    values: new Map(
      [...truth.values].map(([tensor, numbers]) => [
        tensor,
        chain.hasValue(tensor) ? floats(chain.value(tensor)) : numbers,
      ]),
    ),
    gradients: new Map(
      [...truth.gradients].map(([tensor, numbers]) => [
        tensor,
        chain.hasGradient(tensor) ? floats(chain.gradient(tensor)) : numbers,
      ]),
    ),
  };
}

/** The numbers that a model is given. */
export function givenNumbers(model: Model): Arrays {
  return new Map(
    givenTensors(model).map((tensor) => [
      tensor,
      Float64Array.from(model.values?.get(tensor.name)?.data ?? [], nearestDouble),
    ]),
  );
}
