import { type Quantity, toFloat } from '../evaluate/quantity.ts';
import type { StageRun } from '../evaluate/stage-run.ts';
import { steppedFloats } from '../evaluate/stepped.ts';
import { nearestDouble } from '../expr/nearest-double.ts';
import { entryCount } from '../index/tensor.ts';
import type { AnsweredNumbers } from '../mistakes/fit.ts';
import { numbersOf, type Situation } from '../mistakes/situation.ts';
import type { Subject } from '../model/subject.ts';
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
  const expected = expectedOf(situation, entry);
  return { subject: { kind, tensor }, shape: tensor.shape, numbers, slack, expected, wrong };
}

function expectedOf({ values, gradients, rate }: Situation, { kind, tensor }: Subject): Float64Array {
  if (kind === 'value') return numbersOf(values, tensor);
  const slopes = numbersOf(gradients, tensor);
  return kind === 'gradient' ? slopes : steppedFloats(numbersOf(values, tensor), slopes, rate ?? 0);
}

/** The situation that a student's own answers make. */
export function situationIn(truth: Situation, run: StageRun): Situation {
  const floats = (numbers: readonly Quantity[]): Float64Array => Float64Array.from(numbers, toFloat);
  return {
    ...truth,
    values: new Map(
      [...truth.values].map(([tensor, numbers]) => [
        tensor,
        run.hasValue(tensor) ? floats(run.value(tensor)) : numbers,
      ]),
    ),
    gradients: new Map([...truth.gradients.keys()].map((tensor) => [tensor, floats(run.gradient(tensor))])),
  };
}
