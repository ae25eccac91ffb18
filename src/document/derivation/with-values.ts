import { type DerivationNumbers, isExact, type Quantity, quantities } from '../../evaluate/quantity.ts';
import { Kind } from '../../expr/graph.ts';
import type { Node } from '../../expr/node.ts';
import type { Tensor } from '../../index/tensor.ts';
import { lastOutput } from '../../model/model.ts';
import type { Stage } from '../../model/stage.ts';
import type { Notation } from '../../notation/notation.ts';
import { text } from '../../notation/text.ts';
import { ofExpression } from '../../writing/of-expression.ts';
import type { Block, EquationLine, EquationStep } from '../block.ts';
import { ofQuantity, relationTo } from '../numbers.ts';
import { equation, paragraph, section, subsection } from '../prose.ts';
import type { Setting } from '../setting.ts';
import { matrixLine, slicesOf } from '../slices.ts';
import { entryLines } from './elements.ts';
import { gradientName } from './gradient.ts';
import { stageNames } from './stage-names.ts';

/** The same lines with numbers: formula, substitution, result. */
export function withValues(setting: Setting, numbers: DerivationNumbers): Block[] {
  const { names, stages, loss, model } = setting;
  const shown = stages.filter(({ step }) => !names.isRenamed(step.output));
  const forward = shown.flatMap(({ step: { output }, stage }) =>
    equation(
      { kind: 'values', tensor: output.name },
      substituted(
        setting,
        numbers,
        stage,
        stage.made,
        output,
        (place) => names.entry(output, place),
        'values',
      ),
    ),
  );
  const lossLines = loss
    ? equation(
        { kind: 'values', tensor: 'L' },
        substituted(
          setting,
          numbers,
          loss.stage,
          loss.stage.made,
          loss.objective.definition.output,
          () => names.loss,
          'values',
        ),
      )
    : [];
  const back = model.steps
    .toReversed()
    // A tensor that is only passed on under another name has its line there.
    .filter(
      ({ output }) =>
        !model.steps.some((later) => later.output !== output && names.shown(later.output) === output),
    )
    .flatMap(({ output }) => backLines(setting, numbers, output));
  const gradients = setting.wrt.flatMap((tensor) => [
    ...(setting.detail !== 'brief' ? backLines(setting, numbers, tensor) : []),
    ...equation(
      { kind: 'gradient', tensor: tensor.name, how: 'value' },
      gradientLines(setting, numbers, tensor),
    ),
  ]);
  if (setting.detail === 'brief') return [section('values', 'With these values'), ...lossLines, ...gradients];
  return [
    section('values', 'With these values'),
    subsection('values-forward', 'Forward'),
    ...forward,
    ...lossLines,
    subsection('values-backward', 'Backward'),
    ...back,
    ...(setting.wrt.length > 0 ? [subsection('values-gradient', 'The gradient')] : []),
    ...gradients,
    ...(exact(numbers)
      ? [paragraph('All numbers are exact.')]
      : [paragraph('Numbers with decimals are rounded to six digits.')]),
  ];
}

function exact(numbers: DerivationNumbers): boolean {
  return [...numbers.values.values(), ...numbers.cotangents.values()].every((all) =>
    all.every((value) => relationTo(value) === '='),
  );
}

function backLines(setting: Setting, numbers: DerivationNumbers, tensor: Tensor): Block[] {
  const stage = setting.back(tensor);
  // What arrives from above at the last output is given.
  if (!stage || (!setting.loss && tensor === lastOutput(setting.model))) return [];
  const left = (place: number): Notation => setting.names.cotangentEntry(tensor, place);
  return equation(
    { kind: 'values.backward', tensor: tensor.name },
    substituted(setting, numbers, stage, stage.gradient, tensor, left, 'cotangents'),
  );
}

/** left = formula = the formula with numbers in place of names = the result. */
function substituted(
  setting: Setting,
  numbers: DerivationNumbers,
  stage: Stage,
  nodes: Int32Array,
  tensor: Tensor,
  left: (place: number) => Notation,
  kind: keyof DerivationNumbers,
): EquationLine[] {
  const names = stageNames(stage, setting.names);
  const known = numbersOfSymbols(numbers, stage);
  const results = numbers[kind].get(tensor) ?? [];
  const inner = quantities(stage.graph, nodes, (node) => known(node) ?? 0, isExact(results[0]));
  const number = (node: Node): Notation | undefined => {
    const value = stage.graph.kind(node) === Kind.Winner ? inner(node) : known(node);
    return value === undefined ? undefined : ofQuantity(value);
  };
  const { terms, entries } = setting.extent;
  return entryLines(nodes.length, entries, (place): EquationLine => {
    const formula = ofExpression(stage.graph, nodes[place], { name: names, longest: terms });
    const put = ofExpression(stage.graph, nodes[place], {
      name: number,
      longest: terms,
      dots: true,
    });
    const result = ofQuantity(results[place]);
    const steps: EquationStep[] = [
      { relation: '=', right: formula },
      { relation: '=', right: put },
      { relation: relationTo(results[place]), right: result },
    ];
    // What reads like the next step says nothing of its own.
    return {
      left: left(place),
      steps: steps.filter(
        (step, at) => at === steps.length - 1 || text(step.right) !== text(steps[at + 1].right),
      ),
    };
  });
}

function numbersOfSymbols(numbers: DerivationNumbers, stage: Stage): (node: Node) => Quantity | undefined {
  const known = new Map<Node, Quantity>();
  // Going backwards, what was computed forwards is known.
  const computed = stage.cotangents.size > 0 ? stage.outputs : [];
  for (const [tensor, nodes] of [...computed, ...stage.symbols]) {
    const values = numbers.values.get(tensor) ?? [];
    nodes.forEach((node, place) => {
      known.set(node, values[place]);
    });
  }
  for (const [tensor, nodes] of stage.cotangents) {
    const above = numbers.cotangents.get(tensor) ?? [];
    nodes.forEach((node, place) => {
      known.set(node, above[place]);
    });
  }
  return (node) => known.get(node);
}

function gradientLines(setting: Setting, numbers: DerivationNumbers, tensor: Tensor): EquationLine[] {
  const values = numbers.cotangents.get(tensor) ?? [];
  return slicesOf(tensor, setting.names.counting)
    .slice(0, setting.extent.entries)
    .map((slice) =>
      matrixLine(gradientName(setting, slice), slice, (place) => ofQuantity(values[place]), setting),
    );
}
