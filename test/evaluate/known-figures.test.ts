import { describe, expect, it } from 'vitest';
import { evaluateModel } from '../../src/evaluate/evaluate-model.ts';
import { evaluatedJson } from '../../src/evaluate/evaluated-json.ts';
import { readModel } from '../../src/model/read.ts';

describe('known figures', () => {
  it('a filter of ones over 1..9, with the gradient [[3, 1], [2, 0]] from above', () => {
    const model = readModel(
      `
input: { name: x, shape: [3, 3] }
layers: [Conv2d: { kernel_size: 2, bias: false }]
upstream: delta
values: { x: [[1, 2, 3], [4, 5, 6], [7, 8, 9]], W: [[1, 1], [1, 1]], delta: [[3, 1], [2, 0]] }
`,
      'figures.yaml',
    );
    expect(evaluatedJson(evaluateModel(model))).toEqual({
      loss: null,
      outputs: {
        o: {
          shape: [1, 2, 2],
          value: [
            [
              [12, 16],
              [24, 28],
            ],
          ],
          exact: [
            [
              ['12', '16'],
              ['24', '28'],
            ],
          ],
        },
      },
      gradients: {
        x: {
          shape: [1, 3, 3],
          value: [
            [
              [3, 4, 1],
              [5, 6, 1],
              [2, 2, 0],
            ],
          ],
          exact: [
            [
              ['3', '4', '1'],
              ['5', '6', '1'],
              ['2', '2', '0'],
            ],
          ],
        },
        W: {
          shape: [1, 1, 2, 2],
          value: [
            [
              [
                [13, 19],
                [31, 37],
              ],
            ],
          ],
          exact: [
            [
              [
                ['13', '19'],
                ['31', '37'],
              ],
            ],
          ],
        },
      },
    });
  });

  it('0.1 is one tenth, and nothing is lost in ten of them', () => {
    const model = readModel(
      `
input: { name: x, shape: [10] }
layers: [Linear: { out_features: 1, bias: false }]
loss: Sum
values: { x: [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1], W: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1] }
`,
      'tenths.yaml',
    );
    expect(evaluatedJson(evaluateModel(model)).loss?.exact).toBe('1');
  });
});
