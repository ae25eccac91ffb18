import type { ZodObject, ZodType } from 'zod';
import { BadInput, type ModelPath } from '../bad-input.ts';
import { entry, letter, multiply, range, sum } from '../index/formula.ts';
import type { Shape, Tensor } from '../index/tensor.ts';
import { axisLetters } from '../layers/axis-letters.ts';
import { layers as catalogue } from '../layers/index.ts';
import type { Layer } from '../layers/layer.ts';
import { losses } from '../losses/index.ts';
import { checked, isMap, shown } from './check.ts';
import { upstreamName } from './header.ts';
import type { ModelLayer, Objective } from './model.ts';
import type { Naming } from './naming.ts';
import { suggestion } from './suggestion.ts';

/** A layer or a loss as the file says it: its name, its options and where they stand. */
interface Said {
  readonly name: string;
  readonly options: unknown;
  readonly path: ModelPath;
}

/** The layers in order, each with its tensors named and sized and its formula over them. */
export function networkOf(said: unknown, input: Tensor, naming: Naming): ModelLayer[] {
  if (!Array.isArray(said) || said.length === 0) {
    throw new BadInput(
      `found ${shown(said)}, expected a list of layers, such as [Conv2d: { kernel_size: 2 }, Flatten].`,
      ['layers'],
    );
  }
  const chosen = said.map((one: unknown, at) => {
    const { name, options, path } = saidAt(one, ['layers', at], 'a layer');
    const layer = catalogue.get(name);
    if (!layer) {
      throw new BadInput(
        `unknown layer ${shown(name)}${suggestion(name, [...catalogue.keys()])} Known layers: ${[...catalogue.keys()].join(', ')}.`,
        ['layers', at],
      );
    }
    return { layer, path, options: checked(layer.options, options, path, optionNames(layer.options)) };
  });
  naming.count(chosen);
  let arriving = input;
  return chosen.map(({ layer, options, path }) => {
    const made = placed(layer, options, path, arriving, naming);
    arriving = made.output;
    return made;
  });
}

function placed(layer: Layer, options: unknown, path: ModelPath, input: Tensor, naming: Naming): ModelLayer {
  const names = naming.next(layer, options);
  const shape = at(path.slice(0, 2), () => layer.shape(options, input.shape));
  const sized = layer.parameters(options, input.shape);
  const weight: Tensor | undefined = sized.weight && {
    name: names.weight,
    shape: sized.weight,
    role: 'weight',
  };
  const bias: Tensor | undefined = sized.bias && { name: names.bias, shape: sized.bias, role: 'bias' };
  const output: Tensor = { name: names.output, shape, role: 'output' };
  const parameters = [weight, bias].filter((tensor) => tensor !== undefined);
  for (const tensor of parameters) naming.claim(tensor.name, path);
  naming.claim(output.name, path);
  const definition = layer.formula(options, {
    input,
    output,
    ...(weight && { weight }),
    ...(bias && { bias }),
  });
  return { name: layer.name, input, output, parameters, definition };
}

/** The loss, or the gradient from above, over the last layer's output. */
export function objectiveOf(loss: unknown, upstream: unknown, input: Tensor, naming: Naming): Objective {
  if ((loss === undefined) === (upstream === undefined)) {
    throw new BadInput(
      loss === undefined
        ? 'the model has neither loss nor upstream, expected one of them, such as loss: MSELoss or upstream: delta.'
        : 'the model has both loss and upstream, expected one of them; drop the other.',
      loss === undefined ? [] : ['upstream'],
    );
  }
  return loss === undefined ? fromAbove(upstream, input, naming) : lossOver(loss, input, naming);
}

function lossOver(said: unknown, input: Tensor, naming: Naming): Objective {
  const { name, options, path } = saidAt(said, ['loss'], 'a loss');
  const loss = losses.get(name);
  if (!loss) {
    throw new BadInput(
      `unknown loss ${shown(name)}${suggestion(name, [...losses.keys()])} Known losses: ${[...losses.keys()].join(', ')}.`,
      ['loss'],
    );
  }
  const understood = checked(loss.options, options, path, optionNames(loss.options));
  const wanted = loss.target(understood, input.shape);
  const target: Tensor | undefined = wanted && { ...wanted, role: 'target' };
  if (target) naming.claim(target.name, path);
  const output: Tensor = { name: 'L', shape: [], role: 'loss' };
  const definition = loss.formula(understood, { input, output, ...(target && { target }) });
  return { kind: 'loss', name, target, definition };
}

/** The gradient by anything below is that of sum over k of delta[k] * o[k], delta held fixed. */
function fromAbove(said: unknown, input: Tensor, naming: Naming): Objective {
  const name = checked(upstreamName, said, ['upstream'], []);
  naming.claim(name, ['upstream']);
  const delta: Tensor = { name, shape: input.shape, role: 'upstream' };
  const letters = axisLetters(input.shape);
  const body = sum(
    letters.map((axis, which) => range(axis, input.shape[which])),
    multiply(entry(delta, ...letters.map(letter)), entry(input, ...letters.map(letter))),
  );
  const output: Tensor = { name: 'L', shape: [], role: 'loss' };
  return { kind: 'upstream', delta, definition: { output, over: [], subscripts: [], body } };
}

/** "Flatten" or { Conv2d: { kernel_size: 2 } } */
function saidAt(said: unknown, path: ModelPath, what: string): Said {
  if (typeof said === 'string') return { name: said, options: {}, path };
  if (isMap(said) && Object.keys(said).length === 1) {
    const [[name, options]] = Object.entries(said);
    if (options === null) return { name, options: {}, path };
    if (isMap(options)) return { name, options, path: [...path, name] };
    throw new BadInput(
      `found ${shown(options)}, expected a map of options, such as { option: value }, or the name alone.`,
      [...path, name],
    );
  }
  throw new BadInput(
    `found ${shown(said)}, expected ${what} as a name, or as one name with a map of options.`,
    path,
  );
}

export function optionNames(schema: ZodType): string[] {
  return Object.keys((schema as ZodObject).shape ?? {});
}

/** Runs what may refuse, and says where in the model it refused. */
function at<T>(path: ModelPath, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof BadInput && !error.path) throw new BadInput(error.message, path);
    throw error;
  }
}

export function imageOrVector(shape: Shape): Shape {
  // [H, W] is an image of one channel.
  return shape.length === 2 ? [1, ...shape] : shape;
}
