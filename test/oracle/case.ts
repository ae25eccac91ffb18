import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One network of torch_cases.json. */
export interface Case {
  readonly id: string;
  readonly input: NumberArray;
  readonly params: Readonly<Record<string, NumberArray>>;
  readonly layers: readonly CaseLayer[];
  readonly loss: { readonly op: string; readonly params: Readonly<Record<string, unknown>>; readonly target: NumberArray | null };
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
  conv2d: 'Conv2d',
  relu: 'ReLU',
  max_pool2d: 'MaxPool2d',
  avg_pool2d: 'AvgPool2d',
  flatten: 'Flatten',
  linear: 'Linear',
};
const lossNames: Readonly<Record<string, string>> = { mse: 'MSELoss', sum: 'Sum', mean: 'Mean' };

/** Options that the model file infers or does not have. */
const inferred = ['in_channels', 'in_features', 'padding_mode', 'start_dim', 'end_dim', 'divisor_override'];

/** "l0.weight" is no name in a model file. */
export function fileName(name: string): string {
  return name === 'input' ? 'input' : name.replace('.', '_');
}

/** The case as the text of a model file, or undefined if it has a layer or a loss that is not in the catalogue. */
export function modelText({ input, params, layers, loss }: Case, ties: string = 'first'): string | undefined {
  const lossName = lossNames[loss.op];
  if (!lossName || layers.some(({ op, params: given }) => !layerNames[op] || (given.divisor_override ?? null) !== null)) {
    return undefined;
  }
  return JSON.stringify({
    title: 'A network of PyTorch',
    input: { name: 'input', shape: input.shape },
    layers: layers.map(({ op, params: given, weight, bias }) => {
      const options = Object.fromEntries(Object.entries(given).filter(([key]) => !inferred.includes(key)));
      const named = weight === null ? {} : { weight: fileName(weight), bias: bias === null ? false : fileName(bias) };
      return { [layerNames[op]]: { ...options, ...named } };
    }),
    loss: { [lossName]: { ...(loss.target ? { target: 'target' } : {}), ...loss.params } },
    conventions: { ties },
    values: {
      input: nested(input),
      ...Object.fromEntries(Object.entries(params).map(([name, array]) => [fileName(name), nested(array)])),
      ...(loss.target ? { target: nested(loss.target) } : {}),
    },
  });
}

export function nested({ shape, data }: NumberArray): unknown {
  if (shape.length === 0) return data[0];
  const size = data.length / shape[0];
  return Array.from({ length: shape[0] }, (_, at) =>
    nested({ shape: shape.slice(1), data: data.slice(at * size, (at + 1) * size) }),
  );
}
