import type { Shape } from '../index/tensor.ts';
import type { Evaluated, EvaluatedModel } from './evaluate-model.ts';

type Nested<T> = T | readonly Nested<T>[];

interface JsonArray {
  readonly shape: Shape;
  readonly value: Nested<number>;
  readonly exact: Nested<string> | null;
}

export interface EvaluatedJson {
  readonly loss: { readonly value: number; readonly exact: string | null } | null;
  readonly outputs: Readonly<Record<string, JsonArray>>;
  readonly gradients: Readonly<Record<string, JsonArray>>;
}

/** Numbers as JSON, arrays nested in PyTorch's shape and layout, fractions as text. */
export function evaluatedJson({ loss, outputs, gradients }: EvaluatedModel): EvaluatedJson {
  return {
    loss: loss && { value: loss.value[0], exact: loss.exact?.[0].toFraction() ?? null },
    outputs: Object.fromEntries([...outputs].map(([name, array]) => [name, arrayJson(array)])),
    gradients: Object.fromEntries([...gradients].map(([name, array]) => [name, arrayJson(array)])),
  };
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
