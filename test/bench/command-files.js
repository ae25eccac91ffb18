// Model files with numbers, and answers, for the commands that are timed as whole processes.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { givenTensors } from '../../dist/model/expansion.js';
import { readModel } from '../../dist/model/read.js';
import { asData, fill, nets } from './nets.js';

const folder = mkdtempSync(join(tmpdir(), 'gradsheet-bench-'));
export const command = join(import.meta.dirname, '../../bin/gradsheet.js');

function nested(numbers, [size, ...sizes]) {
  if (size === undefined) return numbers[0];
  const step = numbers.length / size;
  return Array.from({ length: size }, (_, at) => nested(numbers.slice(at * step, (at + 1) * step), sizes));
}

/** A net with its numbers as a file; `pixel` turns what follows from a place to an entry of the input. */
export function modelFile(name, text = nets[name], entry = (number) => Number(number.toFixed(4))) {
  const model = readModel(text, name, { anySize: true });
  let array = 0;
  const values = Object.fromEntries(
    givenTensors(model).map(({ name: of, role, shape }) => {
      if (role === 'target' && model.objective.name === 'CrossEntropyLoss') return [of, 3];
      const numbers = new Float64Array(shape.reduce((product, size) => product * size, 1));
      fill(numbers, array++, shape);
      return [of, nested(Array.from(numbers, entry), shape)];
    }),
  );
  const path = join(folder, `${name.replace(/\W+/g, '-')}.json`);
  writeFileSync(path, JSON.stringify({ ...asData(text), values }));
  return path;
}

/** The gradients of a model file by its parameters, as an answer file. */
export function answerFile(model) {
  const { stdout } = spawnSync(process.execPath, [command, 'eval', model, '--json'], { maxBuffer: 2 ** 30 });
  const { gradients } = JSON.parse(stdout);
  const path = model.replace('.json', '-answer.json');
  writeFileSync(
    path,
    JSON.stringify(Object.fromEntries(Object.entries(gradients).map(([name, { value }]) => [name, value]))),
  );
  return path;
}

/** 1,534 places where a maximum is taken twice or more: few numbers, a ReLU and a pooling. */
export const manyTies = `
input: { name: I, shape: [1, 28, 28] }
layers:
  - Conv2d: { kernel_size: 3, padding: 1, out_channels: 8, bias: false }
  - ReLU
  - MaxPool2d: { kernel_size: 2 }
loss: Sum`;

export const output = (name) => join(folder, name);
