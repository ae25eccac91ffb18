import Fraction from 'fraction.js';
import { analysisOf } from '../../evaluate/analysis.ts';
import { isExact, type Quantity, quantities, toFloat } from '../../evaluate/quantity.ts';
import type { StageRun } from '../../evaluate/stage-run.ts';
import { entriesOf, numbersBySymbol } from '../../evaluate/symbols.ts';
import type { Tensor } from '../../index/tensor.ts';
import { givenTensors } from '../../model/expansion.ts';
import { lastOutput } from '../../model/model.ts';
import { lossSymbol, num, plus, sym, times, verticalDots } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import type { Block, EquationLine, Inline } from '../block.ts';
import { ofQuantity, relationTo } from '../numbers.ts';
import { equals, equation, math, paragraph, section } from '../prose.ts';
import type { Setting } from '../setting.ts';
import { matrixOf, shortened, slicesOf } from '../slices.ts';
import { gradientName } from './gradient.ts';

const eta = sym('eta');
const firstRate = new Fraction(1, 10);
const mostTries = 8;

/** Which way each weight moves and why, one step of gradient descent, and the loss before and after it. */
export function meaning(setting: Setting, numbers: StageRun): Block[] {
  const { model, names, wrt } = setting;
  const parameters = wrt.filter((tensor) => tensor !== model.input);
  if (parameters.length === 0) return [];
  return [
    section('meaning', 'What it means'),
    paragraph(
      'Each weight moves against its gradient: where the derivative is positive, a larger weight makes ',
      math(names.loss),
      ' larger, so the weight falls; where it is negative, the weight rises; where it is 0, the weight stays.',
    ),
    ...why(setting, numbers),
    movements(setting, numbers, parameters),
    ...step(setting, numbers, parameters),
  ];
}

/** One sentence on where the signs come from, for a loss that compares one number with its target. */
function why({ model, names }: Setting, numbers: StageRun): Block[] {
  const { objective } = model;
  if (objective.kind !== 'loss' || !objective.target || !objective.comparesWithTarget) return [];
  const last = lastOutput(model);
  const [output, target] = [numbers.value(last), numbers.value(objective.target)];
  if (output.length !== 1) return [];
  const difference = toFloat(output[0]) - toFloat(target[0]);
  const name = names.entry(last, 0);
  const says: Inline[] = [
    'Here ',
    math({ kind: 'comparison', sides: [name, ofQuantity(output[0])], relations: [relationTo(output[0])] }),
    difference === 0 ? ' is the target ' : difference < 0 ? ' is below its target ' : ' is above its target ',
    math({
      kind: 'comparison',
      sides: [names.entry(objective.target, 0), ofQuantity(target[0])],
      relations: [relationTo(target[0])],
    }),
  ];
  if (difference === 0) return [paragraph(...says, ', so nothing is to be learnt: every derivative is 0.')];
  return [
    paragraph(
      ...says,
      `, so the step must ${difference < 0 ? 'raise' : 'lower'} it: a weight ${difference < 0 ? 'rises' : 'falls'} where a larger weight makes `,
      math(name),
      ` larger, and ${difference < 0 ? 'falls' : 'rises'} where it makes `,
      math(name),
      ' smaller, in proportion to how much.',
    ),
  ];
}

/** Each weight as far as the detail goes; then dots and the last one. */
function movements({ names, extent }: Setting, numbers: StageRun, parameters: readonly Tensor[]): Block {
  const rows = parameters.flatMap((tensor) => {
    const gradients = numbers.gradient(tensor);
    const places = gradients.map((_, place) => place);
    return shortened(places, extent.entries).map((place): Inline[][] => {
      if (place === undefined) return [[math(verticalDots)], [math(verticalDots)], []];
      const gradient = gradients[place];
      const slope = toFloat(gradient);
      return [
        [math(names.entry(tensor, place))],
        [math(ofQuantity(gradient))],
        [slope > 0 ? 'falls' : slope < 0 ? 'rises' : 'stays'],
      ];
    });
  });
  return {
    kind: 'table',
    part: { kind: 'meaning', how: 'movements' },
    headings: [['Weight'], ['Derivative'], ['Moves']],
    rows,
  };
}

/** W - eta dL/dW, with the largest eta of 1/10, 1/20, 1/40, ... for which the loss falls. */
function step(setting: Setting, numbers: StageRun, parameters: readonly Tensor[]): Block[] {
  const { objective } = setting.model;
  const before = objective.kind === 'loss' ? numbers.value(objective.definition.output)[0] : undefined;
  let rate = firstRate;
  let after = before === undefined ? undefined : lossAfter(setting, numbers, parameters, rate);
  for (let tries = 1; tries < mostTries && before !== undefined && after !== undefined; tries++) {
    if (toFloat(after) <= toFloat(before)) break;
    rate = rate.div(2);
    after = lossAfter(setting, numbers, parameters, rate);
  }
  const lines = parameters.flatMap((tensor) => stepLines(setting, numbers, tensor, rate));
  const opening = paragraph(
    'One step with the learning rate ',
    math({ kind: 'comparison', sides: [eta, num(rate)], relations: ['='] }),
    rate.equals(firstRate) ? ':' : ' (with 1/10 the loss would not fall: the step would be too long):',
  );
  if (before === undefined || after === undefined) {
    return [opening, ...equation({ kind: 'meaning', how: 'step' }, lines)];
  }
  const verdict =
    toFloat(after) < toFloat(before) ? 'falls' : toFloat(after) > toFloat(before) ? 'rises' : 'stays';
  return [
    opening,
    ...equation({ kind: 'meaning', how: 'step' }, lines),
    paragraph(`The loss ${verdict}:`),
    ...equation({ kind: 'meaning', how: 'loss' }, [lossLine('before', before), lossLine('after', after)]),
  ];
}

function lossLine(when: string, value: Quantity): EquationLine {
  return {
    left: lossSymbol({ kind: 'words', text: when }),
    steps: [{ relation: relationTo(value), right: ofQuantity(value) }],
  };
}

function stepLines(setting: Setting, numbers: StageRun, tensor: Tensor, rate: Fraction): EquationLine[] {
  const values = numbers.value(tensor);
  const gradients = numbers.gradient(tensor);
  const after = numbers.updated(tensor, rate);
  const { matrix, entries } = setting.extent;
  return slicesOf(tensor, setting.names.counting)
    .slice(0, entries)
    .map((slice) => {
      const rule = plus([slice.name, { kind: 'negative', of: times([eta, gradientName(setting, slice)]) }]);
      const show = (quantity: (place: number) => Quantity): Notation =>
        matrixOf(slice, (place) => ofQuantity(quantity(place)), matrix);
      return equals(
        rule,
        plus([
          show((place) => values[place]),
          { kind: 'negative', of: times([num(rate), show((place) => gradients[place])]) },
        ]),
        show((place) => after[place]),
      );
    });
}

/** The loss with every parameter moved: by the whole model's expression, not by the derivation's steps. */
function lossAfter(
  setting: Setting,
  numbers: StageRun,
  parameters: readonly Tensor[],
  rate: Fraction,
): Quantity {
  const { graph, entries, objective } = analysisOf(setting.model).expansion;
  const symbols = numbersBySymbol(
    givenTensors(setting.model).map((tensor) => [
      entriesOf(entries, tensor),
      parameters.includes(tensor) ? numbers.updated(tensor, rate) : numbers.value(tensor),
    ]),
  );
  return quantities(graph, [objective], (node) => symbols[node], symbols.every(isExact))(objective);
}
