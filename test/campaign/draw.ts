import fc from 'fast-check';

/** Without fast-check's liking for the ends of a range. */
const evenly = (min: number, max: number): fc.Arbitrary<number> => fc.noBias(fc.integer({ min, max }));

/** Choices drawn from a seed. */
export class Draw {
  readonly #value: fc.GeneratorValue;

  constructor(value: fc.GeneratorValue) {
    this.#value = value;
  }

  whole(least: number, most: number): number {
    return this.#value(evenly, least, most);
  }

  pick<T>(from: readonly T[]): T {
    return from[this.whole(0, from.length - 1)];
  }

  /** True so many times of a hundred. */
  chance(percent: number): boolean {
    return this.whole(1, 100) <= percent;
  }
}

/** What `make` makes of choices that the seed alone decides. */
export function drawn<T>(seed: number, make: (draw: Draw) => T): T {
  const [made] = fc.sample(
    fc.gen().map((value) => make(new Draw(value))),
    { seed, numRuns: 1 },
  );
  return made;
}
