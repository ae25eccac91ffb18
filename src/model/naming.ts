import { BadInput, type ModelPath } from '../bad-input.ts';
import type { Layer } from '../layers/layer.ts';
import { isMap } from '../values/check.ts';

/** Names that mean something of their own in every derivation: the loss and the learning rate. */
const reserved = new Map([
  ['L', 'the loss'],
  ['eta', 'the learning rate'],
]);

const usual: Readonly<Record<string, string>> = { weight: 'W', bias: 'b' };

/**
 * Names of tensors: those the file gives, else W, b, o, p, a, v by the kind of layer; numbered from 1 where several
 * layers share the letter of their output.
 */
export class Naming {
  readonly #owners = new Map<string, ModelPath>();
  readonly #total = new Map<string, number>();
  readonly #seen = new Map<string, number>();

  /** Counts the layers that share a letter, before the first is named. */
  count(chosen: readonly { layer: Layer }[]): void {
    for (const { layer } of chosen) this.#total.set(layer.symbol, (this.#total.get(layer.symbol) ?? 0) + 1);
  }

  /** How the tensors of the next layer are called, by the option that may name them. */
  next(layer: Layer, options: unknown): (key: string) => string {
    const number = (this.#seen.get(layer.symbol) ?? 0) + 1;
    this.#seen.set(layer.symbol, number);
    const suffix = (this.#total.get(layer.symbol) ?? 0) > 1 ? String(number) : '';
    return (key) => {
      const name = isMap(options) && Object.hasOwn(options, key) ? options[key] : undefined;
      if (typeof name === 'string') return name;
      const letters = new Map(Object.entries({ ...usual, ...layer.symbols, output: layer.symbol }));
      const letter = letters.get(key);
      // A parameter with a name of its own keeps it.
      return letter === undefined ? key : `${letter}${suffix}`;
    };
  }

  /** Takes a name for one tensor; BadInput if it is taken already. */
  claim(name: string, path: ModelPath): void {
    const meaning = reserved.get(name);
    if (meaning)
      throw new BadInput(`the name ${name} stands for ${meaning} in every derivation; choose another.`, path);
    if (this.#owners.has(name))
      throw new BadInput(`the name ${name} is used twice; give one of the two another name.`, path);
    this.#owners.set(name, path);
  }
}
