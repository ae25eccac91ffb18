import fc from 'fast-check';
import { entryCount, type Shape } from '../../src/index/tensor.ts';
import { givenTensors } from '../../src/model/expansion.ts';
import { readModel } from '../../src/model/read.ts';

/** A small random network as the text of a model file, with values in quarters. */
export const randomModel: fc.Arbitrary<string> = fc
  .record({
    channels: fc.integer({ min: 1, max: 2 }),
    size: fc.integer({ min: 4, max: 6 }),
    out: fc.constantFrom(1, 2, 4),
    kernel: fc.integer({ min: 1, max: 3 }),
    stride: fc.integer({ min: 1, max: 2 }),
    padding: fc.integer({ min: 0, max: 1 }),
    grouped: fc.boolean(),
    bias: fc.boolean(),
    relu: fc.boolean(),
    pool: fc.constantFrom('AvgPool2d', 'MaxPool2d', undefined),
    poolOptions: fc.constantFrom('', ', stride: 1', ', ceil_mode: true', ', padding: 1'),
    dense: fc.boolean(),
    reduction: fc.constantFrom('mean', 'sum'),
    seed: fc.infiniteStream(fc.integer({ min: -12, max: 12 })),
  })
  .map((net) => {
    const groups = net.grouped && net.out % net.channels === 0 ? net.channels : 1;
    const convolved = Math.floor((net.size + 2 * net.padding - net.kernel) / net.stride) + 1;
    const pooled = net.pool !== undefined && convolved >= 2;
    const layers = [
      `Conv2d: { out_channels: ${net.out}, kernel_size: ${net.kernel}, stride: ${net.stride}, padding: ${net.padding}, groups: ${groups}, bias: ${net.bias} }`,
      ...(net.relu ? ['ReLU'] : []),
      ...(pooled ? [`${net.pool}: { kernel_size: 2${net.poolOptions} }`] : []),
      'Flatten',
      ...(net.dense ? ['Linear: { out_features: 2 }'] : []),
    ];
    const text = `input: { name: I, shape: [${net.channels}, ${net.size}, ${net.size}] }\nlayers:\n${layers.map((layer) => `  - ${layer}`).join('\n')}\nloss: { MSELoss: { target: y, reduction: ${net.reduction} } }\n`;
    return withValues(text, net.seed);
  });

function withValues(text: string, numbers: Iterator<number>): string {
  const tensors = givenTensors(readModel(text, 'random.yaml'));
  const values = tensors.map(({ name, shape }) => {
    const data = Array.from({ length: entryCount(shape) }, () => `${numbers.next().value}/4`);
    return `  ${name}: ${JSON.stringify(nestedText(shape, data))}`;
  });
  return `${text}values:\n${values.join('\n')}\n`;
}

function nestedText(shape: Shape, data: readonly string[]): unknown {
  if (shape.length === 0) return data[0];
  const [size, ...rest] = shape;
  const step = data.length / size;
  return Array.from({ length: size }, (_, at) => nestedText(rest, data.slice(at * step, (at + 1) * step)));
}
