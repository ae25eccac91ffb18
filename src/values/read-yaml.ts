import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type ParsedNode,
  Parser,
} from 'yaml';
import { deepest, mostWords } from './limits.ts';
import { MapNode, type SourceNode } from './node.ts';

/** What is wrong with a text, as the end of a sentence, and where; without a place it is about the whole. */
export class YamlProblem extends Error {
  readonly at: number | undefined;

  constructor(message: string, at?: number) {
    super(message);
    this.at = at;
  }
}

export const tooDeep = 'too deep';
const tooLong = `found more than ${mostWords} signs and words of YAML, expected at most so many; larger arrays go in a file of their own, such as .json or .npz.`;
const unbounded = 'its aliases (*name) multiply without bound; write the values out.';
/** Nodes, each alias counted as what it stands for. */
const mostNodes = 1_000_000;

/** What the only document of a text says; undefined if there is none. `kind` is what a document is called: "model". */
export function readYaml(text: string, kind: string): SourceNode | undefined {
  const [document, second] = documents(text);
  if (!document) return undefined;
  const [problem] = document.errors;
  if (problem) throw new YamlProblem(sentence(problem.message), problem.pos[0]);
  if (second)
    throw new YamlProblem(
      `a second document begins here, expected one ${kind} in a file.`,
      second.range?.[0] ?? 0,
    );
  return new Nodes().of(document.contents, 0, 0);
}

/** The composer recurses and takes memory: how deep the text goes, and how far, is known before, from the parser. */
function documents(text: string): Document.Parsed<ParsedNode>[] {
  const parser = new Parser();
  function* tokens() {
    let words = 0;
    for (const lexeme of new Lexer().lex(text)) {
      if (++words > mostWords) throw new YamlProblem(tooLong);
      yield* parser.next(lexeme);
      if (parser.stack.length > deepest) throw new YamlProblem(tooDeep);
    }
    yield* parser.end();
  }
  // Equal keys are found by their texts below: the composer compares every key with every other.
  const composer = new Composer({ prettyErrors: false, uniqueKeys: false, logLevel: 'error' });
  return [...composer.compose(tokens(), false, text.length)] as Document.Parsed<ParsedNode>[];
}

/** What an anchor stands for. */
interface Anchored {
  readonly node: SourceNode;
  readonly count: number;
  readonly depth: number;
}

/** Nodes of ours for those of the parser. */
class Nodes {
  /** Undefined while the parser is within it. */
  readonly #anchors = new Map<string, Anchored | undefined>();
  #count = 0;
  /** How deep it went since an anchor began. */
  #depth = 0;

  of(given: unknown, depth: number, at: number): SourceNode {
    if (isAlias(given)) return this.#follow(given.source, depth, given.range?.[0] ?? at);
    const anchor = (isScalar(given) || isMap(given) || isSeq(given)) && given.anchor;
    if (!anchor) return this.#made(given, depth, at);
    this.#anchors.set(anchor, undefined);
    const [before, outside] = [this.#count, this.#depth];
    this.#depth = depth;
    const node = this.#made(given, depth, at);
    this.#anchors.set(anchor, { node, count: this.#count - before, depth: this.#depth - depth });
    this.#depth = Math.max(outside, this.#depth);
    return node;
  }

  #made(given: unknown, depth: number, from: number): SourceNode {
    this.#taken(1, depth);
    if (isMap(given)) {
      const at = given.range?.[0] ?? from;
      const entries = given.items.map(({ key, value }) => {
        const place = (isScalar(key) ? key.range?.[0] : undefined) ?? at;
        return [keyOf(key, place), this.of(value, depth + 1, place)] as const;
      });
      return new MapNode(at, entries);
    }
    if (isSeq(given)) {
      const at = given.range?.[0] ?? from;
      return { kind: 'list', at, items: given.items.map((item) => this.of(item, depth + 1, at)) };
    }
    if (!isScalar(given)) return { kind: 'scalar', at: from, value: null, written: '' };
    const { value, source } = given;
    return {
      kind: 'scalar',
      at: given.range?.[0] ?? from,
      value,
      written: typeof value === 'string' ? value : (source ?? String(value)),
    };
  }

  #follow(name: string, depth: number, at: number): SourceNode {
    const anchored = this.#anchors.get(name);
    if (!anchored) {
      const within = this.#anchors.has(name) ? 'stands within what it names' : 'has no anchor before it';
      throw new YamlProblem(`the alias *${name} ${within}; write the values out.`, at);
    }
    this.#taken(anchored.count, depth + anchored.depth);
    return anchored.node;
  }

  #taken(count: number, depth: number): void {
    this.#count += count;
    this.#depth = Math.max(this.#depth, depth);
    if (this.#count > mostNodes) throw new YamlProblem(unbounded);
    if (depth > deepest) throw new YamlProblem(tooDeep);
  }
}

function keyOf(key: unknown, at: number): string {
  if (isScalar(key)) return key.value === null ? '' : String(key.value);
  if (key === null) return '';
  throw new YamlProblem('found a key that is no name or number, expected one.', at);
}

/** The first line of a parser's message, as a sentence. */
function sentence(message: string): string {
  const [first] = message.split('\n');
  return `not YAML: ${first.replace(/[.:]?$/, '.')}`;
}
