import { ofQuantity } from '../document/numbers.ts';
import { equals, equation, math, paragraph } from '../document/prose.ts';
import { matrixOf, slicesOf } from '../document/slices.ts';
import { ofDouble } from '../evaluate/quantity.ts';
import { givenFloats } from '../evaluate/symbols.ts';
import { entryCount, type Tensor } from '../index/tensor.ts';
import { Predictions } from '../mistakes/predictions.ts';
import { situationOf } from '../mistakes/situation.ts';
import type { Model } from '../model/model.ts';
import { type Exercise, shuffled } from './exercise.ts';
import type { Question } from './question.ts';

/** Mistakes to choose from; where the numbers hide some of them, fewer. */
const mostOffered = 4;
/** A wrong matrix is written out. */
const largest = 16;

/** Find the mistake: somebody's wrong gradient, and what may have gone wrong. */
export const mistake: Exercise = {
  name: 'mistake',
  summary: 'say which mistake made a wrong gradient',
  questions: ({ setting, parts, draw }) => {
    const tensor = setting.wrt.find(
      (tensor) =>
        tensor.role === 'weight' &&
        entryCount(tensor.shape) > 1 &&
        entryCount(tensor.shape) <= largest &&
        slicesOf(tensor).length === 1,
    );
    const { model, names } = setting;
    if (!tensor || !model.values) return [];
    const wrong = wrongWays(model, tensor);
    const [made, ...others] = shuffled(wrong, draw);
    // What gives the numbers that are shown would be right as well.
    const apart = others.filter(({ title }) => !made.alike.has(title));
    if (apart.length === 0) return [];
    const options = shuffled([made, ...apart.slice(0, mostOffered - 1)], draw);
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
          name: 'mistake',
          label: { kind: 'words', text: 'the mistake' },
          points: 2,
          answer: {
            kind: 'choice',
            options: options.map(({ title }) => [title]),
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
        paragraph(made.explanation),
        ...parts({ kind: 'gradient', tensor: tensor.name, how: 'value' }),
      ],
    };
    return [question];
  },
};

interface Wrong {
  readonly title: string;
  readonly explanation: string;
  readonly numbers: Float64Array;
  /** The titles of all mistakes that give these numbers, itself included. */
  readonly alike: ReadonlySet<string>;
}

/** One way for each mistake, no two with the same numbers, and none with the right ones. */
function wrongWays(model: Model, tensor: Tensor): Wrong[] {
  const situation = situationOf(model, givenFloats(model));
  const predictions = new Predictions(situation);
  const right = key(situation.gradients.get(tensor) ?? new Float64Array());
  const alike = new Map<string, Set<string>>();
  const found = new Map<string, Wrong>();
  for (const way of predictions.ways) {
    const { title, explanation } = way.mistake;
    const given = predictions.answer(way, { kind: 'gradient', tensor });
    if (!given || given.shape.join() !== tensor.shape.join()) continue;
    const { numbers } = given;
    const known = key(numbers);
    if (known === right) continue;
    const titles = alike.get(known) ?? new Set();
    if (titles.size === 0 && !found.has(title))
      found.set(title, { title, explanation, numbers, alike: titles });
    alike.set(known, titles.add(title));
  }
  return [...found.values()];
}

function key(numbers: Float64Array): string {
  return Array.from(numbers, (number) => number.toPrecision(9)).join();
}
