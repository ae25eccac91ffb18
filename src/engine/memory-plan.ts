import { BadInput } from '../bad-input.ts';
import { entryCount, type Tensor } from '../index/tensor.ts';

const bytesOfNumber = 8;
const bytesOfOffset = 4;

/** What WebAssembly can address, less a page. */
export const mostBytes = 2 ** 32 - 2 ** 16;

/** Where everything stands in one memory: arrays first, then tables of offsets. */
export class MemoryPlan {
  readonly #places = new Map<string, number>();
  readonly #tables: { readonly at: number; readonly offsets: Int32Array }[] = [];
  #doubles = 0;
  #offsets = 0;

  /** The place of an array, in doubles; it gets one when it is first asked for. */
  place({ name, shape }: Pick<Tensor, 'name' | 'shape'>): number {
    const known = this.known(name);
    if (known !== undefined) return known;
    const at = this.#doubles;
    this.#places.set(name, at);
    this.#doubles += even(entryCount(shape));
    return at;
  }

  known(name: string): number | undefined {
    return this.#places.get(name);
  }

  /** A table of offsets as its number; equal ones are one. */
  table(offsets: Int32Array): number {
    const known = this.#tables.find((table) => isSame(table.offsets, offsets));
    if (known) return known.at;
    const at = this.#offsets;
    this.#tables.push({ at, offsets });
    this.#offsets += even(offsets.length);
    return at;
  }

  /** How many numbers there are. */
  get numbers(): number {
    return this.#doubles;
  }

  /** Where the tables begin, in 32-bit whole numbers. */
  get tablesAt(): number {
    return (this.#doubles * bytesOfNumber) / bytesOfOffset;
  }

  get bytes(): number {
    return this.#doubles * bytesOfNumber + this.#offsets * bytesOfOffset;
  }

  /** Throws BadInput where all of it is more than can be addressed, before any of it is taken. */
  demandFits(): void {
    if (this.bytes <= mostBytes) return;
    const gigabytes = (bytes: number): string => (bytes / 2 ** 30).toFixed(1);
    throw new BadInput(
      `the numbers of this model and of its gradient need ${gigabytes(this.bytes)} GB, more than the ${gigabytes(mostBytes)} GB that can be addressed; make the image, the filters or the number of channels smaller.`,
      ['layers'],
    );
  }

  /** Writes the tables where they belong. */
  fill(buffer: ArrayBuffer): void {
    const view = new Int32Array(buffer);
    for (const { at, offsets } of this.#tables) view.set(offsets, this.tablesAt + at);
  }
}

function isSame(a: Int32Array, b: Int32Array): boolean {
  return (
    a.length === b.length && a[a.length - 1] === b[b.length - 1] && a.every((offset, at) => offset === b[at])
  );
}

/** Arrays begin at multiples of 16 bytes. */
function even(count: number): number {
  return count + (count % 2);
}
