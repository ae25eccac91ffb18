import { cotangentNames } from '../../model/cotangent-names.ts';
import type { Model } from '../../model/model.ts';
import type { Tone, Tones } from '../../notation/tone.ts';

/** The input, what learns, what layers make, and what arrives at them: each of these kinds has its tone. */
export function tonesOf(model: Model): Tones {
  const { input, steps } = model;
  const all: readonly (readonly [Tone, readonly string[]])[] = [
    ['output', steps.map(({ output }) => output.name)],
    ['weight', steps.flatMap(({ parameters }) => parameters.map(({ name }) => name))],
    ['delta', [...cotangentNames(model).values()]],
    ['input', [input.name]],
  ];
  return new Map(all.flatMap(([tone, of]) => of.map((name) => [name, tone] as const)));
}
