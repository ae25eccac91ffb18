import { describe, expect, it } from 'vitest';
import { derivation } from '../../src/document/derivation/derivation.ts';
import type { Box } from '../../src/notation/box.ts';
import { lines } from '../../src/notation/break.ts';
import { plus, raised, ratio, sym, times } from '../../src/notation/build.ts';
import { latexRow } from '../../src/notation/latex.ts';
import type { Notation } from '../../src/notation/notation.ts';
import { text, textRow } from '../../src/notation/text.ts';
import { relationWidth, rowWidth } from '../../src/notation/width.ts';
import { examples } from '../examples.ts';

const [a, b, c, d, e, f] = ['alpha', 'beta', 'gamma', 'delta', 'eta', 'mu'].map((name) => sym(name));
const broken = (right: Notation, limit: number): string[] =>
  lines([{ left: sym('y'), steps: [{ relation: '=', right }] }], limit).map((line) => latexRow(line.right));

describe('a formula that is too wide', () => {
  it.each<[string, Notation, number, string[]]>([
    [
      'is broken before a sign, its lines filled',
      plus([a, b, c, d, e, f]),
      9,
      ['\\alpha + \\beta + \\gamma + \\delta', '+ \\eta + \\mu'],
    ],
    [
      'is broken between terms rather than within their brackets',
      plus([a, b, c, times([d, plus([e, f, a])])]),
      11,
      ['\\alpha + \\beta + \\gamma', '+ \\delta (\\eta + \\mu + \\alpha)'],
    ],
    [
      'has a bracket opened where it has to be',
      times([a, raised(plus([b, c, d, e, f]), sym('n'))]),
      9,
      ['\\alpha \\bigl( \\beta + \\gamma + \\delta', '+ \\eta + \\mu \\bigr)^{n}'],
    ],
    [
      'shows the dot of a product where a line begins with a factor',
      times([plus([a, b, c]), plus([d, e, f])]),
      12,
      ['(\\alpha + \\beta + \\gamma)', '\\cdot (\\delta + \\eta + \\mu)'],
    ],
    [
      'is no fraction any more where its numerator is too wide',
      ratio(plus([a, b, c, d, e, f]), sym('n')),
      10,
      ['\\frac{1}{n} \\bigl( \\alpha + \\beta + \\gamma + \\delta', '+ \\eta + \\mu \\bigr)'],
    ],
    [
      'is broken after a comma',
      { kind: 'call', name: 'max', arguments: [a, b, c, d, e, f, a, b, c] },
      11,
      [
        '\\max\\bigl( \\alpha , \\beta , \\gamma , \\delta , \\eta , \\mu ,',
        '\\alpha , \\beta , \\gamma \\bigr)',
      ],
    ],
  ])('%s', (_, formula, limit, expected) => {
    expect(broken(formula, limit)).toEqual(expected);
  });

  it.each(examples)('%s: loses nothing, however narrow the column', async (_, model) => {
    const letters = (text: string): string => [...text.replace(/[^\p{Letter}∂]/gu, '')].sort().join('');
    const { blocks } = await derivation(model, { checked: false });
    for (const block of blocks) {
      if (block.kind !== 'equation') continue;
      const whole = block.lines.flatMap(({ left, steps }) => [left, ...steps.map(({ right }) => right)]);
      for (const width of [13, 18, 23.6, 39]) {
        const all = lines(block.lines, width);
        const shown = all.map(({ left, right }) => textRow(left) + textRow(right)).join('');
        expect(letters(shown), block.part?.kind).toBe(letters(whole.map(text).join('')));
        // Those of a condition stay out, also where its bracket had to be broken open.
        let depth = 0;
        const isStep = (box: Box): boolean => {
          if (box.kind === 'edge' && box.bracket === '[') depth += box.side === 'open' ? 1 : -1;
          return box.kind === 'relation' && depth === 0;
        };
        const relations = all.reduce(
          (sum, { relation, right }) => sum + (relation ? 1 : 0) + right.filter(isStep).length,
          0,
        );
        expect(relations, block.part?.kind).toBe(
          block.lines.reduce((sum, line) => sum + line.steps.length, 0),
        );
      }
    }
  });

  it('keeps the end of a step that is followed by another', () => {
    const long = plus([a, b, c, d, e, f]);
    const chain = { left: sym('y'), steps: [long, long].map((right) => ({ relation: '=' as const, right })) };
    expect(lines([chain], 9).map((line) => latexRow(line.right))).toEqual([
      '\\alpha + \\beta + \\gamma + \\delta',
      '+ \\eta + \\mu',
      '\\alpha + \\beta + \\gamma + \\delta',
      '+ \\eta + \\mu',
    ]);
  });

  it.each(examples)('%s: fits a column of a paper, nothing set smaller', async (_, model) => {
    for (const width of [23.6, 39.5]) {
      for (const values of [model.values, undefined]) {
        const { blocks } = await derivation({ ...model, values }, { width, checked: false });
        for (const block of blocks) {
          if (block.kind !== 'equation') continue;
          const all = lines(block.lines, width);
          const widest = Math.max(...all.map(({ left }) => rowWidth(left)));
          for (const { right, scale } of all) {
            expect(scale, block.part?.kind).toBe(1);
            expect(widest + relationWidth + rowWidth(right), block.part?.kind).toBeLessThanOrEqual(width);
          }
        }
      }
    }
  });
});
