import { letterBeside } from '../index/letters.ts';

/** Names of a source file: none is a word of the language, and none means two things. */
export class Identifiers {
  /** Words of the language, arrays, numbers: everything that a letter must not be called. */
  readonly #names: Set<string>;
  /** Letters of loops and slices, which mean something new in every rule. */
  readonly #letters = new Set<string>();
  readonly #letterFor = new Map<string, string>();
  readonly #ends = new Map<string, readonly [string, string]>();

  constructor(reserved: Iterable<string>) {
    this.#names = new Set(reserved);
  }

  get names(): ReadonlySet<string> {
    return this.#names;
  }

  /** The name itself if it is free; otherwise with an underscore behind it, as one writes lambda_. */
  claim(wanted: string): string {
    let name = wanted;
    while (this.#isTaken(name)) name += '_';
    this.#names.add(name);
    return name;
  }

  /** total, total2, total3 */
  numbered(wanted: string): string {
    let name = wanted;
    for (let at = 2; this.#isTaken(name); at++) name = `${wanted}${at}`;
    this.#names.add(name);
    return name;
  }

  /** The letter itself if nothing else is called so; otherwise another. It is the same for all rules. */
  letter(wanted: string): string {
    const known = this.#letterFor.get(wanted);
    if (known !== undefined) return known;
    const letter = this.#isTaken(wanted)
      ? letterBeside(wanted, new Set([...this.#names, ...this.#letters]))
      : wanted;
    this.#letterFor.set(wanted, letter);
    this.#letters.add(letter);
    return letter;
  }

  /** Letters that came up besides: from now on nothing else is called so. */
  keepLetters(letters: Iterable<string>): void {
    for (const letter of letters) this.#letters.add(letter);
  }

  /** The names of the first value of a letter and the one behind its last: i0, i1. */
  ends(letter: string): readonly [string, string] {
    const known = this.#ends.get(letter);
    if (known) return known;
    const ends = [this.claim(`${letter}0`), this.claim(`${letter}1`)] as const;
    this.#ends.set(letter, ends);
    return ends;
  }

  #isTaken(name: string): boolean {
    return this.#names.has(name) || this.#letters.has(name);
  }
}
