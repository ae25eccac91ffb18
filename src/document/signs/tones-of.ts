import { cotangentNames } from '../../model/cotangent-names.ts';
import type { Model } from '../../model/model.ts';
import { nameParts } from '../../notation/letters.ts';
import type { Tone, Tones } from '../../notation/tone.ts';
import type { Names } from '../names.ts';

/** The input, what learns, what layers make, and what arrives at them: each of these kinds has its tone. */
export function tonesOf(model: Model, names: Names): Tones {
  const { input, steps } = model;
  const all: readonly (readonly [Tone, readonly string[]])[] = [
    ['output', steps.map(({ output }) => output.name)],
    ['weight', steps.flatMap(({ parameters }) => parameters.map(({ name }) => name))],
    ['delta', [...cotangentNames(model).values()]],
    ['input', [input.name]],
  ];
  return new Map(
    all.flatMap(([tone, of]) => of.map((name) => [written(names.written(name).name), tone] as const)),
  );
}

/** As a symbol's box has it: Greek letters by name. */
function written(name: string): string {
  const parts = nameParts(name);
  return `${parts.name}${parts.index}`;
}
