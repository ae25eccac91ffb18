import { evaluateModel } from '../evaluate/evaluate-model.ts';
import { nested } from '../evaluate/evaluated-json.ts';
import type { Tensor } from '../index/tensor.ts';
import type { Model } from '../model/model.ts';
import { numpy, numpyFile } from './numpy.ts';
import { pythonCalls, pythonFunctions } from './python/file.ts';
import { pythonFloat } from './python/float.ts';
import { sourceOf } from './source.ts';

/** Code of a notebook in Python, and what it prints. */
interface CodeCell {
  readonly source: string;
  readonly output: string;
}

/**
 * The gradient in NumPy as cells: the functions, then a call of them with the model's numbers, which prints the loss and
 * the gradients as evaluated here. No cells where the model has no numbers, or more than code should hold.
 */
export function notebookCells(model: Model, wrt?: readonly string[]): CodeCell[] {
  const parameters = model.steps.flatMap((step) => step.parameters.map(({ name }) => name));
  const by = wrt ?? (parameters.length > 0 ? parameters : [model.input.name]);
  const source = sourceOf(model, by, numpy.reserved);
  if (!model.values || !source.inline) return [];
  const { loss, gradients } = evaluateModel(model, { wrt: by });
  const results = [
    ...(source.loss && loss ? [{ array: source.loss, value: loss.value }] : []),
    ...source.gradients.map(({ array, name }) => ({ array, value: gradients.get(name)?.value ?? [] })),
  ];
  return [
    { source: pythonFunctions(source, numpyFile), output: '' },
    {
      source: [
        ...pythonCalls(source, numpyFile),
        ...results.map(
          ({ array }) => `print("${array.name} =", (np.round(${array.name}, 6) + 0.0).tolist())`,
        ),
      ].join('\n'),
      output: results.map(({ array, value }) => `${array.name} = ${printed(array, value)}\n`).join(''),
    },
  ];
}

function printed({ shape }: Tensor, values: Iterable<number>): string {
  return lists(nested(shape, [...values].map(rounded)));
}

function lists(part: unknown): string {
  return Array.isArray(part) ? `[${part.map(lists).join(', ')}]` : pythonFloat(Number(part));
}

/** To six decimals as NumPy rounds: half to even, of a million times the value. */
function rounded(value: number): number {
  const scaled = value * 1e6;
  const below = Math.floor(scaled);
  const half = scaled - below;
  const up = half > 0.5 || (half === 0.5 && below % 2 !== 0);
  // Adding 0 makes 0 of -0.
  return (up ? below + 1 : below) / 1e6 + 0;
}
