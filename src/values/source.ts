import { BadInput, type ModelPath } from '../bad-input.ts';
import { deepest, mostNumbers } from './limits.ts';
import { Lines } from './lines.ts';
import { MapNode, plainOf, type SourceNode } from './node.ts';
import { readJson } from './read-json.ts';
import { readYaml, tooDeep, YamlProblem } from './read-yaml.ts';

/** A file's text, read as JSON or YAML, with the place of everything in it. */
export class Source {
  readonly file: string;
  readonly #root: SourceNode;
  readonly #lines: Lines;

  /** Throws BadInput, with its place, if the text is not one document. `kind` is what messages call it: "model". */
  constructor(text: string, file: string, kind: 'model' | 'answer' = 'model') {
    this.file = file;
    this.#lines = new Lines(text);
    this.#root = this.#read(text, kind);
    if (kind === 'model') this.#demandKeysOnce(this.#root, []);
  }

  #read(text: string, kind: 'model' | 'answer'): SourceNode {
    const json = readJson(text);
    if (json === 'too many')
      throw new BadInput(`${this.file}: found more than ${mostNumbers} entries, expected at most so many.`);
    if (json === 'too deep') throw this.#tooDeep(kind);
    if (json !== 'no JSON') return json;
    try {
      const root = readYaml(text, kind);
      if (root) return root;
    } catch (error) {
      if (!(error instanceof YamlProblem)) throw error;
      if (error.message === tooDeep) throw this.#tooDeep(kind);
      const place = error.at === undefined ? this.file : this.#at(error.at);
      throw new BadInput(`${place}: ${error.message}`);
    }
    throw new BadInput(`${this.file}: the file is empty, expected a model with input, layers and loss.`);
  }

  #tooDeep(kind: 'model' | 'answer'): BadInput {
    return new BadInput(
      `${this.file}: nested too deeply to be ${kind === 'model' ? 'a' : 'an'} ${kind}; at most ${deepest} lists and maps may stand within each other.`,
    );
  }

  #demandKeysOnce(node: SourceNode, path: ModelPath): void {
    if (node.kind === 'list')
      node.items.forEach((item, at) => {
        if (item.kind !== 'scalar') this.#demandKeysOnce(item, [...path, at]);
      });
    if (node.kind !== 'map') return;
    const seen = new Set<string>();
    for (const [key, value] of node.entries) {
      const place = [...path, key];
      if (seen.has(key))
        throw this.located(new BadInput('this key stands twice in one map; leave one of them.', place));
      seen.add(key);
      this.#demandKeysOnce(value, place);
    }
  }

  /** The whole as plain values. */
  plain(): unknown {
    return plainOf(this.#root);
  }

  /** The node at a path; undefined if there is none. */
  node(path: ModelPath): SourceNode | undefined {
    let node: SourceNode | undefined = this.#root;
    for (const key of path) {
      if (node instanceof MapNode) node = node.get(String(key));
      else if (node?.kind === 'list') node = node.items[Number(key)];
      else return undefined;
    }
    return node;
  }

  /** The same error with file, line, column and path in front, as near to the path as there is a node. */
  located(error: BadInput): BadInput {
    const path = error.path ?? [];
    return new BadInput(
      `${this.placeOf(path)}: ${path.length > 0 ? `${pathText(path)}: ` : ''}${error.message}`,
    );
  }

  /** "answers.json:3:5", as near to the path as there is a node. */
  placeOf(path: ModelPath): string {
    const near = path.map((_, at) => this.node(path.slice(0, path.length - at))).find((node) => node);
    return this.#at((near ?? this.#root).at);
  }

  #at(offset: number): string {
    return `${this.file}:${this.#lines.at(offset)}`;
  }
}

/** layers[0].Conv2d.stride */
export function pathText(path: ModelPath): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? key : `${text}.${key}`;
  }, '');
}
