import { BadInput, type ModelPath } from '../bad-input.ts';
import { entryCount } from '../index/tensor.ts';
import type { Subject } from '../model/subject.ts';
import { exactDouble } from '../values/exact-double.ts';
import { isNull, type MapNode, type SourceNode } from '../values/node.ts';
import { Source } from '../values/source.ts';
import { eachCell, probed } from '../values/written.ts';
import type { AnsweredEntry } from './answer.ts';
import type { EntryReader } from './entry-reader.ts';
import type { GivenAnswer } from './given.ts';
import { demandFewEntries } from './limits.ts';
import type { Mentions } from './mentions.ts';

/** Maps within the map, and what the names in them mean. */
const groups: ReadonlyMap<string, Subject['kind']> = new Map(
  Object.entries({
    gradients: 'gradient',
    gradient: 'gradient',
    grads: 'gradient',
    grad: 'gradient',
    outputs: 'value',
    values: 'value',
    updates: 'update',
    updated: 'update',
  } as const),
);

/** What `eval --json` prints besides values and gradients. */
const ofEval = ['hessians', 'jacobians', 'choices'];

/** The arrays in a map in YAML or JSON, by name, or one that is a list. */
export function givenInData(text: string, file: string, mentions: Mentions): GivenAnswer[] {
  const source = new Source(text, file, 'answer');
  const root = source.node([]);
  if (root?.kind !== 'map') return [givenAt(source, undefined, undefined, [])];
  return givenInMap(source, root, mentions, undefined, []);
}

function givenInMap(
  source: Source,
  map: MapNode,
  mentions: Mentions,
  within: Subject['kind'] | undefined,
  path: ModelPath,
): GivenAnswer[] {
  const evaluated = path.length === 0 && map.get('gradients') !== undefined;
  return map.entries.flatMap(([key, node]) => {
    const place = [...path, key];
    if (evaluated && (ofEval.includes(key) || (key === 'loss' && isNull(node)))) return [];
    if (node.kind !== 'map') return [givenAt(source, key, within, place)];
    const group = path.length === 0 && !mentions.has(key) ? groups.get(key) : undefined;
    if (group) return givenInMap(source, node, mentions, group, place);
    // An array as `eval --json` prints it: the exact values where there are any.
    const values = ['exact', 'value'].find((name) => !isNull(node.get(name)));
    if (values !== undefined) return [givenAt(source, key, within, [...place, values], values === 'value')];
    throw source.located(
      new BadInput(
        `found a map, expected an entry, or lists of entries; maps of arrays are called gradients, outputs or updates.`,
        place,
      ),
    );
  });
}

function givenAt(
  source: Source,
  key: string | undefined,
  within: Subject['kind'] | undefined,
  path: ModelPath,
  doubles = false,
): GivenAnswer {
  return {
    key,
    within,
    read: (reader) => {
      const shape = probed(source.node(path));
      demandFewEntries(entryCount(shape), source.file);
      const entries: AnsweredEntry[] = [];
      located(
        source,
        () => path,
        () => {
          eachCell(source, path, key ?? 'the answer', (node, place) => {
            located(source, place, () =>
              entries.push((doubles ? doubleOf(node) : undefined) ?? entryOf(node, reader)),
            );
          });
        },
      );
      return { shape, entries };
    },
    refuse: (message) => source.located(new BadInput(message, path)),
  };
}

function entryOf(node: SourceNode, reader: EntryReader): AnsweredEntry {
  if (node.kind !== 'scalar') throw new BadInput(`found a ${node.kind}, expected an entry.`);
  const { value, written } = node;
  // A comma within a text separates nothing.
  if (typeof value === 'string') return reader.entry(value, 'decimal');
  return reader.entry(value === null ? '' : written, 'list');
}

/** The values of `eval --json` are doubles, written so that they can be read back. */
function doubleOf(node: SourceNode): AnsweredEntry | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'number') return undefined;
  const value = exactDouble(node.value);
  return value && { kind: 'float', value, precision: 'float64', written: node.written };
}

/** Errors without a path are about this place. */
function located(source: Source, path: () => ModelPath, run: () => void): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof BadInput) || error instanceof Located) throw error;
    throw new Located(source.located(error.path ? error : new BadInput(error.message, path())).message);
  }
}

/** An error that has its place in front. */
class Located extends BadInput {}
