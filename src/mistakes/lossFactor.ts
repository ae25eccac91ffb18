import Fraction from 'fraction.js';
import { type Formula, subformulas, tensorsIn } from '../index/formula.ts';
import { entryCount } from '../index/tensor.ts';
import { lastOutput, type Model } from '../model/model.ts';
import type { Mistake, Way } from './mistake.ts';

export const lossFactor: Mistake = {
  name: 'lossFactor',
  title: 'a factor of the loss',
  explanation:
    'A number in front of the loss, or the 2 that the square brings down, is missing in its derivative or stands there twice. The derivative of c (a - y)^2 is 2 c (a - y): a mean over N entries keeps its 1/N, and a 1/2 in front cancels the 2.',
  example: {
    model: `
input: { name: I, shape: [3, 3] }
layers:
  - Conv2d: { kernel_size: 2, weight: W, bias: b, output: o }
loss: { MSELoss: { target: y, reduction: sum } }
values: { I: [[1, 2, 0], [0, 1, 3], [2, 1, 1]], W: [[1, -1], [2, 0]], b: 1, y: [[1, 0], [5, 3]] }
`,
    gradients: {
      W: [
        [7, -9],
        [1, 11],
      ],
      b: 1,
    },
  },
  ways: ({ model }) => {
    const last = lastOutput(model);
    return factors(model).map(
      ({ factor, what }): Way => ({
        what,
        deviation: {
          gradient: (numbers, of) => (of === last ? numbers.map((number) => factor * number) : numbers),
        },
      }),
    );
  },
};

interface Factor {
  readonly factor: number;
  readonly what: string;
}

/** What the derivative of the loss may be multiplied by, with the reason; each number once. */
function factors(model: Model): Factor[] {
  const { objective, batch } = model;
  if (objective.kind !== 'loss') return [];
  const body = dataTerm(objective.definition.body, model);
  const coefficients = fractions([...multiplied(body)]);
  const exponents = fractions(
    [...subformulas(body)].flatMap((part) => (part.kind === 'power' ? [part.exponent] : [])),
  );
  const count = entryCount(lastOutput(model).shape);
  const all: Factor[] = [
    ...coefficients.flatMap((coefficient) =>
      missingOrTwice(coefficient, `the factor ${coefficient.toFraction(true)} of the loss`),
    ),
    ...exponents.flatMap((exponent) =>
      missingOrTwice(exponent, `the ${exponent.toFraction()} that the power brings down`),
    ),
    ...coefficients.flatMap((coefficient) =>
      exponents.map((exponent) => ({
        factor: 1 / (coefficient.valueOf() * exponent.valueOf()),
        what: `the factor ${coefficient.toFraction(true)} of the loss and the ${exponent.toFraction()} that the power brings down are missing`,
      })),
    ),
    ...exponents.map((exponent) => ({
      factor: 1 / (exponent.valueOf() * count),
      what: `the ${exponent.toFraction()} that the power brings down is missing and a mean over ${count} entries is taken`,
    })),
    ...[count, batch ?? 1].flatMap((size) => [
      { factor: 1 / size, what: `the derivative of the loss is divided by ${size}, as that of a mean` },
      { factor: size, what: `the derivative of the loss is multiplied by ${size}, as that of a sum` },
    ]),
    { factor: 2, what: 'the derivative of the loss has a 2 too many' },
    { factor: 1 / 2, what: 'the derivative of the loss has a 1/2 too many' },
  ];
  return all.filter(
    ({ factor }, at) => factor !== 1 && all.findIndex((candidate) => candidate.factor === factor) === at,
  );
}

function missingOrTwice(number: Fraction, name: string): Factor[] {
  return [
    { factor: 1 / number.valueOf(), what: `${name} is missing in its derivative` },
    { factor: number.valueOf(), what: `${name} is taken twice in its derivative` },
  ];
}

/** The loss without what is added to keep weights small. */
function dataTerm(body: Formula, model: Model): Formula {
  const last = lastOutput(model);
  if (body.kind !== 'add') return body;
  return body.terms.find((term) => tensorsIn(term).includes(last)) ?? body;
}

/** The numbers that stand as factors, but for those inside functions and powers. */
function* multiplied(formula: Formula): Generator<Fraction> {
  if (formula.kind === 'sum') yield* multiplied(formula.body);
  if (formula.kind !== 'multiply') return;
  for (const factor of formula.factors) {
    if (factor.kind === 'number') yield factor.value;
    else yield* multiplied(factor);
  }
}

/** Each once, without signs, and without those that multiply by nothing. */
function fractions(numbers: readonly Fraction[]): Fraction[] {
  const sizes = new Set(numbers.map((number) => number.abs().toFraction()));
  return [...sizes].filter((size) => size !== '0' && size !== '1').map((size) => new Fraction(size));
}
