import TinyQueue from 'tinyqueue';

/** Nodes or statements, by their numbers, that wait for their turn, the smallest first, each once. */
export class Waiting {
  readonly #queue = new TinyQueue<number>();
  readonly #waits: Uint8Array;

  /** For numbers below `bound`. */
  constructor(bound: number) {
    this.#waits = new Uint8Array(bound);
  }

  add(number: number): void {
    if (this.#waits[number] === 1) return;
    this.#waits[number] = 1;
    this.#queue.push(number);
  }

  next(): number | undefined {
    const number = this.#queue.pop();
    if (number !== undefined) this.#waits[number] = 0;
    return number;
  }
}
