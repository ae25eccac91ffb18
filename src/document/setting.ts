import { BadInput } from '../bad-input.ts';
import { exactNodeLimit } from '../evaluate/evaluate-model.ts';
import { nodeBound } from '../index/count.ts';
import type { Tensor } from '../index/tensor.ts';
import { type Expansion, expandModel } from '../model/expansion.ts';
import type { Model, ModelLayer } from '../model/model.ts';
import { differentiableNames, Names } from './names.ts';
import { givenQuantities, type Numbers, type Quantity, quantities } from './numbers.ts';
import { type Stage, stageOf } from './stage.ts';

export type Detail = 'brief' | 'steps' | 'full';

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
  readonly extent: Extent;
  /** The tensors whose gradients are derived. */
  readonly wrt: readonly Tensor[];
  /** One for each layer, in order. */
  readonly stages: readonly LayerStage[];
  /** Undefined when the gradient arrives from above. */
  readonly loss: Stage | undefined;
  /** The whole model as one graph: what the checks and the step ahead evaluate. */
  readonly expansion: Expansion;
  /** Undefined when the model gives no values. */
  readonly numbers: Numbers | undefined;
}

export interface LayerStage {
  readonly layer: ModelLayer;
  readonly stage: Stage;
}

export interface DerivationOptions {
  readonly detail?: Detail;
  /** Names of the input or of parameters; all parameters by default, or the input if there are none. */
  readonly wrt?: readonly string[];
}

export function settingOf(model: Model, options: DerivationOptions): Setting {
  const detail = options.detail ?? 'steps';
  const wrt = chosen(model, options.wrt);
  const stages = model.layers.map((layer, at): LayerStage => {
    const passesOn = at > 0 || wrt.includes(model.input) ? [layer.input] : [];
    const inputs = [layer.input, ...layer.parameters];
    const stage = stageOf(layer.definition, inputs, [...passesOn, ...layer.parameters], model.conventions);
    return { layer, stage };
  });
  const loss = lossStage(model);
  return {
    model,
    names: new Names(model),
    detail,
    extent: extents[detail],
    wrt,
    stages,
    loss,
    expansion: expandModel(model),
    numbers: numbersOf(model, stages, loss),
  };
}

function chosen(model: Model, names: readonly string[] | undefined): readonly Tensor[] {
  const known = differentiableNames(model);
  if (names) {
    return names.map((name) => {
      const tensor = known.get(name);
      if (tensor) return tensor;
      throw new BadInput(
        `--wrt: found ${JSON.stringify(name)}, expected the input or a parameter of the model; ` +
          `this model has ${[...known.keys()].join(', ')}.`,
      );
    });
  }
  const parameters = [...known.values()].filter((tensor) => tensor !== model.input);
  return parameters.length > 0 ? parameters : [model.input];
}

function lossStage(model: Model): Stage | undefined {
  if (model.objective.kind === 'upstream') return undefined;
  const { definition, target } = model.objective;
  const output = model.layers[model.layers.length - 1].output;
  return stageOf(definition, target ? [output, target] : [output], [output], model.conventions, true);
}

/** Forwards through the values of every layer, then backwards through its cotangents, one stage at a time. */
function numbersOf(
  model: Model,
  stages: readonly LayerStage[],
  loss: Stage | undefined,
): Numbers | undefined {
  if (!model.values) return undefined;
  const given = model.values;
  const exactly =
    model.layers.reduce((count, layer) => count + nodeBound(layer.definition), 0) <= exactNodeLimit / 4;
  const values = new Map<Tensor, readonly Quantity[]>();
  const cotangents = new Map<Tensor, readonly Quantity[]>();
  const valuesFor = (stage: Stage): ((node: number) => Quantity) => {
    const symbols: Quantity[] = [];
    for (const [tensor, nodes] of stage.symbols) {
      const known = values.get(tensor) ?? givenQuantities(tensor, given);
      values.set(tensor, known);
      nodes.forEach((node, place) => {
        symbols[node] = known[place];
      });
    }
    const above = cotangents.get(stage.output);
    stage.cotangents?.forEach((node, place) => {
      symbols[node] = above?.[place] ?? 0;
    });
    return (node) => symbols[node];
  };
  const forward = (stage: Stage): void => {
    const at = quantities(stage.graph, stage.outputs, valuesFor(stage), exactly);
    values.set(stage.output, Array.from(stage.outputs, at));
  };
  const backward = (stage: Stage): void => {
    for (const [tensor, nodes] of stage.gradients) {
      const at = quantities(stage.graph, nodes, valuesFor(stage), exactly);
      cotangents.set(tensor, Array.from(nodes, at));
    }
  };
  for (const { stage } of stages) forward(stage);
  if (loss) {
    forward(loss);
    backward(loss);
  } else if (model.objective.kind === 'upstream') {
    const { delta } = model.objective;
    values.set(delta, givenQuantities(delta, given));
    cotangents.set(model.layers[model.layers.length - 1].output, givenQuantities(delta, given));
  }
  for (const { stage } of stages.toReversed()) backward(stage);
  return { values, cotangents };
}
