import { tensorsIn } from '../../index/formula.ts';
import type { Tensor } from '../../index/tensor.ts';
import { lastOutput, type Model, type Step } from '../../model/model.ts';

/** The layers of a network as a graph: what each takes and what it makes. */
export interface NetworkGraph {
  readonly nodes: readonly NetworkNode[];
  readonly edges: readonly NetworkEdge[];
  /** Whether there are so many layers that several are in one box. */
  readonly together: boolean;
}

export type NetworkNode =
  /** Layers behind one another that are drawn in one box. */
  | { readonly kind: 'layers'; readonly id: string; readonly layers: readonly NetworkLayer[] }
  | { readonly kind: 'input' | 'loss' | 'upstream' | 'end'; readonly id: string }
  /** Where a tensor goes to several layers, and their gradients are added. */
  | { readonly kind: 'fork'; readonly id: string };

/** A layer with the steps that it is computed in; the last one makes its output. */
export interface NetworkLayer {
  readonly name: string;
  readonly inputs: readonly Tensor[];
  readonly output: Tensor;
  readonly parameters: readonly Tensor[];
}

export interface NetworkEdge {
  readonly from: string;
  readonly to: string;
  /** What flows along it; behind a fork, where it was said already, nothing. */
  readonly tensor: Tensor | undefined;
}

/** Networks with more layers are drawn in fewer boxes: each convolution or dense layer with what follows it. */
const mostBoxes = 10;

export function networkGraph(model: Model): NetworkGraph {
  const layers = layersOf(model.steps);
  const last = lastOutput(model);
  const users = (tensor: Tensor): NetworkLayer[] => layers.filter(({ inputs }) => inputs.includes(tensor));
  const together = layers.length > mostBoxes;
  const boxes = together ? grouped(layers, users) : layers.map((layer) => [layer]);
  const idOf = (at: number): string => `box ${at}`;
  const makers = new Map<Tensor, string>([[model.input, 'input']]);
  for (const [at, box] of boxes.entries()) makers.set(box[box.length - 1].output, idOf(at));
  const objective = model.objective.kind === 'loss' ? 'loss' : 'upstream';
  const takers = (tensor: Tensor): string[] => [
    ...boxes.flatMap((box, at) => (box[0].inputs.includes(tensor) ? [idOf(at)] : [])),
    ...(tensor === last ? [objective] : []),
  ];
  const nodes: NetworkNode[] = [{ kind: 'input', id: 'input' }];
  const edges: NetworkEdge[] = [];
  const flow = (tensor: Tensor): void => {
    const from = makers.get(tensor) ?? 'input';
    const to = takers(tensor);
    if (to.length === 1) edges.push({ from, to: to[0], tensor });
    if (to.length <= 1) return;
    const fork = `fork of ${from}`;
    nodes.push({ kind: 'fork', id: fork });
    edges.push({ from, to: fork, tensor }, ...to.map((id) => ({ from: fork, to: id, tensor: undefined })));
  };
  flow(model.input);
  for (const [at, box] of boxes.entries()) {
    nodes.push({ kind: 'layers', id: idOf(at), layers: box });
    flow(box[box.length - 1].output);
  }
  nodes.push({ kind: objective, id: objective });
  if (objective === 'loss') {
    nodes.push({ kind: 'end', id: 'end' });
    edges.push({ from: 'loss', to: 'end', tensor: undefined });
  }
  return { nodes, edges, together };
}

/** Mean and variance of a normalization belong to its layer. */
function layersOf(steps: readonly Step[]): NetworkLayer[] {
  const layers: NetworkLayer[] = [];
  let layerSteps: Step[] = [];
  for (const step of steps) {
    layerSteps.push(step);
    if (step.inner) continue;
    const made = new Set(layerSteps.map(({ output }) => output));
    layers.push({
      name: step.layer,
      inputs: distinct(layerSteps.flatMap(({ inputs }) => inputs)).filter((tensor) => !made.has(tensor)),
      output: step.output,
      parameters: distinct(layerSteps.flatMap(({ parameters }) => parameters)),
    });
    layerSteps = [];
  }
  return layers;
}

/** A layer goes on with the box of the one before, unless it has weights, joins several inputs or takes what others take. */
function grouped(
  layers: readonly NetworkLayer[],
  users: (tensor: Tensor) => readonly NetworkLayer[],
): NetworkLayer[][] {
  const boxes: NetworkLayer[][] = [];
  for (const layer of layers) {
    const box = boxes.at(-1);
    const before = box?.at(-1);
    const alone =
      layer.parameters.some(({ role }) => role === 'weight') ||
      layer.inputs.length !== 1 ||
      layer.inputs[0] !== before?.output ||
      users(layer.inputs[0]).length > 1;
    if (alone || !box) boxes.push([layer]);
    else box.push(layer);
  }
  return boxes;
}

/** The parameters that the loss itself takes: those of a regularization. */
export function regularized({ objective }: Model): Tensor[] {
  const inputs = tensorsIn(objective.definition.body);
  return distinct(inputs).filter(({ role }) => role === 'weight' || role === 'scale' || role === 'bias');
}

function distinct<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)];
}
