import type { BrokenWish } from '../broken-wish.ts';
import { type Drawn, mostDraws, type NiceValues } from '../nice-values.ts';

/** How many different sets of numbers there are, and how hard they are to find. */
export interface SpaceFigures {
  /** All that can be drawn; a double, which may be infinite. */
  readonly possible: number;
  /** Those that keep the wishes. */
  readonly nice: NiceCount;
  readonly draws: DrawFigures;
}

interface NiceCount {
  /** All were tried; or as many as the draws make likely, with the whole range that is left by chance in 19 of 20 tests. */
  readonly how: 'counted' | 'estimated' | 'bounded';
  readonly least: number;
  readonly most: number;
}

interface DrawFigures {
  readonly total: number;
  /** For one variant. */
  readonly mean: number;
  readonly most: number;
  /** The variant that took most. */
  readonly code: string;
  readonly refused: readonly (readonly [wish: BrokenWish, count: number])[];
  /** How likely it is that a class of `classSize` cannot be printed since a variant is not found in so many draws as are tried. */
  readonly failure: number;
}

export const classSize = 30;

/** So many numbers are tried one by one: a second or two. */
const mostCounted = 5000;

/** Standard deviations on each side that hold 19 of 20 cases. */
const deviations = 1.96;

export class SpaceTally {
  readonly #refused = new Map<BrokenWish, number>();
  #count = 0;
  #total = 0;
  #most = 0;
  #code = '';

  add(code: string, { draws, refused }: Drawn): void {
    this.#count++;
    this.#total += draws;
    if (draws > this.#most) [this.#most, this.#code] = [draws, code];
    for (const [wish, count] of refused) this.#refused.set(wish, (this.#refused.get(wish) ?? 0) + count);
  }

  /** `different` is how many sets of numbers were seen. */
  figures(nice: NiceValues, different: number): SpaceFigures {
    const share = this.#count / this.#total;
    return {
      possible: nice.possible,
      nice: this.#nice(nice, different),
      draws: {
        total: this.#total,
        mean: this.#total / this.#count,
        most: this.#most,
        code: this.#code,
        refused: [...this.#refused].toSorted(([, a], [, b]) => b - a),
        // 1 - (1 - (1 - p)^n)^class, p the share of draws that are taken, n how many are tried for one variant.
        failure: 1 - (1 - (1 - share) ** mostDraws) ** classSize,
      },
    };
  }

  #nice(nice: NiceValues, different: number): NiceCount {
    const { possible } = nice;
    if (possible <= mostCounted) {
      const count = nice.count();
      return { how: 'counted', least: count, most: count };
    }
    if (!nice.isEven) return { how: 'bounded', least: different, most: possible };
    const [low, high] = wilson(this.#count, this.#total);
    return { how: 'estimated', least: Math.max(different, low * possible), most: high * possible };
  }
}

/** Between which shares lies the true one, where `count` of `total` were found (Wilson 1927). */
function wilson(count: number, total: number): [number, number] {
  const share = count / total;
  const z = deviations ** 2 / total;
  const middle = (share + z / 2) / (1 + z);
  const half = (deviations / (1 + z)) * Math.sqrt((share * (1 - share)) / total + z / (4 * total));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
