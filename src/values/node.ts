/** What a text in YAML or JSON says, with the place of everything: aliases are followed, keys are texts. */
export type SourceNode = ScalarNode | ListNode | MapNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  /** Where in the text it begins. */
  readonly at: number;
  readonly value: unknown;
  /** As it is written: a number digit by digit. */
  readonly written: string;
}

interface ListNode {
  readonly kind: 'list';
  readonly at: number;
  readonly items: readonly SourceNode[];
}

/** A key may stand twice in an answer; whoever reads it says so. */
export class MapNode {
  readonly kind = 'map';
  readonly at: number;
  readonly entries: readonly (readonly [key: string, node: SourceNode])[];
  #byKey: Map<string, SourceNode> | undefined;

  constructor(at: number, entries: readonly (readonly [key: string, node: SourceNode])[]) {
    this.at = at;
    this.entries = entries;
  }

  /** What stands under a key, the last time if it stands there twice. */
  get(key: string): SourceNode | undefined {
    this.#byKey ??= new Map(this.entries);
    return this.#byKey.get(key);
  }
}

/** The text that a node is; undefined where it is a number, a list, ... */
export function textOf(node: SourceNode | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

export function isNull(node: SourceNode | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && node.value === null);
}

/** As plain values. */
export function plainOf(node: SourceNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(plainOf);
    case 'map':
      return Object.fromEntries(node.entries.map(([key, value]) => [key, plainOf(value)]));
  }
}
