import { definitionValues } from '../evaluate/law-values.ts';
import { Sigmoid } from '../functions/Sigmoid.ts';
import type { Tensor } from '../index/tensor.ts';
import { lastOutput, type Step } from '../model/model.ts';
import { classAxis, softmaxOf } from './class-softmax.ts';
import { asIdentity, entrywiseSteps } from './layer-parts.ts';
import type { Mistake, Way } from './mistake.ts';
import { numbersOf, type Situation } from './situation.ts';

export const lossAtWrongLayer: Mistake = {
  name: 'lossAtWrongLayer',
  title: 'the loss differentiated at the wrong layer',
  explanation:
    'The derivative of the loss was put on the wrong side of the last activation: its derivative was left out, or applied where the loss contains it already. A - y is the whole gradient of the logits only for cross entropy, whose logarithm cancels the derivative of the softmax; behind a squared error that derivative remains.',
  example: {
    model: `
input: { name: x, shape: [2] }
layers:
  - Linear: { out_features: 3, weight: W, bias: b, output: o }
loss: { CrossEntropyLoss: { target: y } }
values: { x: [1, 2], W: [[1, -1/2], [-1, 1], [1/2, 0]], b: [0, 1/2, 1], y: 1 }
`,
    decimals: 4,
    gradients: {
      W: [
        [0.0091, 0.0181],
        [-0.1362, -0.2723],
        [0.1113, 0.2226],
      ],
      b: [0.0091, -0.1362, 0.1113],
    },
  },
  ways: (situation) => {
    const { model } = situation;
    const last = model.steps[model.steps.length - 1];
    const [input] = last.inputs;
    const acting = last.traits.softmax || entrywiseSteps(model).some(({ step }) => step === last);
    return [
      ...(acting && input && !last.inner ? activated(situation, last, input) : []),
      ...contained(situation),
    ];
  },
};

/** The last layer is an activation: its derivative left out, or applied twice. */
function activated({ model, values, analysis }: Situation, last: Step, input: Tensor): Way[] {
  const { objective } = model;
  const { output } = last;
  const law = analysis.law(input);
  const cotangent = law?.cotangents.get(output);
  const ways: Way[] = [
    {
      what: `dL/d${output.name} is taken for dL/d${input.name}, without the derivative of the last activation`,
      deviation: {
        rule: (rule, of) => (rule.output === output && of === input ? asIdentity(rule, input) : rule),
      },
    },
  ];
  if (law && cotangent)
    ways.push({
      what: `the derivative of the last activation is applied twice between ${output.name} and ${input.name}`,
      deviation: {
        gradient: (numbers, of) =>
          of === input
            ? definitionValues(
                [law.definition],
                new Map([...values, [cotangent, numbers]]),
                model.conventions,
              )
            : numbers,
      },
    });
  if (objective.kind === 'loss' && objective.target?.shape.join() === input.shape.join()) {
    const target = numbersOf(values, objective.target);
    ways.push({
      what: `dL/d${input.name} is ${output.name} - ${objective.target.name}, as for a cross entropy`,
      deviation: {
        gradient: (numbers, of) =>
          of === input ? numbersOf(values, output).map((value, at) => value - target[at]) : numbers,
      },
    });
  }
  return ways;
}

/** The loss contains the activation: its derivative s (1 - s) applied all the same. */
function contained({ model, values }: Situation): Way[] {
  const { objective, batch } = model;
  const last = lastOutput(model);
  if (objective.kind !== 'loss' || !objective.contains) return [];
  const logits = numbersOf(values, last);
  const activation =
    objective.contains === 'softmax'
      ? softmaxOf(last, logits, classAxis(batch))
      : logits.map((x) => Sigmoid.value([x]));
  return [
    {
      what: `dL/d${last.name} is multiplied by the derivative of the ${objective.contains}, which the loss contains already`,
      deviation: {
        gradient: (numbers, of) =>
          of === last ? numbers.map((number, at) => number * activation[at] * (1 - activation[at])) : numbers,
      },
    },
  ];
}
