import { BadInput, type ModelPath } from '../bad-input.ts';
import type { TreeOf } from '../expression/formula-of-text.ts';
import { type Definition, tensorsIn } from '../index/formula.ts';
import { type Role, type Shape, type Tensor, writtenShape } from '../index/tensor.ts';
import { layers as catalogue } from '../layers/index.ts';
import type { Arriving, Layer } from '../layers/layer.ts';
import { isMap, shown } from '../values/check.ts';
import { suggestion } from '../values/suggestion.ts';
import { type ChosenMember, memberAt } from './chosen-member.ts';
import type { Step } from './model.ts';
import type { Naming } from './naming.ts';
import { overSamples } from './samples.ts';

/** The layers as the file says them, looked up and their options understood. */
export function chosenLayers(content: unknown): readonly ChosenMember<Layer>[] {
  if (!Array.isArray(content) || content.length === 0) {
    throw new BadInput(
      `found ${shown(content)}, expected a list of layers, such as [Conv2d: { kernel_size: 2 }, Flatten].`,
      ['layers'],
    );
  }
  return content.map((entry: unknown, at) => memberAt(catalogue, entry, ['layers', at], 'layer'));
}

/** The layers in order, each with its tensors named and sized and its formulas over them. */
export function networkOf(
  chosen: readonly ChosenMember<Layer>[],
  input: Tensor,
  batch: number | undefined,
  naming: Naming,
  treeOf: TreeOf,
): Step[] {
  naming.count(chosen.map(({ member }) => ({ layer: member })));
  const known = new Map<string, Tensor>([[input.name, input]]);
  const made = new Map<Tensor, ChosenMember<Layer>>();
  let last = input;
  const steps = chosen.flatMap((layer) => {
    const inputs = inputsOf(layer, last, known);
    const layerSteps = stepsOf(layer, inputs, batch, naming, treeOf);
    for (const { inputs: used } of layerSteps) for (const tensor of used) made.delete(tensor);
    last = layerSteps[layerSteps.length - 1].output;
    known.set(last.name, last);
    made.set(last, layer);
    return layerSteps;
  });
  made.delete(last);
  for (const [{ name }, { at }] of made)
    throw new BadInput(
      `its output ${name} is used by no layer; name it in the input of one, or leave the layer out.`,
      at,
    );
  return steps;
}

/** What `input:` names, or the output before. */
function inputsOf(
  { options, path }: ChosenMember<Layer>,
  last: Tensor,
  known: ReadonlyMap<string, Tensor>,
): Tensor[] {
  const input = isMap(options) ? options.input : undefined;
  if (input === undefined) return [last];
  const list = Array.isArray(input) ? input : [input];
  return list.map((name: string, at) => {
    const tensor = known.get(name);
    if (tensor) return tensor;
    const names = [...known.keys()];
    throw new BadInput(
      `found ${shown(name)}, expected the input or an output before this layer${suggestion(name, names)} There are ${names.join(', ')}.`,
      Array.isArray(input) ? [...path, 'input', at] : [...path, 'input'],
    );
  });
}

function stepsOf(
  { member: layer, options, path, at }: ChosenMember<Layer>,
  inputs: readonly Tensor[],
  batch: number | undefined,
  naming: Naming,
  treeOf: TreeOf,
): Step[] {
  const shapes = inputs.map(({ shape }) => (batch === undefined ? shape : shape.slice(1)));
  const arriving: Arriving = {
    input: shapes[0],
    inputs: shapes,
    written: inputs.map((tensor) => writtenShape(tensor).slice(batch === undefined ? 0 : 1)),
    names: inputs.map(({ name }) => name),
    batch,
    hidden: inputs.every(({ hiddenAxis }) => hiddenAxis !== undefined),
  };
  const nameOf = naming.next(layer, options);
  const shape = placed(at, () => layer.shape(options, arriving));
  const perSample = batch !== undefined && !layer.acrossSamples;
  const staysHidden =
    arriving.hidden && !layer.makesChannels && shape.length === shapes[0].length && shape[0] === 1;
  /** Tensors of one sample, in which the formula is written, and those of the batch. */
  const batched = new Map<Tensor, Tensor>();
  const data = (name: string, sample: Shape, role: Role, hidden = false): Tensor => {
    const tensor: Tensor = { name, role, ...sized(sample, undefined, hidden) };
    if (batch === undefined) return tensor;
    const all: Tensor = { name, role, ...sized(sample, batch, hidden) };
    if (!perSample) return all;
    batched.set(tensor, all);
    return tensor;
  };
  const { weight: weightShape, bias: biasShape, ...ownShapes } = layer.parameters?.(options, arriving) ?? {};
  // A layer that calls its weight something else has none: gamma and the slope of PReLU only scale.
  const role = layer.symbols?.weight === undefined ? 'weight' : 'scale';
  const weight: Tensor | undefined = weightShape && { name: nameOf('weight'), shape: weightShape, role };
  const bias: Tensor | undefined = biasShape && { name: nameOf('bias'), shape: biasShape, role: 'bias' };
  const ownTensors = Object.entries(ownShapes).map(([key, of]): [string, Tensor] => [
    key,
    { name: nameOf(key), shape: of, role: 'scale' },
  ]);
  // What belongs to the samples (a mask, a mean of each) has their axis; what belongs to the layer has not.
  const others = (shapes: Readonly<Record<string, Shape>> | undefined, role: Role): [string, Tensor][] =>
    Object.entries(shapes ?? {}).map(([key, of]) => [
      key,
      layer.acrossSamples ? { name: nameOf(key), shape: of, role } : data(nameOf(key), of, role),
    ]);
  const constants = others(layer.constants?.(options, arriving), 'constant');
  const intermediates = others(layer.intermediates?.(options, arriving), 'output');
  const output = data(nameOf('output'), shape, 'output', staysHidden);
  const sampleInputs = inputs.map((tensor, which): Tensor => {
    if (!perSample) return tensor;
    const sampleTensor: Tensor = {
      ...tensor,
      ...sized(shapes[which], undefined, tensor.hiddenAxis !== undefined),
    };
    batched.set(sampleTensor, tensor);
    return sampleTensor;
  });
  for (const tensor of [
    weight,
    bias,
    ...[...ownTensors, ...constants, ...intermediates].map(([, tensor]) => tensor),
    output,
  ]) {
    if (tensor) naming.claim(tensor.name, path);
  }
  const definitions = placed(at, () =>
    layer.formula(options, {
      input: sampleInputs[0],
      inputs: sampleInputs,
      output,
      ...(weight && { weight }),
      ...(bias && { bias }),
      others: Object.fromEntries([...ownTensors, ...constants, ...intermediates]),
      batch,
      treeOf,
    }),
  );
  const all = perSample
    ? definitions.map((definition) => overSamples(definition, batched, batch))
    : definitions;
  const otherKink = layer.otherKink?.(options);
  return grouped(layer, all).map((step) => (otherKink ? { ...step, otherKink } : step));
}

/** The definitions of one tensor after another; the last tensor is the layer's output. */
function grouped({ name, traits = {} }: Layer, definitions: readonly Definition[]): Step[] {
  const byOutput = new Map<Tensor, Definition[]>();
  for (const definition of definitions)
    byOutput.set(definition.output, [...(byOutput.get(definition.output) ?? []), definition]);
  return [...byOutput].map(([output, all], at): Step => {
    const used = new Set(all.flatMap(({ body }) => tensorsIn(body)));
    const of = (...roles: Role[]): Tensor[] => [...used].filter(({ role }) => roles.includes(role));
    return {
      layer: name,
      traits,
      output,
      definitions: all,
      inputs: of('input', 'output'),
      parameters: of('weight', 'scale', 'bias'),
      constants: of('constant'),
      inner: at < byOutput.size - 1,
    };
  });
}

/** Runs what may refuse, and says where in the model it refused. */
export function placed<T>(path: ModelPath, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof BadInput && !error.path) throw new BadInput(error.message, path);
    throw error;
  }
}

/** The model's input: with an axis for a single channel, hidden, where the first layer with a window needs it. */
export function inputTensor(
  name: string,
  given: Shape,
  batch: number | undefined,
  chosen: readonly ChosenMember<Layer>[],
): Tensor {
  const first = chosen.find(({ member }) => member.dimensions !== undefined)?.member;
  const isVector = first?.takesVectors && given.length === 1;
  const hidden = !isVector && given.length === (first?.dimensions ?? 2);
  return { name, role: 'input', ...sized(hidden ? [1, ...given] : given, batch, hidden) };
}

/** The shape of a sample or of a batch of them, and where its hidden axis is. */
function sized(
  sample: Shape,
  batch: number | undefined,
  hidden: boolean,
): Pick<Tensor, 'shape' | 'hiddenAxis'> {
  const shape = batch === undefined ? sample : [batch, ...sample];
  return { shape, ...(hidden && { hiddenAxis: shape.length - sample.length }) };
}
