import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeSafetensors } from '../../src/values/write-safetensors.ts';
import { badAnswers } from './bad-answers.ts';
import { lesson, numbered, refusal, twoLayers, wide } from './reading.ts';

describe('a bad answer', () => {
  it('is refused in one sentence with its place, word for word as in the golden file', async () => {
    const sentences: string[] = [];
    for (const [what, file, text] of badAnswers) sentences.push(`${what}\n  ${await refusal(text, file)}\n`);
    await expect(sentences.join('')).toMatchFileSnapshot('../golden/bad-answers.txt');
  });

  it.each([
    [
      'digits that may be read in several ways',
      '{"L": "I_112"}',
      'a.json:1:7: L: found I_112 at character 1 of the formula, which can be read in several ways; write commas between the subscripts, as in I_{1,12}.',
    ],
    [
      'a subscript too large',
      '{"L": "I_{13,1}"}',
      'a.json:1:7: L: found I_{13,1} at character 1 of the formula, but I runs from I_{1,1} to I_{12,15}.',
    ],
  ])('of ten subscripts and more says where commas go: %s', async (_, text, sentence) => {
    expect(await refusal(text, 'a.json', wide)).toBe(sentence);
  });

  it('without a name says what it may be about', async () => {
    expect(await refusal('1 2\n3 4', 'a.txt', numbered)).toBe(
      'a.txt:1:1: found an array without a name, 2 × 2 numbers, which may be about W1, W2; say which with --of NAME.',
    );
    expect(await refusal('1 2 3', 'a.txt', twoLayers)).toBe(
      'a.txt:1:1: found an array without a name, 3 numbers, which is the size of nothing in this model; say what it is about with --of NAME, one of I, W, b, V, c.',
    );
    expect(await refusal('1 2', 'a.txt', lesson, 'Q')).toMatch(/^--of: found the unknown name "Q"/);
  });

  it('in a binary file is refused by its name', async () => {
    const file = writeSafetensors(new Map([['Q', { shape: [1], data: [1], single: true }]]));
    expect(await refusal(file, 'a.safetensors')).toMatch(/^a\.safetensors: Q: found the unknown name "Q"/);
    expect(await refusal(new Uint8Array(20), 'a.npy')).toMatch(/^a\.npy: not an array of NumPy/);
    expect(await refusal(Uint8Array.of(255, 254), 'a.txt')).toBe(
      'a.txt: not text in UTF-8, expected an answer as text.',
    );
  });
});

const words = [
  'I_11',
  'I',
  'W',
  'o_{11}',
  'p',
  'y',
  'L',
  'delta',
  'δ',
  '\\delta',
  '_',
  '^',
  '_{',
  '^{',
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '1',
  '0',
  '2.5',
  '1e9',
  '1e999',
  '3/4',
  ',',
  ';',
  '=',
  ':',
  '>',
  '<',
  '≥',
  '&',
  '\\\\',
  '\\',
  '|',
  '√',
  '½',
  '²',
  '₁',
  '∂',
  '∂L/∂',
  'dL/d',
  '∇',
  '~',
  '±',
  '%',
  "'",
  '"',
  '#',
  '$',
  ' ',
  '\n',
  '\t',
  '-',
  '+',
  '*',
  '/',
  '\\frac',
  '\\sqrt',
  '\\left(',
  '\\right)',
  '\\max',
  '\\log',
  '\\operatorname{',
  '\\text{',
  '\\mathbf',
  '\\begin{pmatrix}',
  '\\end{pmatrix}',
  '\\begin{cases}',
  '\\def',
  '\\href{',
  '\\sum',
  '\\neq',
  '\\hat',
  '\\over',
  '\\color{red}',
  '\\kern1em',
  '\\char"41',
  'exp',
  'max(',
  'sigmoid',
  'e',
  'pi',
  'i',
  'constructor',
  '__proto__',
  'NaN',
  'inf',
  'null',
  '?',
  '…',
  '- ',
  'І',
  '😀',
  '\u0000',
  '\u202E',
  '\uD800',
  'tensor(',
  '{"W": ',
  '*a',
  '&a',
];
const files = ['a.txt', 'a.tex', 'a.json', 'a.yaml', 'a.csv', '-'];
const soup = fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((parts) => parts.join(''));

describe('any text', () => {
  const holds = (text: fc.Arbitrary<string>, runs: number) =>
    fc.assert(
      fc.asyncProperty(text, fc.constantFrom(...files), async (given, file) => {
        const said = await refusal(given, file);
        expect(said).not.toBe('');
        expect(said.length).toBeLessThan(1000);
        expect(said === 'accepted' || said.endsWith('.')).toBe(true);
      }),
      { numRuns: runs },
    );

  it('is an answer or one sentence', () => holds(fc.string({ unit: 'binary', maxLength: 200 }), 500));
  it('of pieces of answers is an answer or one sentence', () => holds(soup, 3000));
  it('as an entry is an answer or one sentence', () =>
    holds(
      soup.map((text) => `W_11 = ${text.replaceAll('\n', ' ')}`),
      3000,
    ));
  it('as a text in JSON is an answer or one sentence', () =>
    holds(
      fc.tuple(soup, soup).map(([name, text]) => JSON.stringify({ [name]: 1, W_11: text })),
      1000,
    ));
});

it.each(['a.npy', 'a.npz', 'a.safetensors', 'a.txt'])(
  'any bytes of %s are an answer or one sentence',
  (file) =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expect(await refusal(bytes, file)).not.toBe('');
      }),
      { numRuns: 200 },
    ),
);
