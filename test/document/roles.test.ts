import { describe, expect, it } from 'vitest';
import { derivation } from '../../src/document/derivation/derivation.ts';
import { lawsDocument } from '../../src/document/laws/laws-document.ts';
import { num } from '../../src/notation/build.ts';
import type { Notation } from '../../src/notation/notation.ts';
import { symbolOf } from '../../src/writing/entry-name.ts';
import { examples } from '../examples.ts';

type SymbolNotation = Extract<Notation, { kind: 'symbol' }>;

/** Every symbol in a document, wherever it stands. */
function symbols(part: unknown): SymbolNotation[] {
  if (typeof part !== 'object' || part === null) return [];
  const inner = Object.values(part).flatMap(symbols);
  return 'kind' in part && part.kind === 'symbol' ? [part as SymbolNotation, ...inner] : inner;
}

function roleOf(notation: Notation): SymbolNotation['role'] {
  return notation.kind === 'symbol' ? notation.role : undefined;
}

describe('the role of a symbol', () => {
  it('tells an array, a part of it, an entry, a number and the loss apart', () => {
    const W = { name: 'W', shape: [2, 3, 3], role: 'weight' } as const;
    const colon: Notation = { kind: 'words', text: ':' };
    expect(roleOf(symbolOf(W))).toEqual({ kind: 'array', array: 'W' });
    expect(roleOf(symbolOf(W, num(1), colon, colon))).toEqual({ kind: 'array', array: 'W' });
    expect(roleOf(symbolOf(W, num(1), num(1), num(1)))).toEqual({ kind: 'entry', array: 'W' });
    expect(roleOf(symbolOf({ name: 'b', shape: [1], role: 'bias' }))).toEqual({ kind: 'number', array: 'b' });
    expect(roleOf(symbolOf({ name: 'L', shape: [], role: 'loss' }))).toEqual({ kind: 'loss' });
  });

  it.each(examples)('is missing for signs of their own alone: %s', async (_, model) => {
    const documents = [await derivation(model, { checked: false }), lawsDocument(model)];
    // The table of notation tells of the class y of no net in particular.
    const blocks = documents.flatMap((document) => document.blocks.filter((block) => block.kind !== 'table'));
    const signs = symbols(blocks).flatMap(({ role, name }) => (role ? [] : [name]));
    expect(signs.filter((name) => !['e', 'eta', 'pi'].includes(name))).toEqual([]);
  });
});
