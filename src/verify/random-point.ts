import { prime } from './prime-field.ts';

/**
 * Numbers drawn from a seed, the same on every machine: splitmix64 (Steele, Lea and Flood 2014, "Fast splittable
 * pseudorandom number generators"), which passes the usual tests of randomness.
 */
export function drawing(seed: bigint): () => bigint {
  let state = BigInt.asUintN(64, seed);
  return () => {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    let mixed = state;
    mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n);
    mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
    return mixed ^ (mixed >> 31n);
  };
}

/** A random element of the field: 61 bits, drawn again for the one number that is none. */
export function drawnElement(draw: () => bigint): bigint {
  for (;;) {
    const element = draw() >> 3n;
    if (element < prime) return element;
  }
}
