import { type Definition, type Formula, multiply, number } from '../index/formula.ts';
import type { Step } from '../model/model.ts';
import type { Rule } from '../model/rules.ts';
import { aloneAndTogether, type Mistake, namesInWords, type Way } from './mistake.ts';

export const averageFactor: Mistake = {
  name: 'averageFactor',
  title: "the average's factor",
  explanation:
    'Average pooling over k entries was differentiated like a sum, or its 1/k was taken twice. Each of the k entries has 1/k of the mean, so each gets 1/k of what arrives, once.',
  example: {
    model: `
input: { name: I, shape: [3, 3] }
layers:
  - Conv2d: { kernel_size: 2, weight: W, bias: false, output: o }
  - AvgPool2d: { kernel_size: 2 }
  - Flatten
loss: { MSELoss: { target: y, reduction: sum } }
values: { I: [[1, 2, 0], [0, 1, 3], [2, 1, 1]], W: [[1, -1], [1/2, 0]], y: 2 }
`,
    gradients: {
      W: [
        [-16, -24],
        [-16, -24],
      ],
    },
  },
  ways: ({ model }) => {
    const averaging = model.steps.filter((step) =>
      step.definitions.some((definition) => factorOf(definition.body)),
    );
    return [
      ...aloneAndTogether(averaging, (some) =>
        instead(
          some,
          () => number(1),
          `the average's ${names(some)} ${some.length > 1 ? 'are' : 'is'} missing`,
        ),
      ),
      ...aloneAndTogether(averaging, (some) =>
        instead(
          some,
          (factor) => multiply(factor, factor),
          `the average's ${names(some)} ${some.length > 1 ? 'are' : 'is'} taken twice`,
        ),
      ),
    ];
  },
};

function names(steps: readonly Step[]): string {
  return namesInWords(
    steps.map(({ definitions: [{ body }], output }) => {
      const factor = factorOf(body);
      const text = factor?.kind === 'number' ? factor.value.toFraction() : 'factor';
      return `${text} in ${output.name}`;
    }),
  );
}

function instead(steps: readonly Step[], replacement: (factor: Formula) => Formula, what: string): Way {
  return {
    what,
    deviation: {
      rule: (rule) =>
        steps.some(({ output }) => output === rule.output) ? changed(rule, replacement) : rule,
    },
  };
}

function changed(rule: Rule, replacement: (factor: Formula) => Formula): Rule {
  return {
    ...rule,
    definitions: rule.definitions.map((definition): Definition => {
      const factor = factorOf(definition.body);
      if (!factor || definition.body.kind !== 'multiply') return definition;
      const factors = definition.body.factors.map((candidate) =>
        candidate === factor ? replacement(candidate) : candidate,
      );
      return { ...definition, body: multiply(...factors) };
    }),
  };
}

/** The 1/k of a mean: a number, or one over the number of entries that are there. */
function factorOf(body: Formula): Formula | undefined {
  if (body.kind !== 'multiply' || !body.factors.some(({ kind }) => kind === 'sum')) return undefined;
  return body.factors.find(
    (factor) => factor.kind === 'number' || (factor.kind === 'power' && factor.exponent.equals(-1)),
  );
}
