/** Arithmetic modulo the prime 2^61 - 1: large enough that a wrong identity has next to no chance at a random point. */
export const prime = (1n << 61n) - 1n;

/** The remainder, from 0 to prime - 1, of any whole number. */
export function reduced(value: bigint): bigint {
  const rest = value % prime;
  return rest < 0n ? rest + prime : rest;
}

/** a b; since 2^61 = 1, the bits above the 61st are added to those below. */
export function times(a: bigint, b: bigint): bigint {
  const product = a * b;
  const folded = (product & prime) + (product >> 61n);
  return folded >= prime ? folded - prime : folded;
}

/** a^n for n >= 0, by squaring. */
export function raised(a: bigint, n: bigint): bigint {
  let result = 1n;
  let square = a;
  for (let rest = n; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = times(result, square);
    square = times(square, square);
  }
  return result;
}

/** 1 / a = a^(p - 2), by Fermat; undefined for 0. */
export function inverse(a: bigint): bigint | undefined {
  return a === 0n ? undefined : raised(a, prime - 2n);
}
