import { analysisOf } from '../../evaluate/analysis.ts';
import { isExact, type Quantity, quantities } from '../../evaluate/quantity.ts';
import type { StageRun } from '../../evaluate/stage-run.ts';
import { Kind } from '../../expr/graph.ts';
import type { Node } from '../../expr/node.ts';
import type { Tensor } from '../../index/tensor.ts';
import { givenTensors } from '../../model/expansion.ts';
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
export function withValues(setting: Setting, numbers: StageRun): Block[] {
  const { names, model } = setting;
  const { objective } = model;
  const made = (tensor: Tensor, left: (place: number) => Notation): EquationLine[] => {
    const stage = analysisOf(model).forward(tensor);
    return substituted(setting, numbers, stage, stage.made, numbers.value(tensor), left);
  };
  const shown = model.steps.filter(({ output }) => !names.isRenamed(output));
  const forward = shown.flatMap(({ output }) =>
    equation(
      { kind: 'values', tensor: output.name },
      made(output, (place) => names.entry(output, place)),
    ),
  );
  const lossLines =
    objective.kind === 'loss'
      ? equation(
          { kind: 'values', tensor: 'L' },
          made(objective.definition.output, () => names.loss),
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
    ...(exact(setting, numbers)
      ? [paragraph('All numbers are exact.')]
      : [paragraph('Numbers with decimals are rounded to six digits.')]),
  ];
}

function exact({ model, flowing }: Setting, numbers: StageRun): boolean {
  const forwards = [...givenTensors(model), ...analysisOf(model).rules.map(({ output }) => output)];
  return [
    ...forwards.map((tensor) => numbers.value(tensor)),
    ...[...flowing].map((tensor) => numbers.gradient(tensor)),
  ].every((all) => all.every((value) => relationTo(value) === '='));
}

function backLines(setting: Setting, numbers: StageRun, tensor: Tensor): Block[] {
  const { flowing, model, names } = setting;
  // What arrives from above at the last output is given.
  if (!flowing.has(tensor) || (model.objective.kind === 'upstream' && tensor === lastOutput(model)))
    return [];
  const stage = analysisOf(model).backward(tensor);
  const left = (place: number): Notation => names.cotangentEntry(tensor, place);
  return equation(
    { kind: 'values.backward', tensor: tensor.name },
    substituted(setting, numbers, stage, stage.gradient, numbers.gradient(tensor), left),
  );
}

/** left = formula = the formula with numbers in place of names = the result. */
function substituted(
  setting: Setting,
  numbers: StageRun,
  stage: Stage,
  nodes: Int32Array,
  results: readonly Quantity[],
  left: (place: number) => Notation,
): EquationLine[] {
  const names = stageNames(stage, setting.names);
  const known = numbersOfSymbols(numbers, stage);
  let inner: ((node: Node) => Quantity) | undefined;
  const winner = (node: Node): Quantity => {
    inner ??= quantities(stage.graph, nodes, (symbol) => known(symbol) ?? 0, isExact(results[0]));
    return inner(node);
  };
  const number = (node: Node): Notation | undefined => {
    const value = stage.graph.kind(node) === Kind.Winner ? winner(node) : known(node);
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

function numbersOfSymbols(numbers: StageRun, stage: Stage): (node: Node) => Quantity | undefined {
  const known = new Map<Node, Quantity>();
  // Going backwards, what was computed forwards is known.
  const computed = stage.cotangents.size > 0 ? stage.outputs : [];
  for (const [tensor, nodes] of [...computed, ...stage.symbols]) {
    const values = numbers.value(tensor);
    nodes.forEach((node, place) => {
      known.set(node, values[place]);
    });
  }
  for (const [tensor, nodes] of stage.cotangents) {
    const above = numbers.gradient(tensor);
    nodes.forEach((node, place) => {
      known.set(node, above[place]);
    });
  }
  return (node) => known.get(node);
}

function gradientLines(setting: Setting, numbers: StageRun, tensor: Tensor): EquationLine[] {
  const values = numbers.gradient(tensor);
  return slicesOf(tensor, setting.names.counting)
    .slice(0, setting.extent.entries)
    .map((slice) =>
      matrixLine(gradientName(setting, slice), slice, (place) => ofQuantity(values[place]), setting),
    );
}
