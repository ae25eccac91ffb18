import { BadInput } from '../bad-input.ts';
import { Graph } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';
import { functions } from '../functions/index.ts';
import { expand } from '../index/expand.ts';
import { entryCount, type Tensor } from '../index/tensor.ts';
import type { Structure } from './model.ts';

/** A whole model as one expression graph. */
export interface Expansion {
  readonly graph: Graph;
  /** Nodes of every tensor's entries, row-major; symbols for the tensors that are given. */
  readonly entries: ReadonlyMap<Tensor, Int32Array>;
  /** What is differentiated: the loss, or the sum of upstream times output. */
  readonly objective: Node;
}

/** The loss of a model as an expression over the entries of its input, parameters and target. */
export function expandModel(model: Structure): Expansion {
  const graph = new Graph(functions);
  const entries = new Map<Tensor, Int32Array>();
  for (const tensor of givenTensors(model)) {
    const count = entryCount(tensor.shape);
    const first = graph.symbols(count);
    entries.set(
      tensor,
      Int32Array.from({ length: count }, (_, place) => first + place),
    );
  }
  for (const { output, definitions } of model.steps) entries.set(output, expand(graph, definitions, entries));
  const [objective] = expand(graph, [model.objective.definition], entries);
  return { graph, entries, objective };
}

/** The tensors whose numbers a model does not compute: input, parameters, constants, and the target or the upstream gradient. */
export function givenTensors(model: Structure): Tensor[] {
  const { objective } = model;
  return [
    ...differentiable(model),
    ...model.steps.flatMap(({ constants }) => constants),
    ...(objective.kind === 'upstream'
      ? [objective.delta]
      : [...(objective.target ? [objective.target] : []), ...objective.constants]),
  ];
}

/** What gradients are given for: the input and every parameter. */
export function differentiable(model: Structure): Tensor[] {
  return [model.input, ...model.steps.flatMap(({ parameters }) => parameters)];
}

/** The tensors that --wrt names, or all; throws BadInput for a name that is none of them. */
export function chosenTensors(model: Structure, names: readonly string[] | undefined): Tensor[] {
  const all = differentiable(model);
  if (!names) return all;
  return names.map((name) => {
    const tensor = all.find((tensor) => tensor.name === name);
    if (tensor) return tensor;
    throw new BadInput(
      `--wrt: found ${JSON.stringify(name)}, expected the input or a parameter of the model; ` +
        `this model has ${all.map((tensor) => tensor.name).join(', ')}.`,
    );
  });
}
