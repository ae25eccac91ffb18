import { type JSONVisitor, visit } from 'jsonc-parser';
import { deepest, mostNumbers } from './limits.ts';
import { MapNode, type ScalarNode, type SourceNode } from './node.ts';

/**
 * What a text in JSON says; "no JSON" for any other text, "too deep" and "too many" for what is refused. JSON.parse
 * rounds numbers, forgets places and keeps one of two equal keys; the parser of YAML takes ten times as long.
 */
export function readJson(text: string): SourceNode | 'no JSON' | 'too deep' | 'too many' {
  const building = new Building(text);
  try {
    visit(text, building, { disallowComments: true });
  } catch (error) {
    if (error instanceof Stopped) return error.reason;
    throw error;
  }
  return building.root ?? 'no JSON';
}

class Stopped extends Error {
  readonly reason: 'no JSON' | 'too deep' | 'too many';

  constructor(reason: Stopped['reason']) {
    super(reason);
    this.reason = reason;
  }
}

/** A scalar where it stands: the text of a number is cut out when it is asked for. */
class Literal implements ScalarNode {
  readonly kind = 'scalar';
  readonly at: number;
  readonly value: unknown;
  readonly #text: string;
  readonly #length: number;

  constructor(text: string, value: unknown, at: number, length: number) {
    this.#text = text;
    this.#length = length;
    this.at = at;
    this.value = value;
  }

  get written(): string {
    return typeof this.value === 'string' ? this.value : this.#text.slice(this.at, this.at + this.#length);
  }
}

/** A list or a map whose end has not come. */
interface Open {
  readonly node: SourceNode;
  add(node: SourceNode): void;
}

/** The nodes of a text, as its parser comes by them. */
class Building implements JSONVisitor {
  root: SourceNode | undefined;
  readonly #text: string;
  readonly #open: Open[] = [];
  #key = '';
  #count = 0;

  constructor(text: string) {
    this.#text = text;
  }

  onArrayBegin = (at: number): void => {
    const items: SourceNode[] = [];
    this.#begin({ node: { kind: 'list', at, items }, add: (node) => items.push(node) });
  };

  onObjectBegin = (at: number): void => {
    const entries: [string, SourceNode][] = [];
    this.#begin({ node: new MapNode(at, entries), add: (node) => entries.push([this.#key, node]) });
  };

  onObjectProperty = (key: string): void => {
    this.#key = key;
  };

  onLiteralValue = (value: unknown, at: number, length: number): void => {
    this.#put(new Literal(this.#text, value, at, length));
  };

  onArrayEnd = (): void => {
    this.#open.pop();
  };

  onObjectEnd = (): void => {
    this.#open.pop();
  };

  onError = (): void => {
    throw new Stopped('no JSON');
  };

  #begin(open: Open): void {
    this.#put(open.node);
    this.#open.push(open);
    if (this.#open.length > deepest) throw new Stopped('too deep');
  }

  #put(node: SourceNode): void {
    if (++this.#count > mostNumbers) throw new Stopped('too many');
    const within = this.#open.at(-1);
    if (within) within.add(node);
    else this.root = node;
  }
}
