import { describe, expect, it } from 'vitest';
import { derivation } from '../../src/document/derivation/derivation.ts';
import { verticalDots } from '../../src/notation/build.ts';
import { text } from '../../src/notation/text.ts';
import { example } from '../examples.ts';

describe('the table of what each weight does', () => {
  it('has dots for the weights that it leaves out, and the last one', async () => {
    const { blocks } = await derivation(example('two-channels-two-filters'));
    const table = blocks.find((block) => block.kind === 'table' && block.part?.how === 'movements');
    if (table?.kind !== 'table') throw new Error('no table of movements');
    const weights = table.rows.map(([[weight]]) =>
      typeof weight !== 'string' && weight.kind === 'math' ? text(weight.notation) : weight,
    );
    const [first, dots, last] = [weights[0], weights.at(-2), weights.at(-1)];
    expect([first, dots, last]).toEqual(['W_1111', text(verticalDots), 'W_2222']);
    // Nothing is said of which way those weights move.
    expect(table.rows.at(-2)?.[2]).toEqual([]);
  });
});
