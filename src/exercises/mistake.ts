import { ofDouble, ofQuantity } from '../document/numbers.ts';
import { equals, equation, math, paragraph } from '../document/prose.ts';
import { matrixOf, slicesOf } from '../document/slices.ts';
import { nearestDouble } from '../expr/nearest-double.ts';
import { entryCount, type Tensor } from '../index/tensor.ts';
import { type Made, Predictions } from '../mistakes/predictions.ts';
import { situationOf } from '../mistakes/situation.ts';
import { givenTensors } from '../model/expansion.ts';
import type { Model } from '../model/model.ts';
import { type Exercise, shuffled } from './exercise.ts';
import type { Question } from './question.ts';

/** Mistakes to choose from. */
const offered = 4;
/** A wrong matrix is written out. */
const largest = 16;

/** Find the mistake: somebody's wrong gradient, and what may have gone wrong. */
export const mistake: Exercise = {
  name: 'mistake',
  summary: 'say which mistake made a wrong gradient',
  questions: ({ setting, numbers, parts, draw }) => {
    const tensor = setting.wrt.find(
      (one) =>
        one.role === 'weight' &&
        entryCount(one.shape) > 1 &&
        entryCount(one.shape) <= largest &&
        slicesOf(one).length === 1,
    );
    const { model, names } = setting;
    if (!tensor || !model.values) return [];
    const wrong = wrongWays(model, tensor);
    if (wrong.length < offered) return [];
    const [made, ...others] = shuffled(wrong, draw);
    const options = shuffled([made, ...others.slice(0, offered - 1)], draw);
    const matrix = (entry: (place: number) => number) =>
      matrixOf(slicesOf(tensor)[0], (place) => ofQuantity(ofDouble(entry(place))), largest);
    const question: Question = {
      exercise: 'mistake',
      key: `mistake-${tensor.name}`,
      title: ['Find the mistake'],
      ask: [
        paragraph('Somebody worked out ', math(names.gradient(tensor)), ' and made one mistake:'),
        ...equation(undefined, [
          equals(
            names.gradient(tensor),
            matrix((place) => made.numbers[place]),
          ),
        ]),
        paragraph('What went wrong?'),
      ],
      fields: [
        {
          key: 'mistake',
          label: { kind: 'words', text: 'the mistake' },
          points: 2,
          answer: {
            kind: 'choice',
            options: options.map(({ made: { mistake: one } }) => [one.title]),
            right: options.indexOf(made),
          },
        },
      ],
      hint: [
        'Work out the right gradient first and compare: is each entry off by the same factor, or do they stand elsewhere?',
      ],
      difficulty: 3,
      space: 3,
      solution: [
        paragraph(made.made.mistake.explanation),
        ...(numbers.cotangents.has(tensor) ? parts(`gradient.${tensor.name}.value`) : []),
      ],
    };
    return [question];
  },
};

interface Wrong {
  readonly made: Made;
  readonly numbers: Float64Array;
}

/** One way for each mistake, no two with the same numbers, and none with the right ones. */
function wrongWays(model: Model, tensor: Tensor): Wrong[] {
  const values = new Map(
    givenTensors(model).map((given): [Tensor, Float64Array] => [
      given,
      Float64Array.from(model.values?.get(given.name)?.data ?? [], nearestDouble),
    ]),
  );
  const situation = situationOf(model, values);
  const predictions = new Predictions(situation);
  const seen = new Set([key(situation.gradients.get(tensor) ?? new Float64Array())]);
  const titles = new Set<string>();
  return predictions.made.flatMap((made): Wrong[] => {
    const given = predictions.answer(made, { kind: 'gradient', tensor });
    if (!given || given.shape.join() !== tensor.shape.join()) return [];
    const numbers = key(given.numbers);
    const isNew = !seen.has(numbers) && !titles.has(made.mistake.title);
    seen.add(numbers);
    if (!isNew) return [];
    titles.add(made.mistake.title);
    return [{ made, numbers: given.numbers }];
  });
}

function key(numbers: Float64Array): string {
  return Array.from(numbers, (number) => number.toPrecision(9)).join();
}
