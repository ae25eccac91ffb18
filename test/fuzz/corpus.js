import { textBytes } from './changes.js';
import * as seeds from './seeds.js';

/** Inputs that once hung, took all memory or showed a stack, and others of their kinds. */

const model = (layers, values = 'I: [1, 2]') =>
  `input: { name: I, shape: [2] }\nlayers: ${layers}\nloss: Sum\nvalues: { ${values} }\n`;
const expression = (formula) => model(`[ { Expression: ${JSON.stringify(formula)} } ]`);
const tower = (depth) => `${'('.repeat(depth)}9${'^99)'.repeat(depth)}`;
const laughs = [
  'a: &a0 [x, x]',
  ...Array.from({ length: 40 }, (_, at) => `b${at}: &a${at + 1} [*a${at}, *a${at}]`),
].join('\n');
const cell = (text) =>
  `variant,student,1.o_11,5.1\nAAAA-AAAA,Ada,"${text}","${text}"\nBBBB-BBBB,Bob,1,W_11\n`;
const list = (count, item = '1.5') => `[${`${item},`.repeat(count)}${item}]`;

export const corpus = [
  ...[
    ['a tower', expression(`${tower(4)}*x`)],
    ['a tower of the input', expression(tower(9).replace('9', 'x'))],
    ['products of powers', expression(`x${'*9^99'.repeat(150)}`)],
    ['a large root', expression('8^(1/99999999)*x')],
    ['a divisor of many digits', expression(`x/(${'1e400*'.repeat(100)}1)`)],
    ['squares of squares', model(`[${'{ Expression: "x^2*3" }, '.repeat(60)}ReLU]`)],
    ['powers of powers', model(`[${'{ Expression: "x^100" }, '.repeat(12)}ReLU]`, 'I: [1, 1.000001]')],
    ['fifty brackets', expression(`${'('.repeat(50)}x${')'.repeat(50)}`)],
    ['minus upon minus', expression(`${'-('.repeat(49)}x${')'.repeat(49)}`)],
    ['maxima within each other', expression(`${'max(x, '.repeat(48)}x${')'.repeat(48)}`)],
    ['question marks', '? '.repeat(400)],
    ['dashes', '- '.repeat(5000)],
    ['brackets', '['.repeat(50_000)],
    ['braces', '{'.repeat(50_000)],
    ['braces with names', '{a: '.repeat(20_000)],
    ['an alias within itself', model('&l [*l]')],
    ['laughs', laughs],
    [
      'a deep chain of aliases',
      ['b0: &a0 [x]', ...Array.from({ length: 9000 }, (_, at) => `b${at + 1}: &a${at + 1} [*a${at}]`)].join(
        '\n',
      ),
    ],
    ['many keys', Array.from({ length: 50_000 }, (_, at) => `k${at}: 1`).join('\n')],
    ['a file name with NUL', model('[ReLU]').replace(/values.*/, 'values: "a\\0.npy"')],
    ['control characters', model('["\\e[31mReLU\\a"]')],
    ['a long name', model(`[${'R'.repeat(100_000)}]`)],
    [
      'a wide range',
      model('[ReLU]', 'I: { random: integers, from: -9000000000000000, to: 9000000000000000 }'),
    ],
    ['a large shape', model('[ReLU]').replace('[2]', '[2147483647, 2147483647]')],
  ].map(([what, text]) => ({ what, reader: 'model', file: 'a.yaml', bytes: () => textBytes(text) })),
  ...[
    ['50,000 keys', 'json', `{${Array.from({ length: 50_000 }, (_, at) => `"k${at}":${at}`).join()}}`],
    ['500,000 numbers', 'json', `{"W":${list(500_000)}}`],
    ['more numbers than are read', 'json', `{"W":${list(3_100_000, '1')}}`],
    ['more YAML than is read', 'yaml', `W: ${list(400_000, '1')} # no JSON`],
    ['more cells than are read', 'csv', `${'1,'.repeat(3_100_000)}1`],
    ['deep lists', 'json', `{"W":${'['.repeat(100_000)}`],
    ['huge exponents', 'json', '{"W":[[1e999999999,1],[1,1]]}'],
    ['many quotes', 'csv', '"'.repeat(20_000)],
  ].map(([what, ending, text]) => ({
    what,
    reader: 'values',
    file: `a.${ending}`,
    bytes: () => textBytes(text),
  })),
  ...[
    [
      'escape sequences in a name',
      'npz',
      () => seeds.npz([['\u001b[31mW\u001b]0;pwned\u0007', seeds.npy.subarray(0, 40)]]),
    ],
    ['a long header', 'npy', () => seeds.numpyArray(`'descr'${' '.repeat(500_000)}`)],
    [
      'sizes of nothing',
      'npy',
      () =>
        seeds.numpyArray(
          "{'descr': '<f4', 'fortran_order': True, 'shape': (9007199254740991, 0)}",
          new Uint8Array(),
        ),
    ],
    [
      'many names',
      'safetensors',
      () =>
        seeds.safetensors(
          `{${Array.from({ length: 40_000 }, (_, at) => `"k${at}":{"dtype":"F32","shape":[],"data_offsets":[0,4]}`).join()}}`,
        ),
    ],
  ].map(([what, ending, bytes]) => ({ what, reader: 'values', file: `a.${ending}`, bytes })),
  ...[
    [
      'a tower',
      'json',
      JSON.stringify({
        W: [
          [tower(5), 1],
          [1, 1],
        ],
      }),
    ],
    ['a tower of a name', 'txt', `dW_11 = ${tower(6).replace('9', 'p')}`],
    ['a tower in LaTeX', 'tex', `W_{11} = ${'{('.repeat(8)}p${')^{99}}'.repeat(8)}`],
    [
      'a power of a long sum',
      'txt',
      `dW_11 = (${['p', 'y', 'I_11', 'I_12', 'I_21', 'W_11'].join(' + ')})^100`,
    ],
    ['nothing for one entry', 'json', '{"dW_11":""}'],
    ['a large exponent', 'txt', 'dW_11 = 1e999999999'],
    ['many digits', 'txt', `dW_11 = ${'9'.repeat(1990)}^99`],
    ['an environment of another name', 'tex', `W_{11} = \\begin{ ${'-'.repeat(50)}}`],
    ['fractions of fractions', 'tex', `W_{11} = ${'\\frac{1}{'.repeat(100)}p${'}'.repeat(100)}`],
    ['braces', 'tex', `W_{11} = ${'{'.repeat(1900)}`],
    ['products without signs', 'txt', `dW_11 = ${'pI_11'.repeat(300)}`],
  ].map(([what, ending, text]) => ({
    what,
    reader: 'answer',
    file: `a.${ending}`,
    bytes: () => textBytes(text),
  })),
  ...[
    ['a tower', cell(tower(5))],
    ['a tower of a name', cell(tower(6).replace('9', 'W_11'))],
    ['a power of a long sum', cell('(I_11 + I_12 + I_21 + I_22 + W_11 + W_12 + y)^100')],
    ['a large number', cell('1e400')],
    ['a small number', cell('1e-400')],
    ['nothing finite', cell('1/0')],
    ['control characters', cell('\u001b[31m')],
    [
      'lists in place of cells',
      '[{"variant":"AAAA-AAAA","student":"Ada","1.o_11":[1,2]},{"variant":"BBBB-BBBB","student":"Bob","1.o_11":1}]',
      'json',
    ],
  ].map(([what, text, ending = 'csv']) => ({
    what,
    reader: 'grade',
    file: `a.${ending}`,
    bytes: () => textBytes(text),
  })),
  {
    what: 'many columns',
    reader: 'roster',
    file: 'a.csv',
    bytes: () => textBytes(`id${',x'.repeat(100_000)}\n`),
  },
  // Two bytes make an empty tensor of the graph, which takes hundreds.
  {
    what: 'many empty tensors',
    reader: 'onnx',
    file: 'a.onnx',
    bytes: () => messages(7, messages(5, new Uint8Array(), 500_000)),
  },
  {
    what: 'many empty nodes',
    reader: 'onnx',
    file: 'a.onnx',
    bytes: () => messages(7, messages(1, new Uint8Array(), 500_000)),
  },
];

/** A field of ProtoBuf that holds a message, so many times: https://protobuf.dev/programming-guides/encoding/ */
function messages(field, content, count = 1) {
  const length = [];
  for (let rest = content.length; ; rest >>>= 7) {
    length.push(rest > 127 ? (rest & 127) | 128 : rest);
    if (rest <= 127) break;
  }
  const message = [field * 8 + 2, ...length];
  const bytes = new Uint8Array((message.length + content.length) * count);
  for (let at = 0; at < count; at++) {
    bytes.set(message, at * (message.length + content.length));
    bytes.set(content, at * (message.length + content.length) + message.length);
  }
  return bytes;
}

/** A file that each reader accepts. */
export function seedOf(reader) {
  const text = {
    model: ['yaml', seeds.lesson],
    values: ['json', seeds.valuesInJson],
    answer: ['txt', 'dW_11 = 1'],
    roster: ['csv', seeds.roster],
    grade: ['csv', cell('1')],
  }[reader];
  return text ? { file: `a.${text[0]}`, bytes: textBytes(text[1]) } : { file: 'a.onnx', bytes: seeds.onnx };
}
