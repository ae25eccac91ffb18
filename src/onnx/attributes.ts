import type { NodeProto, TensorProto } from './proto.ts';

/** The attributes of a node, with the defaults that ONNX's operator pages give. */
export class Attributes {
  readonly #node: NodeProto;

  constructor(node: NodeProto) {
    this.#node = node;
  }

  int(name: string, fallback: number): number {
    return this.#find(name)?.i ?? fallback;
  }

  ints(name: string): readonly number[] | undefined {
    return this.#find(name)?.ints;
  }

  /** A float is stored in 32 bits: the shortest decimal that means the same is what was written. */
  float(name: string, fallback: number): number {
    const found = this.#find(name);
    return found ? shortest(found.f) : fallback;
  }

  floats(name: string): readonly number[] | undefined {
    return this.#find(name)?.floats.map(shortest);
  }

  text(name: string, fallback: string): string {
    const found = this.#find(name);
    return found ? new TextDecoder().decode(found.s) : fallback;
  }

  tensor(name: string): TensorProto | undefined {
    return this.#find(name)?.t ?? undefined;
  }

  has(name: string): boolean {
    return this.#find(name) !== undefined;
  }

  #find(name: string) {
    return this.#node.attribute.find((attribute) => attribute.name === name);
  }
}

function shortest(value: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return shorter;
  }
  return value;
}
