/** A tuple as Python writes it: (2, 3), (2,). */
export function tuple(values: readonly (number | string)[]): string {
  return values.length === 1 ? `(${values[0]},)` : `(${values.join(', ')})`;
}

/** A shape as functions that make arrays take it: one size alone needs no tuple. */
export function sizes(shape: readonly number[]): string {
  return shape.length === 1 ? String(shape[0]) : tuple(shape);
}
