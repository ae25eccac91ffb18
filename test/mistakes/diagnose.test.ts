import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/mistakes/diagnose.ts';
import { mistakes } from '../../src/mistakes/index.ts';
import type { Example } from '../../src/mistakes/mistake.ts';
import { differentiable } from '../../src/model/expansion.ts';
import { withNumbers } from '../values-for.ts';
import { answered, answeredOf, givenNumbers, read, situationIn } from './answer-of.ts';

function diagnosed(example: Example) {
  const model = read(example.model);
  const { rate } = example;
  const wrong = answeredOf(situationIn(model, rate), example);
  return diagnose({
    model,
    values: givenNumbers(model),
    answered: wrong,
    ...(rate === undefined ? {} : { rate }),
  });
}

describe('the catalogue of mistakes', () => {
  it.each(Object.entries(mistakes))('%s: its example is diagnosed as it, first', (name, { example }) => {
    const { diagnoses, notTried } = diagnosed(example);
    expect(notTried).toBe(0);
    expect(diagnoses[0]).toMatchObject({ whole: true, mistakes: [{ mistake: { name } }] });
  });

  it.each(Object.entries(mistakes))('%s says what it is in sentences', (_, one) => {
    expect(one.title).toMatch(/^[a-zA-Z][^.]*[^.]$/);
    expect(one.explanation).toMatch(/^[A-Z].*\.$/);
    expect(one.explanation.length).toBeLessThan(400);
  });
});

/** dL/dW is (−4 −6; −4 −6). */
const lesson = `
input: { name: I, shape: [3, 3] }
layers:
  - Conv2d: { kernel_size: 2, bias: false, weight: W, output: o }
  - AvgPool2d: { kernel_size: 2 }
  - Flatten
loss: { MSELoss: { target: y, reduction: sum } }
values: { I: [[1, 2, 0], [0, 1, 3], [2, 1, 1]], W: [[1, -1], [1/2, 0]], y: 2 }
`;

describe('a diagnosis', () => {
  const textsOf = (example: Omit<Example, 'model'>): string[] =>
    diagnosed({ model: lesson, ...example }).diagnoses.map(({ text }) => text);

  it('says which entries, how they differ, and why', () => {
    expect(
      textsOf({
        gradients: {
          W: [
            [-16, -24],
            [-16, -24],
          ],
        },
      })[0],
    ).toBe("All 4 entries of dL/dW are ours times 4: the average's 1/4 in p is missing.");
    expect(
      textsOf({
        gradients: {
          W: [
            [4, 6],
            [4, 6],
          ],
        },
      })[0],
    ).toBe(
      'All 4 entries of dL/dW have the opposite sign of ours: the derivative of the loss has the wrong sign.',
    );
  });

  it('is about some entries where only those follow a mistake, and says so', () => {
    expect(
      textsOf({
        gradients: {
          W: [
            [-4, 6],
            [4, -6],
          ],
        },
      })[0],
    ).toBe(
      'Entries 1,2 and 2,1 of dL/dW alone have the opposite sign of ours: the derivative of the loss has the wrong sign. The entries beside them do not follow: it may be chance.',
    );
  });

  it.each([
    ['a sign', 6],
    ['a slip', -5],
    ['a factor', -12],
  ])(
    'is not about one entry in which %s is wrong, for any mistake gives one number by chance',
    (_, wrong) => {
      const W = [
        [-4, wrong],
        [-4, -6],
      ];
      expect(textsOf({ gradients: { W } })).toEqual([]);
    },
  );

  it('takes rounded numbers for what they may mean', () => {
    const model = read(lesson);
    const situation = situationIn(model);
    const [, W] = differentiable(model);
    const subject = { kind: 'gradient', tensor: W } as const;
    const rough = { ...answered(situation, subject, Float64Array.of(-16.2, -24.1, -15.8, -24)) };
    const values = givenNumbers(model);
    expect(diagnose({ model, values, answered: [rough] }).diagnoses.filter(({ whole }) => whole)).toEqual([]);
    const slack = new Float64Array(4).fill(0.25);
    const [first] = diagnose({ model, values, answered: [{ ...rough, slack }] }).diagnoses;
    expect(first.mistakes[0].mistake.name).toBe('averageFactor');
  });

  it('leaves out what is no number', () => {
    const [first] = diagnosed({
      model: lesson,
      gradients: {
        W: [
          [-16, Number.NaN],
          [-16, -24],
        ],
      },
    }).diagnoses;
    expect(first).toMatchObject({
      whole: true,
      count: 3,
      mistakes: [{ mistake: { name: 'averageFactor' } }],
    });
  });

  it('finds nothing where nothing is wrong, and no whole explanation of numbers without one', () => {
    expect(
      diagnosed({
        model: lesson,
        gradients: {
          W: [
            [-4, -6],
            [-4, -6],
          ],
        },
      }).diagnoses,
    ).toEqual([]);
    const { diagnoses } = diagnosed({
      model: lesson,
      gradients: {
        W: [
          [0.137, 5.71],
          [-9.3, 77.7],
        ],
      },
    });
    expect(diagnoses).toEqual([]);
  });

  it('prefers what leaves right arrays right', () => {
    // dL/dI is right: the loss was right too, and the sign was lost on the way to W.
    const model = read(lesson);
    const situation = situationIn(model);
    const [I, W] = differentiable(model);
    const right = answered(
      situation,
      { kind: 'gradient', tensor: I },
      situation.gradients.get(I) ?? new Float64Array(),
    );
    const wrong = answered(situation, { kind: 'gradient', tensor: W }, Float64Array.of(4, 6, 4, 6));
    const [first] = diagnose({ model, values: givenNumbers(model), answered: [right, wrong] }).diagnoses;
    expect(first).toMatchObject({ count: 4, whole: true, mistakes: [{ mistake: { name: 'lossSign' } }] });
    expect(first.against).toBeGreaterThan(0);
  });

  it('is made within the work allowed for a net of 61,706 parameters', () => {
    const text = readFileSync(join(import.meta.dirname, '../bench/lenet5.yaml'), 'utf8');
    const model = withNumbers(read(text), 1);
    const values = givenNumbers(model);
    const situation = situationIn(model);
    const all = differentiable(model).map((tensor) => {
      const slopes = situation.gradients.get(tensor) ?? new Float64Array();
      return answered(
        situation,
        { kind: 'gradient', tensor },
        slopes.map((slope) => -slope),
      );
    });
    const { diagnoses, notTried } = diagnose({ model, values, answered: all });
    expect(notTried).toBe(0);
    expect(diagnoses[0].text).toBe(
      'All entries of dL/dI, dL/dW1, dL/db1 and of 8 more arrays have the opposite sign of ours: the derivative of the loss has the wrong sign.',
    );
  });
});
