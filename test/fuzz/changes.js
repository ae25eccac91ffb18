import fc from 'fast-check';

/** How valid files are changed: pieces that hurt readers, put in, taken out, repeated, cut off. */

const numbers = [
  '1e999999999',
  '-1e-400',
  '9'.repeat(400),
  `0.${'0'.repeat(300)}1`,
  '1/0',
  '0/0',
  '2^99999',
  '((9^99)^99)^99',
  '(1/3)^-100',
  '8^(1/1000000007)',
  '0^-1',
  '1.0000001^100',
  '-0',
  '.inf',
  'NaN',
  '-Infinity',
  '0x1F',
  '1_000',
  '٣',
  '½',
  '4294967296',
  '9007199254740993',
  '-1',
  '0',
];
const signs = [
  ...'[]{}()<>|&*!?%@#^_=,;:-+/\\"\'`~$ \n\t\r',
  '\0',
  '\u001b[31m',
  '\u009b2J',
  '\u0007',
  '\u202e',
  '\u2028',
  '\ufeff',
  '\ud800',
  '😀',
  '́',
];
const words = [
  '__proto__',
  'constructor',
  'toString',
  'null',
  'true',
  '<<: ',
  '&a ',
  '*a',
  '!!set ',
  '---\n',
  '? ',
  '- ',
  '|\n',
  'x',
  'I_11',
  'W',
  'o_{1,2}',
  'p',
  'delta',
  'exp(',
  'max(',
  'softplus(x)',
  "sigmoid'(p)",
  'e^(',
  '^100',
  '^(1/2)',
  '^-1',
  '*x',
  '\\frac{',
  '\\sqrt{',
  '\\left(',
  '\\begin{pmatrix}',
  '\\end{pmatrix}',
  '\\def\\a{\\a\\a}\\a',
  '_{',
  '}',
  ' = ',
  '1_{p > 0}',
  '[p > 0]',
  'np.array([',
  'random: integers, from: -9e15, to: 9e15',
  'groups: 2147483647',
  'shape: [2147483647, 2]',
  'Expression: "',
];
const long = [
  'a'.repeat(3000),
  '('.repeat(2000),
  '[['.repeat(2000),
  '- '.repeat(2000),
  '{a: '.repeat(1000),
  '-'.repeat(500),
];

const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...numbers) },
  { weight: 3, arbitrary: fc.constantFrom(...signs) },
  { weight: 4, arbitrary: fc.constantFrom(...words) },
  { weight: 1, arbitrary: fc.constantFrom(...long) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 5 }) },
);

/** Where, as a share of the length; how much goes; what comes, and how often. */
const change = fc.record({
  at: fc.nat(9999),
  gone: fc.oneof(fc.constant(0), fc.nat(4), fc.nat(60)),
  come: fc.array(piece, { maxLength: 3 }),
  times: fc.oneof(
    { weight: 8, arbitrary: fc.constant(1) },
    { weight: 1, arbitrary: fc.constantFrom(2, 30, 400) },
  ),
});

const longest = 200_000;

/** One of these texts with up to five changes. */
export function changedText(...texts) {
  return fc.tuple(fc.constantFrom(...texts), fc.array(change, { maxLength: 5 })).map(([text, changes]) =>
    changes.reduce((whole, { at, gone, come, times }) => {
      const from = Math.floor((at / 10_000) * (whole.length + 1));
      const put = come.join('').repeat(times);
      return (whole.slice(0, from) + put + whole.slice(from + gone)).slice(0, longest);
    }, text),
  );
}

/** Formulas out of pieces that go together, so that many are read and not refused at once. */
const operand = fc.constantFrom('x', 'x', 'x', '2', '9', '0', '0.5', '1e400', '1/3', 'pi', '99');
export const formula = fc.letrec((tie) => ({
  whole: fc.oneof(
    { maxDepth: 8, withCrossShrink: true },
    operand,
    fc
      .tuple(tie('whole'), fc.constantFrom('+', '-', '*', '/'), tie('whole'))
      .map((parts) => `(${parts.join('')})`),
    fc
      .tuple(tie('whole'), fc.constantFrom('2', '100', '(1/2)', '-1', '99', '(-1/3)'))
      .map(([of, by]) => `(${of})^${by}`),
    fc
      .tuple(fc.constantFrom('exp', 'log', 'relu', 'sqrt', 'tanh'), tie('whole'))
      .map(([name, of]) => `${name}(${of})`),
  ),
})).whole;

/** Numbers as arrays hold them, hostile ones among them. */
export const leaf = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(1, -2, 0.5, '1/3', 0) },
  { weight: 1, arbitrary: fc.constantFrom(...numbers) },
  { weight: 1, arbitrary: fc.double() },
);
export const matrix = (rows, columns) =>
  fc.array(fc.array(leaf, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows });

/** Numbers that sizes, offsets and counts are set to. */
const sizes = [0, 1, 0x7f, 0x80, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];
const byteChange = fc.record({
  at: fc.nat(9999),
  kind: fc.constantFrom('set', 'size', 'put', 'cut', 'repeat'),
  byte: fc.integer({ min: 0, max: 255 }),
  size: fc.constantFrom(...sizes),
  put: fc.uint8Array({ maxLength: 8 }),
});

export function changedBytes(...files) {
  return fc.tuple(fc.constantFrom(...files), fc.array(byteChange, { maxLength: 6 })).map(([file, changes]) =>
    changes.reduce((whole, { at, kind, byte, size, put }) => {
      const from = Math.floor((at / 10_000) * whole.length);
      const little = [size & 255, (size >> 8) & 255, (size >> 16) & 255, (size >>> 24) & 255];
      switch (kind) {
        case 'set':
          return spliced(whole, from, 1, [byte]);
        case 'size':
          return spliced(whole, from, 4, little);
        case 'put':
          return spliced(whole, from, 0, put);
        case 'cut':
          return whole.subarray(0, from);
        default:
          return spliced(whole, from, 0, whole.subarray(Math.max(0, from - 40), from));
      }
    }, Uint8Array.from(file)),
  );
}

function spliced(bytes, from, gone, put) {
  return Uint8Array.from([...bytes.subarray(0, from), ...put, ...bytes.subarray(from + gone)]);
}

export const textBytes = (text) => new TextEncoder().encode(text);
