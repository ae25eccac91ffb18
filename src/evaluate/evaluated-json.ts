import { indexAt, type Shape } from '../index/tensor.ts';
import type { Evaluated, EvaluatedModel } from './evaluated.ts';
import type { EntryPlace } from './nonsmooth.ts';

type Nested<T> = T | readonly Nested<T>[];

interface JsonArray {
  readonly shape: Shape;
  readonly value: Nested<number>;
  readonly exact: Nested<string> | null;
}

type Arrays = Readonly<Record<string, JsonArray>>;

export interface EvaluatedJson {
  readonly loss: { readonly value: number; readonly exact: string | null } | null;
  readonly outputs: Arrays;
  readonly gradients: Arrays;
  /** Where asked for, as is the next. */
  readonly hessians?: Arrays;
  readonly jacobians?: Readonly<Record<string, Arrays>>;
  /** Where there were any; subscripts count from 1, as on the page. */
  readonly choices?: readonly ChoiceJson[];
}

interface PlaceJson {
  readonly name: string;
  readonly index: readonly number[];
}

interface ChoiceJson {
  readonly kind: 'tie' | 'kink';
  /** Null for a place inside a longer formula. */
  readonly output: PlaceJson | null;
  /** The equal candidates of a maximum, or the argument at a kink. */
  readonly candidates: readonly (PlaceJson | null)[];
  readonly value: number;
  /** At a kink: the slopes on both sides, every number between which is valid, and the one taken. At a tie every way to share 1 is valid. */
  readonly function?: string;
  readonly slopes?: readonly [left: number, right: number];
  readonly taken?: number;
  /** The entries of gradients that the choice moves, and between which values; null where that was not worked out. */
  readonly moves:
    | readonly { readonly gradient: PlaceJson; readonly from: number; readonly to: number }[]
    | null;
}

/** Numbers as JSON, arrays nested in PyTorch's shape and layout, fractions as text. */
export function evaluatedJson(model: EvaluatedModel): EvaluatedJson {
  const { loss, outputs, gradients, hessians, jacobians, choices } = model;
  return {
    loss: loss && { value: loss.value[0], exact: loss.exact?.[0].toFraction() ?? null },
    outputs: arrays(outputs),
    gradients: arrays(gradients),
    ...(hessians.size > 0 && { hessians: arrays(hessians) }),
    ...(jacobians.size > 0 && {
      jacobians: Object.fromEntries([...jacobians].map(([name, by]) => [name, arrays(by)])),
    }),
    ...(choices.length > 0 && { choices: choices.map(choiceJson) }),
  };
}

function arrays(named: ReadonlyMap<string, Evaluated>): Arrays {
  return Object.fromEntries([...named].map(([name, array]) => [name, arrayJson(array)]));
}

function choiceJson({ met, moved }: EvaluatedModel['choices'][number]): ChoiceJson {
  return {
    kind: met.kind,
    output: placeJson(met.output),
    candidates: met.candidates.map(({ at }) => placeJson(at)),
    value: met.value,
    ...(met.bend && { function: met.bend.function, slopes: met.bend.slopes, taken: met.bend.chosen }),
    moves: moved?.map(({ at, from, to }) => ({ gradient: entryJson(at), from, to })) ?? null,
  };
}

function placeJson(at: EntryPlace | undefined): PlaceJson | null {
  return at ? entryJson(at) : null;
}

function entryJson({ tensor, place }: EntryPlace): PlaceJson {
  return { name: tensor.name, index: indexAt(tensor.shape, place).map((index) => index + 1) };
}

function arrayJson({ shape, value, exact }: Evaluated): JsonArray {
  return {
    shape,
    value: nested(shape, Array.from(value)),
    exact:
      exact &&
      nested(
        shape,
        exact.map((fraction) => fraction.toFraction()),
      ),
  };
}

/** Row-major entries as lists within lists; a scalar as itself. */
export function nested<T>(shape: Shape, entries: readonly T[]): Nested<T> {
  if (shape.length === 0) return entries[0];
  const [size, ...rest] = shape;
  const step = entries.length / size;
  return Array.from({ length: size }, (_, at) => nested(rest, entries.slice(at * step, (at + 1) * step)));
}
