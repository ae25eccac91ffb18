import { analysisOf } from '../evaluate/analysis.ts';
import { entryCount } from '../index/tensor.ts';
import { chosenTensors, givenTensors } from '../model/expansion.ts';
import type { Model } from '../model/model.ts';
import { type Named, type Program, programOf } from '../program/program.ts';
import { doublesOf } from '../values/exact-array.ts';

/** Beyond this many given numbers a file of code takes them from a file of values. */
export const inlineLimit = 4096;

/** What a file of code is written from: a program, with the title and the numbers of its model. */
export interface Source extends Program {
  readonly title: string;
  readonly given: readonly GivenArray[];
  /** Whether the file has the numbers of the given arrays. */
  readonly inline: boolean;
}

interface GivenArray extends Named {
  /** Row-major; undefined where the model has none, and where they are too many for the file. */
  readonly values: readonly number[] | undefined;
}

/** The source of a model; `reserved` are words of the language. Throws BadInput for an unknown name in `wrt`. */
export function sourceOf(
  model: Model,
  wrt: readonly string[] | undefined,
  reserved: readonly string[],
): Source {
  const by = chosenTensors(model, wrt);
  const program = programOf(model, by, analysisOf(model).laws(by), reserved);
  const tensors = givenTensors(model);
  const count = tensors.reduce((sum, { shape }) => sum + entryCount(shape), 0);
  const values = count <= inlineLimit ? model.values : undefined;
  const given = program.given.map((array, at): GivenArray => {
    const numbers = values?.get(tensors[at].name);
    return { ...array, values: numbers && Array.from(doublesOf(numbers)) };
  });
  return {
    ...program,
    title: model.title,
    given,
    inline: given.every(({ values }) => values !== undefined),
  };
}
