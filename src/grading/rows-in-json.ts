import { BadInput, type ModelPath } from '../bad-input.ts';
import { shown } from '../values/check.ts';
import { plainOf, type SourceNode } from '../values/node.ts';
import { Source } from '../values/source.ts';
import type { GivenRow } from './given-row.ts';

/** A row for each map of a list, or for each code of a map: { "7KQ2-M0XA": { "student": "Ada", "1.o_11": "3/4" } }. */
export function rowsInJson(text: string, file: string): GivenRow[] {
  const source = new Source(text, file, 'answer');
  const root = source.node([]);
  if (root?.kind === 'list') return root.items.map((item, at) => rowOf(source, item, [at], []));
  if (root?.kind !== 'map')
    throw new BadInput(`${file}: expected a list of maps, one for each student, or a map of them by code.`);
  const codes = new Set<string>();
  return root.entries.map(([code, answers]) => {
    if (codes.has(code))
      throw source.located(
        new BadInput(`the variant ${shown(code)} stands twice; leave one of them.`, [code]),
      );
    codes.add(code);
    return rowOf(source, answers, [code], [['variant', code]]);
  });
}

function rowOf(
  source: Source,
  node: SourceNode,
  path: ModelPath,
  before: readonly (readonly [string, string])[],
): GivenRow {
  if (node.kind !== 'map')
    throw source.located(
      new BadInput('expected a map of answers, such as { "variant": "7KQ2-M0XA", "1.o_11": "3/4" }.', path),
    );
  const cells = node.entries.map(([key, cell]) => [key, cellOf(cell)] as const);
  const place = source.placeOf(path);
  return { place, head: place, cells: [...before, ...cells] };
}

/** The text of an answer, numbers digit by digit as they stand there; a list or a map is a text that no answer is. */
function cellOf(node: SourceNode): string {
  if (node.kind !== 'scalar') return JSON.stringify(plainOf(node));
  return node.value === null ? '' : node.written;
}
