/** So many rows of a packed panel. */
export const panelRows = 8;

/**
 * The loops over products of two arrays. All numbers stand in one memory of doubles; offsets and places are counted in
 * doubles, tables of offsets are places in its view of 32-bit whole numbers. Every sum is taken in the order said here,
 * whoever works it out: the kernels in WebAssembly give the same bits.
 */
export interface Kernels {
  /** packed[k][r] = factor * a[rows[r] + depths[k]] for 8 rows r, those beyond `count` as 0. */
  pack(
    a: number,
    rows: number,
    count: number,
    depths: number,
    depth: number,
    factor: number,
    packed: number,
  ): void;
  /** c[cRows[r] + cColumns[n]] (+)= sum over k of packed[k][r] * b[bColumns[n] + bDepths[k]], from k = 0 up. */
  panel(
    packed: number,
    depth: number,
    b: number,
    bColumns: number,
    bDepths: number,
    columns: number,
    c: number,
    cColumns: number,
    cRows: number,
    count: number,
    first: number,
  ): void;
  /** c[i] (+)= factor * a[aDepths[k]] * b[bDepths[k] + i], one k after another, for all i below `length`. */
  combine(
    a: number,
    aDepths: number,
    b: number,
    bDepths: number,
    depth: number,
    factor: number,
    c: number,
    length: number,
    first: number,
  ): void;
  /** c[cRows[m]] (+)= factor * sum over k of a[k] * b[bRows[m] + k]: eight sums of every eighth product, then the rest. */
  dot(
    a: number,
    b: number,
    bRows: number,
    depth: number,
    factor: number,
    c: number,
    cRows: number,
    count: number,
    first: number,
  ): void;
}
