import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateByGraph } from '../../src/evaluate/by-graph.ts';
import { readModel } from '../../src/model/read.ts';

const net = (size: number, filters: number, image: unknown, filter: unknown, conventions = ''): string => `
input: { name: I, shape: [1, ${size}, ${size}] }
layers:
  - Conv2d: { kernel_size: 3, padding: 1, out_channels: ${filters}, bias: false }
  - ReLU
  - MaxPool2d: { kernel_size: 2 }
loss: Sum
values: { I: ${JSON.stringify([image])}, W: ${JSON.stringify(filter)} }
${conventions}`;

const square = (size: number, numbers: readonly number[]): number[][] =>
  Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => numbers[(row * size + column) % numbers.length]),
  );

describe('what a choice moves', () => {
  it('is what the two conventions differ in, where it is the only choice', () => {
    const numbers = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 25, maxLength: 25 });
    let met = 0;
    fc.assert(
      fc.property(numbers, (drawn) => {
        const text = (conventions: string) =>
          net(4, 1, square(4, drawn), [[square(3, drawn.slice(16))]], `conventions: ${conventions}`);
        const evaluated = (conventions: string) =>
          evaluateByGraph(readModel(text(conventions), 'net.yaml'), { wrt: ['W'] });
        const one = evaluated('{ ties: first, kink: 0 }');
        fc.pre(one.choices.length === 1 && one.choices[0].met.candidates.length <= 2);
        met++;
        const other = evaluated('{ ties: last, kink: 1 }').gradients.get('W')?.value ?? [];
        const differing = [...(one.gradients.get('W')?.value ?? [])].flatMap((value, place) =>
          value === other[place]
            ? []
            : [{ place, from: Math.min(value, other[place]), to: Math.max(value, other[place]) }],
        );
        expect(one.choices[0].moved?.map(({ at: { place }, from, to }) => ({ place, from, to }))).toEqual(
          differing,
        );
      }),
      { numRuns: 60, seed: 4 },
    );
    expect(met).toBe(60);
  });

  it('is told of every one of 1,766 choices', () => {
    const filters = Array.from({ length: 8 }, (_, at) => [square(3, [at - 3, 1, -1, 0, 2])]);
    const { choices } = evaluateByGraph(
      readModel(net(28, 8, square(28, [0, 1, 0, 0, -1, 0, 2]), filters), 'net.yaml'),
    );
    expect(choices).toHaveLength(1766);
    expect(choices.filter(({ moved }) => (moved?.length ?? 0) > 0)).toHaveLength(1133);
  });
});
