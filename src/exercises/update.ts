import { ofQuantity } from '../document/numbers.ts';
import { equals, equation, math, paragraph } from '../document/prose.ts';
import { matrixOf, slicesOf } from '../document/slices.ts';
import type { Quantity } from '../evaluate/quantity.ts';
import { compare, num, plus, raised, sym, times } from '../notation/build.ts';
import type { Notation } from '../notation/notation.ts';
import { symbolOf } from '../writing/entry-name.ts';
import { arrayFields } from './array-fields.ts';
import type { Exercise } from './exercise.ts';
import type { Question } from './question.ts';

const eta = sym('eta');

/** One step of gradient descent. */
export const update: Exercise = {
  name: 'update',
  summary: 'take one step of gradient descent',
  questions: ({ setting, numbers, rate }) =>
    setting.wrt
      .filter((tensor) => tensor !== setting.model.input)
      .map((tensor): Question => {
        const values = numbers.value(tensor);
        const slopes = numbers.gradient(tensor);
        const after = numbers.updated(tensor, rate);
        const changed: Notation = raised(symbolOf(tensor), { kind: 'words', text: 'new' });
        const { names, extent } = setting;
        const rule = plus([symbolOf(tensor), { kind: 'negative', of: times([eta, names.gradient(tensor)]) }]);
        const shown = (of: readonly Quantity[]): Notation =>
          matrixOf(slicesOf(tensor)[0], (place) => ofQuantity(of[place]), extent.matrix);
        return {
          exercise: 'update',
          key: `update-${tensor.name}`,
          title: ['One step of gradient descent'],
          ask: [
            paragraph(
              'The learning rate is ',
              math(compare(eta, '=', num(rate))),
              '. What is ',
              math(symbolOf(tensor)),
              ' after one step, ',
              math(compare(changed, '=', rule)),
              '?',
            ),
          ],
          ...arrayFields(
            { kind: 'update', tensor },
            after,
            (place) => raised(names.entry(tensor, place), { kind: 'words', text: 'new' }),
            changed,
            1,
          ),
          hint: ['Against the gradient: where the derivative is positive, the weight becomes smaller.'],
          difficulty: 1,
          space: 3,
          solution: equation(undefined, [
            equals(
              changed,
              rule,
              plus([shown(values), { kind: 'negative', of: times([num(rate), shown(slopes)]) }]),
              shown(after),
            ),
          ]),
        };
      }),
};
