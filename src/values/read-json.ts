import { deepest, mostNumbers } from './limits.ts';
import { MapNode, type ScalarNode, type SourceNode } from './node.ts';

/**
 * What a text in JSON says; "no JSON" for any other text, "too deep" and "too many" for what is refused. JSON.parse
 * rounds numbers, forgets places and keeps one of two equal keys; the parser of YAML takes ten times as long.
 */
export function readJson(text: string): SourceNode | 'no JSON' | 'too deep' | 'too many' {
  try {
    return new Reader(text).whole();
  } catch (error) {
    if (error instanceof Stopped) return error.reason;
    throw error;
  }
}

class Stopped extends Error {
  readonly reason: 'no JSON' | 'too deep' | 'too many';

  constructor(reason: Stopped['reason']) {
    super(reason);
    this.reason = reason;
  }
}

/** A number or a word where it stands: its text is cut out when it is asked for. */
class Literal implements ScalarNode {
  readonly kind = 'scalar';
  readonly at: number;
  readonly #text: string;
  readonly #end: number;

  constructor(text: string, at: number, end: number) {
    this.#text = text;
    this.at = at;
    this.#end = end;
  }

  get written(): string {
    return this.#text.slice(this.at, this.#end);
  }

  get value(): unknown {
    return JSON.parse(this.written);
  }
}

const space = /[ \t\n\r]*/y;
const string = /"(?:[^"\\\p{Cc}]|[\x7f-\x9f]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"/uy;
const literal = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

class Reader {
  readonly #text: string;
  #at = 0;
  #count = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): SourceNode {
    const node = this.#node(0);
    if (this.#at < this.#text.length) throw new Stopped('no JSON');
    return node;
  }

  #node(depth: number): SourceNode {
    if (depth > deepest) throw new Stopped('too deep');
    if (++this.#count > mostNumbers) throw new Stopped('too many');
    this.#skip();
    const at = this.#at;
    const node = this.#take('[') ? this.#list(at, depth) : this.#take('{') ? this.#map(at, depth) : undefined;
    const scalar = node ?? this.#string() ?? new Literal(this.#text, at, this.#match(literal));
    this.#skip();
    return scalar;
  }

  #list(at: number, depth: number): SourceNode {
    const items: SourceNode[] = [];
    this.#separated(']', () => items.push(this.#node(depth + 1)));
    return { kind: 'list', at, items };
  }

  #map(at: number, depth: number): SourceNode {
    const entries: [string, SourceNode][] = [];
    this.#separated('}', () => {
      this.#skip();
      const key = this.#string();
      this.#skip();
      if (!key || !this.#take(':')) throw new Stopped('no JSON');
      entries.push([key.written, this.#node(depth + 1)]);
    });
    return new MapNode(at, entries);
  }

  #separated(close: string, one: () => void): void {
    this.#skip();
    if (this.#take(close)) return;
    do one();
    while (this.#take(','));
    if (!this.#take(close)) throw new Stopped('no JSON');
  }

  #string(): ScalarNode | undefined {
    const at = this.#at;
    if (this.#text[at] !== '"') return undefined;
    const written: string = JSON.parse(this.#text.slice(at, this.#match(string)));
    return { kind: 'scalar', at, value: written, written };
  }

  #skip(): void {
    this.#match(space);
  }

  /** Moves behind what the pattern finds here, and says where that is. */
  #match(pattern: RegExp): number {
    pattern.lastIndex = this.#at;
    if (!pattern.test(this.#text)) throw new Stopped('no JSON');
    this.#at = pattern.lastIndex;
    return this.#at;
  }

  #take(sign: string): boolean {
    if (this.#text[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }
}
