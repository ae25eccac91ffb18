import { isMap, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import { BadInput, type ModelPath } from '../bad-input.ts';
import { shown } from '../values/check.ts';
import { Source } from '../values/source.ts';
import type { GivenRow } from './answer-rows.ts';

/** A row for each map of a list, or for each code of a map: { "7KQ2-M0XA": { "student": "Ada", "1.o_11": "3/4" } }. */
export function rowsInJson(text: string, file: string): GivenRow[] {
  const source = new Source(text, file, 'answer');
  const root = source.node([]);
  if (isSeq(root)) return root.items.map((item, at) => rowOf(source, source.follow(item), [at], []));
  if (!isMap(root))
    throw new BadInput(`${file}: expected a list of maps, one for each student, or a map of them by code.`);
  const codes = new Set<string>();
  return root.items.map((item) => {
    const code = keyOf(item.key);
    if (codes.has(code))
      throw source.located(
        new BadInput(`the variant ${shown(code)} stands twice; leave one of them.`, [code]),
      );
    codes.add(code);
    return rowOf(source, source.follow(item.value), [code], [['variant', code]]);
  });
}

function rowOf(
  source: Source,
  node: Node | undefined,
  path: ModelPath,
  before: readonly (readonly [string, string])[],
): GivenRow {
  if (!isMap(node))
    throw source.located(
      new BadInput('expected a map of answers, such as { "variant": "7KQ2-M0XA", "1.o_11": "3/4" }.', path),
    );
  const cells = (node as YAMLMap).items.map((item) => {
    const key = keyOf(item.key);
    return [key, cellOf(source, source.follow(item.value), [...path, key])] as const;
  });
  return { place: placeOf(source, path), cells: [...before, ...cells] };
}

/** The text of an answer, numbers digit by digit as they stand there. */
function cellOf(source: Source, node: Node | undefined, path: ModelPath): string {
  if (node === undefined) return '';
  if (!isScalar(node))
    throw source.located(
      new BadInput(`found a ${isSeq(node) ? 'list' : 'map'}, expected one answer, as text or number.`, path),
    );
  const { value } = node;
  if (value === null) return '';
  return typeof value === 'string' ? value : (node.source ?? String(value));
}

function keyOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key);
}

/** "answers.json:3:5" */
function placeOf(source: Source, path: ModelPath): string {
  return source.located(new BadInput('', path)).message.replace(/^(.*?:\d+:\d+): [\s\S]*$/, '$1');
}
