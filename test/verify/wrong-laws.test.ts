import { describe, expect, it } from 'vitest';
import { analysisOf } from '../../src/evaluate/analysis.ts';
import { slips } from '../../src/mistakes/slips.ts';
import { readModel } from '../../src/model/read.ts';
import { backwardStage } from '../../src/model/stage.ts';
import { proveLaw } from '../../src/verify/prove.ts';
import { treeOf } from '../tree-of.ts';

const above = (layer: unknown, shape: readonly number[]): string =>
  JSON.stringify({ input: { name: 'I', shape }, layers: [layer], upstream: 'delta' });

const models: readonly (readonly [string, string])[] = [
  ['a convolution', above({ Conv2d: { kernel_size: 2, out_channels: 2 } }, [2, 4, 4])],
  ['one with stride 2', above({ Conv2d: { kernel_size: 3, stride: 2 } }, [1, 7, 7])],
  ['one with padding', above({ Conv2d: { kernel_size: 3, padding: 1 } }, [1, 4, 4])],
  ['one with dilation and stride', above({ Conv2d: { kernel_size: 2, stride: 2, dilation: 2 } }, [1, 7, 7])],
  ['one in groups', above({ Conv2d: { kernel_size: 2, out_channels: 4, groups: 2 } }, [4, 3, 3])],
  ['a transposed one', above({ ConvTranspose2d: { kernel_size: 3, stride: 2, padding: 1 } }, [1, 3, 3])],
  ['average pooling', above({ AvgPool2d: { kernel_size: 2 } }, [2, 4, 4])],
  [
    'average pooling with windows that overlap',
    above({ AvgPool2d: { kernel_size: 3, stride: 2 } }, [1, 7, 7]),
  ],
  ['max pooling', above({ MaxPool2d: { kernel_size: 2 } }, [2, 4, 4])],
  ['max pooling with windows that overlap', above({ MaxPool2d: { kernel_size: 3, stride: 1 } }, [1, 5, 5])],
  ['a dense layer', above({ Linear: { out_features: 3 } }, [4])],
  ['softmax', above('Softmax', [4])],
  [
    'cross-entropy',
    JSON.stringify({
      input: { name: 'I', shape: [4] },
      layers: [{ Linear: { out_features: 3 } }],
      loss: 'CrossEntropyLoss',
    }),
  ],
];

describe('a law that is wrong by one slip fails, with numbers that show it', () => {
  it.each(models)('of %s', (_, text) => {
    let tried = 0;
    const conventions = { ties: 'first', kink: '0' } as const;
    for (const law of analysisOf(readModel(text, 'model.yaml', { treeOf })).laws()) {
      for (const { what, definition } of slips(law.definition)) {
        const { counterexample } = proveLaw(
          { ...law, definition },
          backwardStage(law.of, law.users, conventions),
          conventions,
        );
        expect(counterexample, `d/d${law.of.name} of ${text}: ${what}`).toBeDefined();
        expect(counterexample?.byLaw).not.toBe(counterexample?.byReverseMode);
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(1);
  });
});
