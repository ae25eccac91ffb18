/** Lines and columns of a text, from 1. */
export class Lines {
  readonly #text: string;
  /** Where each line begins. */
  #starts: number[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** "3:14" */
  at(offset: number): string {
    this.#starts ??= [0, ...Array.from(this.#text.matchAll(/\n/g), ({ index }) => index + 1)];
    let [low, high] = [0, this.#starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.#starts[middle] <= offset) low = middle;
      else high = middle;
    }
    return `${low + 1}:${offset - this.#starts[low] + 1}`;
  }
}
