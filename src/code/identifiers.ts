/** Names of a source file: each is used once, and none is a word of the language. */
export class Identifiers {
  readonly #taken: Set<string>;

  constructor(reserved: Iterable<string>) {
    this.#taken = new Set(reserved);
  }

  /** The name itself if it is free; otherwise with an underscore behind it, as one writes lambda_. */
  claim(wanted: string): string {
    let name = wanted;
    while (this.#taken.has(name)) name += '_';
    this.#taken.add(name);
    return name;
  }

  /** total, total2, total3 */
  numbered(wanted: string): string {
    let name = wanted;
    for (let at = 2; this.#taken.has(name); at++) name = `${wanted}${at}`;
    this.#taken.add(name);
    return name;
  }
}
