import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { BadInput } from '../../src/bad-input.ts';
import { nearestDouble } from '../../src/expr/nearest-double.ts';
import type { Model } from '../../src/model/model.ts';
import { readModel } from '../../src/model/read.ts';
import { valuesEndings } from '../../src/values/endings.ts';
import { exactDouble } from '../../src/values/exact-double.ts';
import { readValues, valuesFormats } from '../../src/values/index.ts';
import { writeSafetensors } from '../../src/values/write-safetensors.ts';
import { good } from '../model/bad-models.ts';

const folder = join(import.meta.dirname, 'fixtures');
const fixture = (name: string): Uint8Array => readFileSync(join(folder, name));
const [head] = good.split('values:');
const seed = readModel(good, 'seed.yaml').values;
const text = (content: string): Uint8Array => new TextEncoder().encode(content);

function entries(bytes: Uint8Array, file: string, name = ''): string[] {
  const found = readValues(bytes, file).find(name);
  const exact = found?.entries({ name }) ?? [];
  expect([...(found?.doubles?.() ?? [])]).toEqual(exact.map(nearestDouble));
  return exact.map((value) => value.toFraction());
}

/** Without the doubles that stand beside the fractions of a binary file. */
function numbersOf({ values }: Model): unknown {
  return values && new Map(Array.from(values, ([name, { shape, data }]) => [name, { shape, data }]));
}

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof BadInput) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('a file of NumPy', () => {
  const floats = ['1/2', '-5/4', '3', '0', '100', '-1/16'];
  it.each([
    ['f8', floats],
    ['f8-big', floats],
    ['f4', floats],
    ['f4-big', floats],
    ['f2', floats],
    ['fortran', floats],
    ['version2', floats],
    ['i1', ['0', '-1', '3', '0', '100', '0']],
    ['i2', ['0', '-1', '3', '0', '100', '0']],
    ['i4', ['0', '-1', '3', '0', '100', '0']],
    ['i8-big', ['0', '-1', '3', '0', '100', '0']],
    ['u1', ['0', '1', '3', '0', '100', '0']],
    ['u2', ['0', '1', '3', '0', '100', '0']],
    ['u4', ['0', '1', '3', '0', '100', '0']],
    ['u8', ['0', '1', '3', '0', '100', '0']],
    ['b1', ['1', '1', '1', '0', '1', '1']],
    ['scalar', ['3602879701896397/36028797018963968']],
  ])('%s.npy holds exactly what NumPy wrote', (name, expected) => {
    expect(entries(fixture(`${name}.npy`), `${name}.npy`)).toEqual(expected);
  });

  it.each(['seed.npz', 'seed-compressed.npz'])('%s gives a model all its values', (file) => {
    const open = (name: string) => readValues(fixture(name), name);
    expect(numbersOf(readModel(`${head}values: ${file}\n`, 'm.yaml', { open }))).toEqual(seed);
  });
});

describe('values', () => {
  const open = (name: string) => readValues(files[name], name);
  const files: Readonly<Record<string, Uint8Array>> = {
    'I.csv': text('1,2,0\n0,1,3\n2,1,1\n'),
    'W.npy': fixture('f4.npy'),
    'torch.safetensors': writeSafetensors(
      new Map([
        ['I', { shape: [3, 3], data: [1, 2, 0, 0, 1, 3, 2, 1, 1], single: true }],
        ['conv.weight', { shape: [1, 1, 2, 2], data: [1, -1, 0.5, 0], single: false }],
        ['y', { shape: [], data: [2], single: true }],
      ]),
    ),
    'W.json': text('{"W": [[1, -1], ["1/2", 0]], "y": 2}'),
  };

  it('may come from a file for one name, and from a list of sources', () => {
    const each = `${head}values:\n  I: I.csv\n  W: W.json\n  y: 2\n`;
    const list = `${head}values: [W.json, { I: I.csv }]\n`;
    expect(numbersOf(readModel(each, 'm.yaml', { open }))).toEqual(seed);
    expect(numbersOf(readModel(list, 'm.yaml', { open }))).toEqual(seed);
  });

  it('of PyTorch are known by their dotted names', () => {
    const dotted = `${head.replaceAll('weight: W', 'weight: conv_weight')}values: torch.safetensors\n`;
    expect(readModel(dotted, 'm.yaml', { open }).values?.get('conv_weight')?.data).toEqual(
      seed?.get('W')?.data,
    );
  });

  it('of an array without a name are taken where the model wants one', () => {
    const sum = 'input: { shape: [3, 3] }\nlayers: [Flatten]\nloss: Sum\nvalues: I.csv\n';
    expect(readModel(sum, 'm.yaml', { open }).values?.get('I')?.data).toHaveLength(9);
    expect(refusal(() => readModel(`${head}values: I.csv\n`, 'm.yaml', { open }))).toBe(
      'I.csv: it holds one array without a name, and the model wants I, W, y; say which it is: values: { I: FILE, ... }.',
    );
  });

  it('are doubles that become fractions when they are asked for', () => {
    const values = readModel(`${head}values: seed.npz\n`, 'm.yaml', {
      open: () => readValues(fixture('seed.npz'), 'seed.npz'),
    }).values;
    const W = values?.get('W');
    expect(Object.getOwnPropertyDescriptor(W, 'data')?.get).toBeDefined();
    expect([...(W?.doubles ?? [])]).toEqual(seed?.get('W')?.data.map(nearestDouble));
    expect(seed?.get('W')?.doubles).toBeUndefined();
  });

  it("laid out as in TensorFlow are turned into PyTorch's layout", () => {
    const model = (layout: string, w: string): string =>
      `input: { shape: [2, 2, 2] }\nweight_layout: ${layout}\nlayers: [Conv2d: { kernel_size: [1, 2], out_channels: 3, bias: false }]\nloss: Sum\nvalues: { I: [[[1, 2], [3, 4]], [[5, 6], [7, 8]]], W: ${w} }\n`;
    const oihw = '[[[[1, 2]], [[3, 4]]], [[[5, 6]], [[7, 8]]], [[[9, 10]], [[11, 12]]]]';
    const hwio = '[[[[1, 5, 9], [3, 7, 11]], [[2, 6, 10], [4, 8, 12]]]]';
    expect(readModel(model('HWIO', hwio), 'a').values).toEqual(readModel(model('OIHW', oihw), 'b').values);
  });
});

describe('a damaged file', () => {
  const npy = fixture('f8.npy');
  const st = writeSafetensors(new Map([['W', { shape: [2, 2], data: [1, 2, 3, 4], single: false }]]));
  const header = (json: string, data = 0): Uint8Array => {
    const bytes = new Uint8Array(8 + json.length + data);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
    bytes.set(text(json), 8);
    return bytes;
  };
  const changed = (bytes: Uint8Array, from: string, to: string): Uint8Array =>
    Uint8Array.from(Buffer.from(Buffer.from(bytes).toString('latin1').replace(from, to), 'latin1'));
  /** The same with so many zeros behind it. */
  const long = (bytes: Uint8Array, more: number): Uint8Array => {
    const whole = new Uint8Array(bytes.length + more);
    whole.set(bytes);
    return whole;
  };
  const longHeader = (): Uint8Array => {
    const whole = long(fixture('version2.npy'), 6 * 2 ** 20);
    new DataView(whole.buffer).setUint32(8, 5 * 2 ** 20, true);
    return whole;
  };
  const hundred = new Uint8Array(100_000_000);
  const cases: readonly (readonly [string, string, Uint8Array])[] = [
    ['nothing', 'x.npy', new Uint8Array()],
    ['text', 'x.npy', text('1 2 3 is no array')],
    ['a version that there is not', 'x.npy', npy.with(6, 9)],
    ['a header beyond the file', 'x.npy', npy.with(9, 255)],
    ['numbers cut off', 'x.npy', npy.subarray(0, npy.length - 1)],
    ['a shape of 10^12', 'x.npy', changed(npy, '(2, 3), ', '(9999999999999,)')],
    ['Python objects', 'x.npy', changed(npy, "'<f8'", "'|O' ")],
    ['complex numbers', 'x.npy', changed(npy, "'<f8'", "'<c8'")],
    ['a header without a shape', 'x.npy', changed(npy, "'shape'", "'shope'")],
    ['no zip file', 'x.npz', text('PK, but not really a zip file at all')],
    ['a zip file cut off', 'x.npz', fixture('seed.npz').subarray(0, 300)],
    ['a claim of 4 GB in a zip file', 'x.npz', lyingZip()],
    ['something else in a zip file', 'x.npz', zipSync({ 'W.npy': text('hello') })],
    ['nothing', 'x.safetensors', new Uint8Array(3)],
    ['a header beyond the file', 'x.safetensors', st.with(6, 255)],
    [
      'a header of 17 MB',
      'x.safetensors',
      (() => {
        const b = new Uint8Array(18 * 2 ** 20);
        new DataView(b.buffer).setBigUint64(0, 17n * 2n ** 20n, true);
        return b;
      })(),
    ],
    ['a header that is no JSON', 'x.safetensors', header('{"W": ')],
    ['a header that is a list', 'x.safetensors', header('[1, 2]')],
    ['a header nested too deeply', 'x.safetensors', header('['.repeat(100_000))],
    ['an array without a shape', 'x.safetensors', header('{"W": {"dtype": "F32"}}')],
    [
      'numbers of an unknown type',
      'x.safetensors',
      header('{"W": {"dtype": "F8", "shape": [1], "data_offsets": [0, 1]}}', 1),
    ],
    [
      'places beyond the file',
      'x.safetensors',
      header('{"W": {"dtype": "F32", "shape": [1], "data_offsets": [0, 400]}}', 4),
    ],
    [
      'places that run backwards',
      'x.safetensors',
      header('{"W": {"dtype": "F32", "shape": [1], "data_offsets": [4, 0]}}', 4),
    ],
    [
      'a shape of 10^18',
      'x.safetensors',
      header('{"W": {"dtype": "F32", "shape": [1000000000, 1000000000], "data_offsets": [0, 4]}}', 4),
    ],
    [
      'a negative size',
      'x.safetensors',
      header('{"W": {"dtype": "F32", "shape": [-1], "data_offsets": [0, 4]}}', 4),
    ],
    ['a name that commands a terminal', 'x.npz', zipSync({ '\u001b[31mW\u0007.npy': npy.subarray(0, 40) })],
    ['600 MB', 'x.npz', zipSync(Object.fromEntries([...'abcdef'].map((name) => [`${name}.npy`, hundred])))],
    ['a header of 5 MB', 'x.npy', longHeader()],
    [
      'more numbers than are read',
      'x.npy',
      long(changed(fixture('u1.npy'), '(2, 3), }  ', '(3000001,)}'), 2_999_995),
    ],
    ['more numbers than are read', 'x.json', text(`{"W":[${'1,'.repeat(3_000_000)}1]}`)],
    ['more words than are read', 'x.yaml', text(`W: [${'1,'.repeat(250_000)}1]`)],
    ['more cells than are read', 'x.csv', text(`${'1,'.repeat(3_000_000)}1`)],
    ['nothing', 'x.csv', text('  \n')],
    ['rows of different lengths', 'x.csv', text('1,2\n3\n')],
    ['a word', 'x.csv', text('1,2\n3,four\n')],
    ['a row of commas', 'x.csv', text('1,2\n,\n')],
    ['bytes that are no text', 'x.csv', Uint8Array.of(0xff, 0xfe, 0x31)],
    ['a bracket that does not close', 'x.json', text('{"W": [1, 2')],
    ['a list', 'x.json', text('[1, 2]')],
    ['an unknown ending', 'x.mat', text('')],
  ];

  it('is refused in one sentence, word for word as in the golden file', async () => {
    const sentences = cases.map(([what, file, bytes]) => {
      const said = refusal(() => {
        const arrays = readValues(bytes, file);
        return arrays.names.map((name) => arrays.find(name)?.entries({ name }));
      });
      return `${file} with ${what}\n  ${said}\n`;
    });
    await expect(sentences.join('')).toMatchFileSnapshot('../golden/bad-values.txt');
  });

  it('with numbers that are not finite is refused with their place', () => {
    const bytes = writeSafetensors(
      new Map([['W', { shape: [2, 2], data: [1, 2, Number.NaN, 4], single: true }]]),
    );
    expect(refusal(() => readValues(bytes, 'x.safetensors').find('W')?.entries({ name: 'W' }))).toBe(
      'x.safetensors: W: found NaN or an infinity at [1, 0], expected a finite number.',
    );
  });

  it('never meets anything but a sentence, whatever is done to it', () => {
    const whole: readonly (readonly [string, Uint8Array])[] = [
      ['x.npy', npy],
      ['x.npz', fixture('seed-compressed.npz')],
      ['x.npz', fixture('seed.npz')],
      ['x.safetensors', st],
      ['x.csv', text('1,2,1/2\n3,4,1e3\n')],
    ];
    const mutation = fc.tuple(fc.nat(4000), fc.nat(255));
    fc.assert(
      fc.property(
        fc.constantFrom(...whole),
        fc.array(mutation, { maxLength: 5 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        ([file, bytes], mutations, cut, cuts) => {
          const damaged = Uint8Array.from(cuts ? bytes.subarray(0, Math.floor(bytes.length * cut)) : bytes);
          for (const [at, byte] of mutations) if (at < damaged.length) damaged[at] = byte;
          const said = refusal(() => {
            const arrays = readValues(damaged, file);
            return arrays.names.map((name) => arrays.find(name)?.entries({ name }));
          });
          expect(said).not.toContain('\n');
        },
      ),
      { numRuns: 3000, seed: 5 },
    );
  });
});

/** An entry that claims to inflate to 4 GB. */
function lyingZip(): Uint8Array {
  const bytes = Uint8Array.from(fixture('seed-compressed.npz'));
  const view = new DataView(bytes.buffer);
  for (let at = 0; at + 4 < bytes.length; at++) {
    // The uncompressed size in the central directory, and in the header of the entry.
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 0xfffffff0, true);
    if (view.getUint32(at, true) === 0x04034b50) view.setUint32(at + 22, 0xfffffff0, true);
  }
  return bytes;
}

describe('a double', () => {
  it('is the fraction that it means', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const exact = exactDouble(value);
        expect(exact && nearestDouble(exact)).toBe(value + 0);
      }),
    );
    expect(exactDouble(0.1)?.toFraction()).toBe('3602879701896397/36028797018963968');
    expect(exactDouble(5e-324)?.d).toBe(2n ** 1074n);
    expect(exactDouble(Number.NaN)).toBeUndefined();
  });
});

describe('the formats of values', () => {
  it('are those whose endings are known', () => {
    expect([...valuesFormats.keys()]).toEqual([...valuesEndings]);
  });
});
