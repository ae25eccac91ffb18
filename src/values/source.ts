import {
  type Document,
  isAlias,
  isCollection,
  LineCounter,
  type Node,
  type ParsedNode,
  parseAllDocuments,
} from 'yaml';
import { BadInput, type ModelPath } from '../bad-input.ts';

/** A file's text, read as YAML (JSON is YAML), with the place of everything in it. */
export class Source {
  readonly file: string;
  readonly #document: Document.Parsed<ParsedNode>;
  readonly #lines = new LineCounter();

  /**
   * Throws BadInput, with its place, if the text is not one YAML document. `kind` is what messages call it: "model". Where
   * a key may stand twice, whoever reads it says so: the parser compares every key with every other.
   */
  constructor(text: string, file: string, kind: 'model' | 'answer' = 'model') {
    this.file = file;
    const tooDeep = new BadInput(
      `${file}: nested too deeply to be ${kind === 'model' ? 'a' : 'an'} ${kind}.`,
    );
    let documents: ReturnType<typeof parseAllDocuments>;
    try {
      documents = parseAllDocuments(text, {
        lineCounter: this.#lines,
        prettyErrors: false,
        uniqueKeys: kind === 'model',
        logLevel: 'error',
      });
    } catch (error) {
      // The parser recurses: text nested deeper than the stack is no model.
      if (error instanceof RangeError) throw tooDeep;
      throw error;
    }
    if (!Array.isArray(documents) || documents.length === 0) {
      throw new BadInput(`${file}: the file is empty, expected a model with input, layers and loss.`);
    }
    const [document, second] = documents;
    const [problem] = document.errors;
    if (problem?.message.includes('call stack')) throw tooDeep;
    if (problem) throw new BadInput(`${this.#at(problem.pos[0])}: ${sentence(problem.message)}`);
    if (second)
      throw new BadInput(
        `${this.#at(second.range?.[0] ?? 0)}: a second document begins here, expected one ${kind} in a file.`,
      );
    this.#document = document as Document.Parsed<ParsedNode>;
  }

  /** The whole as plain values. */
  plain(): unknown {
    try {
      return this.#document.toJS({ maxAliasCount: 100 });
    } catch (error) {
      if (error instanceof ReferenceError || error instanceof RangeError) {
        throw new BadInput(`${this.file}: its aliases (*name) multiply without bound; write the values out.`);
      }
      throw error;
    }
  }

  /** The node at a path, aliases followed; undefined if there is none. */
  node(path: ModelPath): Node | undefined {
    let node: unknown = this.#document.contents;
    for (const key of path) {
      node = this.follow(node);
      if (!isCollection(node)) return undefined;
      node = node.get(key, true);
    }
    return this.follow(node);
  }

  follow(node: unknown): Node | undefined {
    return (isAlias(node) ? node.resolve(this.#document) : node) as Node | undefined;
  }

  /** The same error with file, line, column and path in front, as near to the path as there is a node. */
  located(error: BadInput): BadInput {
    const path = error.path ?? [];
    for (let length = path.length; length >= 0; length--) {
      const range = this.node(path.slice(0, length))?.range;
      if (range)
        return new BadInput(
          `${this.#at(range[0])}: ${path.length > 0 ? `${pathText(path)}: ` : ''}${error.message}`,
        );
    }
    return new BadInput(`${this.file}: ${error.message}`);
  }

  #at(offset: number): string {
    const { line, col } = this.#lines.linePos(offset);
    return `${this.file}:${line}:${col}`;
  }
}

/** layers[0].Conv2d.stride */
export function pathText(path: ModelPath): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
}

/** The first line of a parser's message, as a sentence. */
function sentence(message: string): string {
  const [first] = message.split('\n');
  return `not YAML: ${first.replace(/[.:]?$/, '.')}`;
}
