import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { paintFor } from '../../src/cli/terminal/paint.ts';
import type { Block, Inline } from '../../src/document/block.ts';
import { derivation } from '../../src/document/derivation/derivation.ts';
import { equals } from '../../src/document/prose.ts';
import { heatBlocks } from '../../src/figures/heat/blocks.ts';
import { heatMap } from '../../src/figures/heat/map.ts';
import { assets } from '../../src/formats/assets.ts';
import { type Paint, unpainted } from '../../src/formats/terminal/painted.ts';
import { terminal } from '../../src/formats/terminal/terminal.ts';
import { num, plus, sym } from '../../src/notation/build.ts';
import type { Notation } from '../../src/notation/notation.ts';
import { text, textRelation } from '../../src/notation/text.ts';
import { examples } from '../examples.ts';
import { formats } from '../loaded.ts';

const strong = (text: string, tone?: 'good' | 'bad'): Inline =>
  tone ? { kind: 'strong', text, tone } : { kind: 'strong', text };

const marks: Paint = {
  strong: (text) => `*${text}*`,
  good: (text) => `+${text}+`,
  bad: (text) => `-${text}-`,
  faint: (text) => `(${text})`,
};

const drawing = heatMap([2, 2], Float64Array.of(0, 1, 0, 0), [false, true, false, false], 'W');
const picture = heatBlocks([2, 2], Float64Array.of(0, 1, 0, 0), [false, true, false, false], 'W');

const blocks: Block[] = [
  { kind: 'heading', level: 1, id: 'a', text: ['Result'] },
  { kind: 'paragraph', text: [strong('Right', 'good'), ': 3 of ', { kind: 'math', notation: num(4) }, '.'] },
  { kind: 'note', label: 'Kink', text: ['at 0'] },
  {
    kind: 'table',
    headings: [['entry'], ['verdict'], ['by']],
    rows: [
      [['W_11'], [strong('right', 'good')], ['0']],
      [['W_12'], [strong('not right', 'bad')], ['1/2']],
    ],
  },
  { kind: 'list', items: [[strong('one'), ' and two']] },
];

describe('the terminal', () => {
  it('paints what is emphasized, by its tone; columns stay aligned', () => {
    expect(terminal(blocks, 100, marks)).toBe(
      [
        '*Result*',
        '+Right+: 3 of 4.',
        '*Kink:* at 0',
        ['*entry*  *verdict*    *by*', 'W_11   +right+      0', 'W_12   -not right-  1/2'].join('\n'),
        '- *one* and two',
        '',
      ].join('\n\n'),
    );
  });

  it('breaks lines where it breaks them without colours', () => {
    const words = Array.from({ length: 30 }, (_, at) => strong(`word${at} `, at % 2 === 0 ? 'bad' : 'good'));
    const long: Block[] = [...blocks, { kind: 'paragraph', text: words }, { kind: 'list', items: [words] }];
    const colours = paintFor({ isTTY: false }, { FORCE_COLOR: '1' });
    const coloured = terminal(long, 40, colours);
    expect(coloured).not.toBe(terminal(long, 40));
    expect(stripVTControlCharacters(coloured)).toBe(terminal(long, 40));
  });

  it('shows a picture in characters where there is one, else what is told of it', () => {
    const figure: Block = { kind: 'figure', drawing, caption: ['c'] };
    expect(terminal([{ ...figure, text: picture }])).toBe(`${picture.join('\n')}\n\n`);
    expect(terminal([figure])).toContain('1 of 4 entries of W is wrong');
  });
});

describe('the other formats', () => {
  it('carry the tone and the picture as far as they can', async () => {
    const document = {
      title: 't',
      blocks: [...blocks, { kind: 'figure', drawing, caption: ['c'], text: picture } satisfies Block],
    };
    expect(await formats.md.write(document, assets)).toContain(`\`\`\`text\n${picture.join('\n')}\n\`\`\``);
    expect(await formats.html.write(document, assets)).toContain('<strong class="bad">not right</strong>');
    expect(await formats.tex.write(document, assets)).toContain('\\textbf{not right}');
  });
});

describe('colours', () => {
  it.each([
    ['on a terminal', true, {}, true],
    ['not in a file', false, {}, false],
    ['not with NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['with an empty NO_COLOR, which does not count', true, { NO_COLOR: '' }, true],
    ['not on a dumb terminal', true, { TERM: 'dumb' }, false],
    ['anywhere with FORCE_COLOR', false, { FORCE_COLOR: '1' }, true],
    ['nowhere with FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, false],
  ] as const)('%s', (_, isTTY, environment, coloured) => {
    const paint = paintFor({ isTTY }, environment);
    expect(paint !== unpainted).toBe(coloured);
    expect(paint.bad('x') !== 'x').toBe(coloured);
  });

  const [a, b, x] = ['a', 'b', 'x'].map((name) => sym(name));
  const matrix: Notation = { kind: 'matrix', rows: [[a], [b]] };
  const product = (...factors: Notation[]): Notation => ({ kind: 'product', factors, dots: false });

  it.each<[says: string, right: Notation, lines: string]>([
    ['the brackets of a negative sum', { kind: 'negative', of: plus([a, b]) }, 'x = −(a + b)'],
    ['what stands before a matrix', product(plus([a, b]), matrix), 'x = (a + b) ⎛ a ⎞\n            ⎝ b ⎠'],
    ['what stands behind a matrix', product(matrix, plus([a, b])), 'x = ⎛ a ⎞ (a + b)\n    ⎝ b ⎠'],
    ['the sign of a matrix', { kind: 'negative', of: matrix }, 'x = −⎛ a ⎞\n     ⎝ b ⎠'],
  ])('keeps %s', (_, right, lines) => {
    expect(terminal([{ kind: 'equation', lines: [equals(x, right)] }])).toBe(`${lines}\n\n`);
  });

  it.each(examples)('says what the formulas of %s say, but for matrices and breaks', async (_, model) => {
    const { blocks } = await derivation(model, { checked: false, detail: 'full' });
    const lines = blocks.flatMap((block) => (block.kind === 'equation' ? block.lines : []));
    const flat = (written: string): string => written.replace(/\s+/g, ' ').trim();
    const said = lines
      .map((line) => ({ line, shown: terminal([{ kind: 'equation', lines: [line] }]) }))
      .filter(({ shown }) => !/[⎛(] /.test(shown));
    expect(said.length).toBeGreaterThan(lines.length / 2);
    for (const { line, shown } of said) {
      const steps = line.steps.map(({ relation, right }) => `${textRelation[relation]} ${text(right)}`);
      expect(flat(shown)).toBe(flat([text(line.left), ...steps].join(' ')));
    }
  });
});
