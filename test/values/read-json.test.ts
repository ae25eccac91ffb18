import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainOf, type SourceNode } from '../../src/values/node.ts';
import { readJson } from '../../src/values/read-json.ts';
import { readYaml } from '../../src/values/read-yaml.ts';

function json(text: string): SourceNode {
  const found = readJson(text);
  if (typeof found === 'string') throw new Error(found);
  return found;
}

it('reads what JSON.parse reads, and nothing else', () => {
  fc.assert(
    fc.property(
      fc.json(),
      fc.nat(3),
      fc.nat(),
      fc.string({ unit: 'binary', maxLength: 2 }),
      (text, gone, at, put) => {
        const from = at % (text.length + 1);
        for (const given of [text, text.slice(0, from) + put + text.slice(from + gone)]) {
          let expected: unknown;
          try {
            expected = JSON.parse(given);
          } catch {
            expected = 'no JSON';
          }
          const found = readJson(given);
          expect(typeof found === 'string' ? found : plainOf(found)).toEqual(expected);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

it('says what YAML says of the same text, with the same places and digits', () => {
  const lists = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(0.1, -2, 'a "b"\n', '', null, true),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('W', 'x y', '1'), tie('node'), { maxKeys: 3 }),
    ),
  })).node;
  fc.assert(
    fc.property(lists, fc.constantFrom(undefined, 1), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(described(json(text))).toEqual(described(readYaml(text, 'model')));
    }),
    { numRuns: 300 },
  );
});

function described(node: SourceNode | undefined): unknown {
  if (node?.kind === 'list') return [node.at, ...node.items.map(described)];
  if (node?.kind === 'map') return [node.at, ...node.entries.map(([key, value]) => [key, described(value)])];
  return [node?.at, node?.value, node?.value === null ? null : node?.written];
}

it('keeps the digits of numbers, and both of two equal keys', () => {
  const node = json('{"a": 0.1000000000000000055, "a": 1e999}');
  expect(
    node.kind === 'map' && node.entries.map(([, value]) => value.kind === 'scalar' && value.written),
  ).toEqual(['0.1000000000000000055', '1e999']);
});
