import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One network of torch_cases.json. */
export interface Case {
  readonly id: string;
  readonly input: NumberArray;
  readonly params: Readonly<Record<string, NumberArray>>;
  readonly layers: readonly CaseLayer[];
  readonly loss: { readonly op: string; readonly params: Readonly<Record<string, unknown>>; readonly target: NumberArray | { readonly class_index: number } | null };
  readonly outputs: readonly NumberArray[];
  readonly loss_value: number;
  readonly grads: Readonly<Record<string, NumberArray>>;
  readonly grads_other_tie_policies?: Readonly<Record<'last' | 'split_evenly', Readonly<Record<string, NumberArray>>>>;
  readonly exact: boolean;
}

export interface NumberArray {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

interface CaseLayer {
  readonly name: string;
  readonly op: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly weight: string | null;
  readonly bias: string | null;
}

export const cases: readonly Case[] = JSON.parse(
  readFileSync(join(import.meta.dirname, 'torch_cases.json'), 'utf8'),
).cases;

const layerNames: Readonly<Record<string, string>> = {
  conv1d: 'Conv1d',
  conv2d: 'Conv2d',
  max_pool1d: 'MaxPool1d',
  max_pool2d: 'MaxPool2d',
  avg_pool1d: 'AvgPool1d',
  avg_pool2d: 'AvgPool2d',
  flatten: 'Flatten',
  linear: 'Linear',
  softmax: 'Softmax',
  relu: 'ReLU',
  leaky_relu: 'LeakyReLU',
  elu: 'ELU',
  sigmoid: 'Sigmoid',
  tanh: 'Tanh',
  softplus: 'Softplus',
  silu: 'SiLU',
  gelu: 'GELU',
};
const lossNames: Readonly<Record<string, string>> = {
  mse: 'MSELoss',
  sse: 'MSELoss',
  l1: 'L1Loss',
  smooth_l1: 'SmoothL1Loss',
  huber: 'HuberLoss',
  cross_entropy: 'CrossEntropyLoss',
  nll: 'NLLLoss',
  bce: 'BCELoss',
  bce_with_logits: 'BCEWithLogitsLoss',
  hinge: 'HingeLoss',
  sum: 'Sum',
  mean: 'Mean',
};

/** Options that the model file infers or does not have. */
const inferred = ['in_channels', 'in_features', 'padding_mode', 'padding_resolved', 'start_dim', 'end_dim'];

/** A layer of a case as a model file says it. */
function layerSaid({ op, params, weight, bias }: CaseLayer, dimensions: 1 | 2): unknown {
  // Global pooling is adaptive pooling to one entry.
  if (op === 'global_avg_pool') return { [`AdaptiveAvgPool${dimensions}d`]: { output_size: 1 } };
  if (op === 'global_max_pool') return { [`AdaptiveMaxPool${dimensions}d`]: { output_size: 1 } };
  const given = Object.entries(params).filter(([key, value]) => !inferred.includes(key) && value !== null);
  const named = weight === null ? {} : { weight: fileName(weight), bias: bias === null ? false : fileName(bias) };
  const name = layerNames[op];
  if (!name) throw new Error(`no layer for ${op}`);
  return { [name]: { ...Object.fromEntries(given), ...named } };
}

/** "l0.weight" is no name in a model file. */
export function fileName(name: string): string {
  return name === 'input' ? 'input' : name.replace('.', '_');
}

/** The case as the text of a model file. */
export function modelText({ input, params, layers, loss }: Case, ties = 'first'): string {
  const name = lossNames[loss.op];
  if (!name) throw new Error(`no loss for ${loss.op}`);
  const squares = loss.op === 'sse' ? { reduction: 'sum' } : {};
  return JSON.stringify({
    title: 'A network of PyTorch',
    input: { name: 'input', shape: input.shape },
    layers: layers.map((layer) => layerSaid(layer, input.shape.length === 3 ? 2 : 1)),
    loss: { [name]: { ...(loss.target !== null ? { target: 'target' } : {}), ...squares, ...loss.params } },
    conventions: { ties },
    values: {
      input: nested(input),
      ...Object.fromEntries(Object.entries(params).map(([key, array]) => [fileName(key), nested(array)])),
      ...(loss.target !== null ? { target: nested(loss.target) } : {}),
    },
  });
}

/** Arrays within arrays; a class index as itself. */
export function nested(array: NumberArray | { readonly class_index: number }): unknown {
  if ('class_index' in array) return array.class_index;
  const { shape, data } = array;
  if (shape.length === 0) return data[0];
  const size = data.length / shape[0];
  return Array.from({ length: shape[0] }, (_, at) =>
    nested({ shape: shape.slice(1), data: data.slice(at * size, (at + 1) * size) }),
  );
}
