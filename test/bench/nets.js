// The nets that are timed: as model files, with numbers that follow from the place of each entry.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const file = (name) => readFileSync(join(import.meta.dirname, `${name}.yaml`), 'utf8');

const sized = (text, size) => text.replaceAll('224, 224', `${size}, ${size}`);

const lenet5 = file('lenet5');

/** By name: the text of a model file without values. */
export const nets = {
  'a filter of 2 x 2, the image 3 x 3': `
input: { name: I, shape: [1, 3, 3] }
layers: [{ Conv2d: { out_channels: 1, kernel_size: 2, bias: false } }, { AvgPool2d: { kernel_size: 2 } }]
loss: MSELoss`,
  'LeNet-5, tanh, average pooling': lenet5
    .replaceAll('ReLU', 'Tanh')
    .replace(/loss: .*/, 'loss: CrossEntropyLoss'),
  'LeNet-5, ReLU, max pooling': lenet5
    .replaceAll('AvgPool2d', 'MaxPool2d')
    .replace(/loss: .*/, 'loss: CrossEntropyLoss'),
  'a small AlexNet, 64 x 64': file('alexnet-64'),
  'ResNet-18, 64 x 64': sized(file('resnet18'), 64),
  'ResNet-18, 224 x 224': file('resnet18'),
  'AlexNet, 224 x 224': file('alexnet'),
};

/** A model file as plain data, for whom no YAML is read. */
export const asData = (text) => parse(text);

/** The entries of an array: between -1 and 1, over the root of how many are summed up; peers/pytorch.py has the same. */
export function fill(numbers, array, shape) {
  const fan = shape.length > 1 ? shape.slice(1).reduce((product, size) => product * size, 1) : 4;
  for (let place = 0; place < numbers.length; place++) {
    const drawn = (place * 7919 + (array + 1) * 104729 + ((place % 8191) ** 2 % 8191) * 31) % 65537;
    numbers[place] = (drawn / 32768.5 - 1) / Math.sqrt(fan);
  }
}
