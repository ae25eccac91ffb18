import { describe, expect, it } from 'vitest';
import { derivation } from '../../src/document/derivation/derivation.ts';
import { assets } from '../../src/formats/assets.ts';
import { readModel } from '../../src/model/read.ts';
import { formats } from '../loaded.ts';

const pooled = (values: string, conventions = ''): string => `
input: { shape: [2, 2] }
layers:
  - ReLU
  - MaxPool2d: { kernel_size: 2 }
  - Flatten
loss: Sum
values: { I: ${values} }
${conventions}`;

async function notes(text: string): Promise<string[]> {
  const document = await derivation(readModel(text, 'model.yaml'), { wrt: ['I'] });
  return String(await formats.md.write(document, assets)).match(/^> \*\*(Kink|Tie)\..*/gm) ?? [];
}

describe('where the derivative is a choice', () => {
  it('is named, with the choice that was made', async () => {
    expect(await notes(pooled('[[0, 3], [3, -1]]'))).toEqual([
      '> **Kink.** $I_{11}$ is exactly 0, so $a_{11}$ has a kink: the derivative taken is 0, and every number from 0 to 1 is a valid subgradient. It moves none of these derivatives.',
      '> **Tie.** $a_{12}$ and $a_{21}$ are both $3$ and tie for $p = 3$: the convention “first” chose, and every way to share 1 among them is a valid subgradient. It moves $\\frac{\\partial L}{\\partial I_{12}}$ between $0$ and $1$ and $\\frac{\\partial L}{\\partial I_{21}}$ between $0$ and $1$.',
    ]);
  });

  it('is named with the convention of the model', async () => {
    const conventions = 'conventions: { ties: split, kink: 1/2 }';
    const [kink, tie] = await notes(pooled('[[0, 3], [3, 3]]', conventions));
    expect(kink).toContain('the derivative taken is 1/2');
    expect(tie).toContain(
      '$a_{12}$, $a_{21}$ and $a_{22}$ are all $3$ and tie for $p = 3$: the convention “split” chose',
    );
  });

  it('is nowhere when all values differ', async () => {
    expect(await notes(pooled('[[1, 2], [3, 4]]'))).toEqual([]);
  });
});
