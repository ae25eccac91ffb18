import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BadInput } from '../../src/bad-input.ts';
import { importOnnx } from '../../src/onnx/import.ts';
import { numbersOf } from '../../src/onnx/numbers.ts';
import { emptyFolder, gradsheet } from '../cli/run.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const net = join(fixtures, 'net.onnx');
const { x, output } = JSON.parse(readFileSync(join(fixtures, 'net.json'), 'utf8'));

describe('gradsheet import', () => {
  it('makes of a net that PyTorch exported a model that gives what PyTorch gives', async () => {
    const cwd = emptyFolder();
    const { status, out } = await gradsheet(['import', net, '-o', 'net.yaml'], { cwd });
    expect({ status, out }).toEqual({
      status: 0,
      out: 'wrote net.yaml with 12 layers, and net.safetensors with 139 numbers\n',
    });
    const model = readFileSync(join(cwd, 'net.yaml'), 'utf8');
    writeFileSync(
      join(cwd, 'with-loss.yaml'),
      model.replace('upstream: delta', 'loss: { NLLLoss: { target: y } }'),
    );
    writeFileSync(join(cwd, 'x.json'), JSON.stringify({ input_1: x, y: 1 }));
    const args = ['eval', 'with-loss.yaml', '--values', 'net.safetensors', '--values', 'x.json', '--json'];
    const found = JSON.parse((await gradsheet(args, { cwd })).out);
    found.outputs.t23.value.forEach((value: number, at: number) => {
      expect(value).toBeCloseTo(output[at], 5);
    });
    expect(Object.keys(found.gradients)).toHaveLength(6);
  });

  it('writes a model that can be derived as it is', async () => {
    const cwd = emptyFolder();
    expect((await gradsheet(['import', net], { cwd })).out).toContain('wrote out/net.yaml');
    const { status, out } = await gradsheet(
      ['derive', 'out/net.yaml', '--detail', 'brief', '--to', 'md', '-o', '-'],
      { cwd },
    );
    expect(status).toBe(0);
    expect(out).toContain('**LogSoftmax**');
  });

  it.each([
    [['import', 'none.onnx'], 'none.onnx: there is no such file, expected an ONNX file.\n'],
    [['import', net, '-o', 'net.json'], '-o net.json: found the ending ".json", expected .yaml or .yml.\n'],
  ])('refuses %j in one sentence', async (args, err) => {
    expect(await gradsheet(args)).toEqual({ status: 2, out: '', err });
  });

  it('says on standard error that a number of samples that was left open is taken as one', async () => {
    const cwd = emptyFolder();
    const bytes = readFileSync(net);
    // The first dim { dim_value: 1 } is that of the input; it becomes dim { dim_param: "" }.
    bytes.set([0x0a, 2, 0x12, 0], bytes.indexOf(Buffer.from([0x0a, 2, 0x08, 1])));
    writeFileSync(join(cwd, 'open.onnx'), bytes);
    expect(await gradsheet(['import', 'open.onnx', '-o', 'open.yaml'], { cwd })).toEqual({
      status: 0,
      out: 'wrote open.yaml with 12 layers, and open.safetensors with 139 numbers\n',
      err: 'open.onnx: the input "input.1" leaves its number of samples open; it is taken as one sample, and input.batch of the model file says another number.\n',
    });
  });

  it('lists every node that has no layer, and writes nothing', async () => {
    const cwd = emptyFolder();
    const bytes = Buffer.from(
      readFileSync(net).toString('latin1').replaceAll('LeakyRelu', 'LeakyRobu'),
      'latin1',
    );
    writeFileSync(join(cwd, 'odd.onnx'), bytes);
    const { status, err } = await gradsheet(['import', 'odd.onnx'], { cwd });
    expect(status).toBe(2);
    expect(err.split('\n').slice(0, 2)).toEqual([
      expect.stringMatching(/^odd\.onnx: \d+ nodes have no layer here, nothing was written:$/),
      '  /LeakyRobu (LeakyRobu): there is no layer for it',
    ]);
    expect(readdirSync(cwd)).toEqual(['odd.onnx']);
  });
});

describe('a damaged ONNX file', () => {
  it('is refused, or is still a model', () => {
    const whole = readFileSync(net);
    const mutation = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
    fc.assert(
      fc.property(
        fc.array(mutation, { maxLength: 6 }),
        fc.nat(whole.length),
        fc.boolean(),
        (mutations, length, cuts) => {
          const bytes = Uint8Array.from(cuts ? whole.subarray(0, length) : whole);
          for (const [at, byte] of mutations) if (at < bytes.length) bytes[at] = byte;
          try {
            importOnnx(bytes, 'net.onnx');
          } catch (error) {
            if (!(error instanceof BadInput)) throw error;
          }
        },
      ),
      { numRuns: 3000, seed: 3 },
    );
  });

  it('that is cut off is refused', () => {
    const bytes = Uint8Array.from(readFileSync(net));
    expect(() => importOnnx(bytes.subarray(0, 900), 'cut.onnx')).toThrow(
      'cut.onnx: not an ONNX model, or cut off.',
    );
  });

  it('that claims more numbers than it holds is refused before room is made for them', () => {
    const nothing = {
      floatData: [],
      int32Data: [],
      int64Data: [],
      doubleData: [],
      dataLocation: 0,
      name: 'W',
    };
    const lying = { ...nothing, dims: [1_000_000, 1_000_000], dataType: 1, rawData: new Uint8Array(8) };
    expect(() => numbersOf(lying)).toThrow('W holds 2 numbers, and [1000000, 1000000] takes 1000000000000');
  });
});
