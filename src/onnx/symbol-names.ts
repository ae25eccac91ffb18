const longest = 32;
const reserved = ['L', 'eta', 'delta'];

/** Names of symbols for the names of an ONNX graph, which may hold any characters: each its own, letters and digits. */
export class SymbolNames {
  readonly #symbols = new Map<string, string>();
  readonly #taken = new Set<string>(reserved);

  of(name: string): string {
    const known = this.#symbols.get(name);
    if (known) return known;
    const plain = name
      .replaceAll(/[^A-Za-z0-9_]+/g, '_')
      .replace(/^_+|_+$/g, '')
      .slice(-longest)
      .replace(/^_+/, '');
    const start = /^[A-Za-z]/.test(plain) ? plain : `t${plain}`;
    let symbol = start;
    for (let number = 2; this.#taken.has(symbol); number++) symbol = `${start}_${number}`;
    this.#taken.add(symbol);
    this.#symbols.set(name, symbol);
    return symbol;
  }
}
