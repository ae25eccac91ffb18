import Fraction from 'fraction.js';
import { describe, expect, it } from 'vitest';
import type { Block, Document } from '../../src/document/block.ts';
import { derivation } from '../../src/document/derivation/derivation.ts';
import { assets } from '../../src/formats/assets.ts';
import { typstSource } from '../../src/formats/typ.ts';
import { escapeTypst } from '../../src/formats/typst/escape.ts';
import { pdfByTypst } from '../../src/formats/typst/pdf.ts';
import {
  compare,
  num,
  partial,
  plus,
  powerOf,
  ratio,
  secondPartial,
  sym,
  times,
} from '../../src/notation/build.ts';
import type { Notation } from '../../src/notation/notation.ts';
import { typst } from '../../src/notation/typst.ts';
import { example } from '../examples.ts';
import { formats } from '../loaded.ts';

const [a, b] = [sym('a'), sym('b')];
const range = { letter: 'm', from: 1, to: 2 };

/** One formula of every kind, and how Typst is told of it. */
const kinds: Readonly<Record<Notation['kind'], readonly (readonly [Notation, string])[]>> = {
  number: [
    [num(3), '3'],
    [num(-0.5), '- frac(1, 2)'],
  ],
  decimal: [
    [{ kind: 'decimal', digits: '-2.3e-10' }, '- 2.3 ⋅ 10^(- 10)'],
    [{ kind: 'decimal', digits: 'NaN' }, '"NaN"'],
  ],
  symbol: [
    [sym('W', sym('m'), num(1)), 'W_(m 1)'],
    [{ kind: 'symbol', name: 'W1', subscripts: [], face: 'bold' }, 'bold(upright(W))^(\\( 1 \\))'],
    [{ kind: 'symbol', name: 'delta', subscripts: [], face: 'bold' }, 'bold(δ)'],
    [{ kind: 'symbol', name: 'L', subscripts: [], face: 'calligraphic' }, 'cal(L)'],
    [{ kind: 'symbol', name: 'y', subscripts: [], face: 'upright', accent: 'bar' }, 'macron(upright(y))'],
    [sym('W1', plus([sym('i'), num(-1)]), sym('j')), 'W^(\\( 1 \\))_(i class("binary", -) 1 \\, thin j)'],
    [times([sym('phi'), sym('kernel', sym('i')), a]), 'ϕ thin"kernel"_(i) thin a'],
  ],
  indicator: [[{ kind: 'indicator', subscripts: [sym('i')] }, 'bold(1)_(i)']],
  negative: [[{ kind: 'negative', of: plus([a, b]) }, '- \\( a class("binary", +) b \\)']],
  sum: [[plus([a, { kind: 'negative', of: b }]), 'a class("binary", -) b']],
  product: [
    [times([num(2), num(3)], true), '2 ⋅ 3'],
    [times([a, b]), 'a b'],
  ],
  operation: [[{ kind: 'operation', operator: 'convolve', of: [a, b] }, 'a ∗ b']],
  fraction: [[times([num(2), plus([ratio(a, b), num(1)])]), '2 lr(\\( frac(a, b) class("binary", +) 1 \\))']],
  power: [[powerOf(plus([a, b]), new Fraction(2)), '\\( a class("binary", +) b \\)^(2)']],
  call: [
    [
      { kind: 'call', name: 'max', arguments: [a, { kind: 'dots', direction: 'horizontal' }, b] },
      'op("max") \\( a \\, … \\, b \\)',
    ],
    [{ kind: 'call', name: 'sqrt', arguments: [a] }, 'sqrt(a)'],
    [{ kind: 'call', name: 'abs', arguments: [a] }, 'class("opening", \\|) a class("closing", \\|)'],
    [{ kind: 'call', name: 'sigma', arguments: [a] }, 'σ \\( a \\)'],
    [{ kind: 'call', name: 'ELU', parameter: b, arguments: [a] }, 'op("ELU")_(b) \\( a \\)'],
  ],
  reduction: [
    [
      {
        kind: 'reduction',
        operator: 'sum',
        over: [range, { ...range, letter: 'n' }],
        where: [compare(a, '<=', b)],
        body: a,
      },
      '∑_(m \\, n = 1 \\ a ≤ b)^(2) a',
    ],
    [
      { kind: 'reduction', operator: 'max', over: [range], where: [], body: a },
      'op("max", limits: #true)_(1 ≤ m ≤ 2) a',
    ],
  ],
  derivative: [
    [partial(a, b), 'frac(∂ a, ∂ b)'],
    [secondPartial(a, b), 'frac(∂^(2) a, ∂ b^(2))'],
  ],
  gradient: [
    [{ kind: 'gradient', of: a, by: b, subscripts: [] }, '∇_(b) a'],
    [{ kind: 'gradient', of: a, by: b, subscripts: [num(1), sym('i')] }, '\\( ∇_(b) a \\)_(1 i)'],
  ],
  comparison: [[compare(a, ':=', b), 'a ≔ b']],
  bracket: [[{ kind: 'bracket', condition: compare(a, '>', num(0)) }, '\\[ a > 0 \\]']],
  matrix: [
    [
      {
        kind: 'matrix',
        rows: [
          [a, b],
          [ratio(a, b), num(0)],
        ],
      },
      'mat(delim: #("(", ")"), row-gap: #0.6em, a, b; frac(a, b), 0)',
    ],
  ],
  cases: [
    [
      {
        kind: 'cases',
        cases: [
          { value: a, when: compare(b, '>', num(0)) },
          { value: b, when: { kind: 'words', text: 'otherwise' } },
        ],
      },
      'cases(a & quad b > 0, b & quad"otherwise")',
    ],
  ],
  words: [[{ kind: 'words', text: 'say "#panic()\\' }, '"say \\"#panic()\\\\"']],
  dots: [[{ kind: 'dots', direction: 'vertical' }, '⋮']],
};

describe('formulas in Typst', () => {
  const all = Object.entries(kinds).flatMap(([kind, examples]) =>
    examples.map(([notation, source]) => ({ kind, notation, source })),
  );

  it.each(all)('$kind: $source', ({ notation, source }) => {
    expect(typst(notation)).toBe(source);
  });

  it('are what its compiler understands, and have words for readers who hear them', async () => {
    const blocks: Block[] = all.flatMap(({ notation }): Block[] => [
      { kind: 'paragraph', text: [{ kind: 'math', notation }] },
      { kind: 'equation', lines: [{ left: a, steps: [{ relation: '=', right: notation }] }] },
    ]);
    const pdf = Buffer.from(await pdfByTypst({ title: 'Every kind', blocks }, assets)).toString('latin1');
    expect(pdf).toContain('pdfuaid');
  });
});

describe('text in Typst', () => {
  it.each([
    ['#eval("1")', '\\#eval(\\"1\\")'],
    ['= a', '\\= a'],
    ['cross-correlation, 1/2 and a//b', 'cross-correlation, 1/2 and a\\/\\/b'],
    ['-1 -- x... 3. y', '\\-1 \\-\\- x\\.\\.\\. 3\\. y'],
    ['$x_1^2$ *b* `c` <d> @e ~', '\\$x\\_1^2\\$ \\*b\\* \\`c\\` \\<d\\> \\@e \\~'],
    ['[a](b) \\ c', '\\[a\\](b) \\\\ c'],
    ['Zoë ψ 中', 'Zoë ψ \\[U\\+4E2D\\]'],
    ['a\u0000b\nc', 'ab c'],
  ])('%j stays text', (text, escaped) => {
    expect(escapeTypst(text)).toBe(escaped);
  });
});

describe('a document in Typst', () => {
  it('reads as its golden file says', async () => {
    const document = await derivation(example('how-a-filter-learns'), { detail: 'steps' });
    await expect(await formats.typ.write(document, assets)).toMatchFileSnapshot(
      '../golden/how-a-filter-learns.typ',
    );
  });

  it('leaves out no level of headings, whatever the document says', () => {
    const document: Document = {
      title: 't',
      blocks: [
        { kind: 'heading', level: 2, id: 'a', text: ['A'] },
        { kind: 'question', number: 1, title: ['Q'], points: '1 point', blocks: [] },
      ],
    };
    const source = typstSource(document, assets);
    expect(source).toContain('\n= A\n');
    expect(source).toContain('#question(2, [1\\. Q], [1 point])');
  });
});
