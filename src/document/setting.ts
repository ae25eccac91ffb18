import { demandFinite } from '../evaluate/demand-finite.ts';
import { exactNodeLimit } from '../evaluate/exact-values.ts';
import { givenQuantities, type Numbers, type Quantity, quantities, toFloat } from '../evaluate/quantity.ts';
import { nodeBound } from '../index/count.ts';
import type { Tensor } from '../index/tensor.ts';
import {
  chosenTensors,
  differentiable,
  type Expansion,
  expandModel,
  givenTensors,
} from '../model/expansion.ts';
import { type Law, modelLaws } from '../model/laws.ts';
import { checkSize } from '../model/limit.ts';
import { type LossObjective, lastOutput, type Model, type Step } from '../model/model.ts';
import type { NotationChoices } from '../model/notation-choices.ts';
import { rulesOf, usersOf } from '../model/rules.ts';
import { backwardStage, forwardStage, type Stage } from '../model/stage.ts';
import { pageWidth } from '../notation/page-width.ts';
import { Names } from './names.ts';

export type Detail = 'brief' | 'steps' | 'full';

/** The ways to look at one derivation: entry by entry, as sums in index letters, or with whole arrays. */
export const views = ['elements', 'sums', 'operators'] as const;
export type View = (typeof views)[number];

/** How much is written out before dots take over. */
export interface Extent {
  /** Entries of one tensor. */
  readonly entries: number;
  /** Terms of one sum. */
  readonly terms: number;
  /** Rows and columns of one matrix. */
  readonly matrix: number;
}

const extents: Readonly<Record<Detail, Extent>> = {
  brief: { entries: 4, terms: 6, matrix: 6 },
  steps: { entries: 9, terms: 12, matrix: 8 },
  full: { entries: 256, terms: 64, matrix: 12 },
};

/** All that the sections of a derivation share. */
export interface Setting {
  readonly model: Model;
  readonly names: Names;
  readonly detail: Detail;
  readonly views: ReadonlySet<View>;
  readonly extent: Extent;
  /** The room for a line, in em. */
  readonly width: number;
  /** The tensors whose gradients are derived. */
  readonly wrt: readonly Tensor[];
  /** One for each step, in order. */
  readonly stages: readonly StepStage[];
  /** Undefined when the gradient arrives from above. */
  readonly loss: LossStage | undefined;
  /** How the loss depends on a tensor, through all that use it; undefined for one that is not differentiated by. */
  back(tensor: Tensor): Backward | undefined;
  /** The law of a tensor in index letters; undefined for one that is not differentiated by. */
  law(tensor: Tensor): Law | undefined;
  /** The whole model as one graph: what the checks and the step ahead evaluate. */
  readonly expansion: Expansion;
  /** Undefined when the model gives no values. */
  readonly numbers: Numbers | undefined;
}

type Forward = ReturnType<typeof forwardStage>;
export type Backward = ReturnType<typeof backwardStage>;

export interface StepStage {
  readonly step: Step;
  readonly stage: Forward;
}

export interface LossStage {
  readonly objective: LossObjective;
  readonly stage: Forward;
}

export interface DerivationOptions {
  readonly detail?: Detail;
  /** Names of the input or of parameters; all parameters by default, or the input if there are none. */
  readonly wrt?: readonly string[];
  /** All of them unless it is said. */
  readonly views?: readonly View[];
  /** 2 for the second derivatives as well. */
  readonly order?: 1 | 2;
  /** The room for a line in em of its font, where it is not a page's. */
  readonly width?: number;
  /** Whether the result is checked, which takes longer than the rest; it is unless this is false. */
  readonly checked?: boolean;
  /** Whether LaTeX is to have the macros of gradsheet.sty. */
  readonly macros?: boolean;
}

/** `notation` is an author's; worksheets, and what reads answers, write everything as usual. */
export function settingOf(model: Model, options: DerivationOptions, notation?: NotationChoices): Setting {
  checkSize(model);
  const detail = options.detail ?? 'steps';
  const wrt = chosen(model, options.wrt);
  const stages = model.steps.map((step): StepStage => ({ step, stage: forwardStage(step) }));
  const loss = lossStage(model);
  const backs = backwardStages(model, wrt);
  const laws = new Map(modelLaws(model, wrt).map((law) => [law.of, law]));
  return {
    model,
    names: new Names(model, notation),
    detail,
    views: new Set(options.views ?? views),
    extent: extents[detail],
    width: options.width ?? pageWidth,
    wrt,
    stages,
    loss,
    back: (tensor) => backs.get(tensor),
    law: (tensor) => laws.get(tensor),
    expansion: expandModel(model),
    numbers: numbersOf(model, stages, loss, backs),
  };
}

/** For every tensor on a way from what is differentiated by to the loss, in the order in which gradients are found. */
function backwardStages(model: Model, wrt: readonly Tensor[]): Map<Tensor, Backward> {
  const rules = rulesOf(model);
  const live = new Set<Tensor>(wrt);
  for (const { output, definitions } of rules) {
    const moves = usersOf([{ output, definitions }], live).length > 0;
    if (moves) live.add(output);
  }
  const outputs = model.steps.map(({ output }) => output).toReversed();
  const tensors = [...outputs.filter((output) => live.has(output)), ...wrt];
  return new Map(
    tensors.map((tensor): [Tensor, Backward] => [
      tensor,
      backwardStage(tensor, usersOf(rules, new Set([tensor])), model.conventions),
    ]),
  );
}

/** What --wrt names; all parameters by default, or the input if there are none. */
function chosen(model: Model, names: readonly string[] | undefined): readonly Tensor[] {
  if (names) return chosenTensors(model, names);
  const parameters = differentiable(model).filter((tensor) => tensor !== model.input);
  return parameters.length > 0 ? parameters : [model.input];
}

function lossStage({ objective }: Model): LossStage | undefined {
  if (objective.kind === 'upstream') return undefined;
  const { definition } = objective;
  return { objective, stage: forwardStage({ output: definition.output, definitions: [definition] }) };
}

/** Forwards through the values of every step, then backwards through the cotangents, one stage at a time. */
function numbersOf(
  model: Model,
  stages: readonly StepStage[],
  loss: LossStage | undefined,
  backs: ReadonlyMap<Tensor, Backward>,
): Numbers | undefined {
  if (!model.values) return undefined;
  const given = model.values;
  const bounds = model.steps.flatMap(({ definitions }) => definitions.map(nodeBound));
  const exactly = bounds.reduce((count, bound) => count + bound, 0) <= exactNodeLimit / 4;
  const values = new Map<Tensor, readonly Quantity[]>();
  const cotangents = new Map<Tensor, readonly Quantity[]>();
  for (const tensor of givenTensors(model)) values.set(tensor, givenQuantities(tensor, given));
  const evaluated = (stage: Stage, nodes: Int32Array): Quantity[] => {
    const symbols: Quantity[] = [];
    const fill = (known: ReadonlyMap<Tensor, readonly Quantity[]>, of: Stage['symbols']): void => {
      for (const [tensor, places] of of) {
        places.forEach((node, place) => {
          symbols[node] = known.get(tensor)?.[place] ?? 0;
        });
      }
    };
    fill(values, stage.symbols);
    fill(cotangents, stage.cotangents);
    return Array.from(
      nodes,
      quantities(stage.graph, nodes, (node) => symbols[node], exactly),
    );
  };
  const finite = (name: string, tensor: Tensor, quantities: Quantity[]): Quantity[] => {
    demandFinite(model, { ...tensor, name }, quantities.map(toFloat));
    return quantities;
  };
  for (const { step, stage } of stages) {
    const { output } = step;
    values.set(output, finite(output.name, output, evaluated(stage, stage.made)));
  }
  if (loss) {
    const { output } = loss.objective.definition;
    values.set(output, finite('the loss', output, evaluated(loss.stage, loss.stage.made)));
  }
  if (model.objective.kind === 'upstream') {
    const { delta } = model.objective;
    cotangents.set(lastOutput(model), givenQuantities(delta, given));
  }
  for (const [tensor, stage] of backs) {
    if (!cotangents.has(tensor))
      cotangents.set(tensor, finite(tensor.name, tensor, evaluated(stage, stage.gradient)));
  }
  return { values, cotangents };
}
