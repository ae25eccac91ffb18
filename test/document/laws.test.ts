import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import katex from 'katex';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../src/document/block.ts';
import { lawsDocument } from '../../src/document/laws/laws-document.ts';
import { settingOf } from '../../src/document/setting.ts';
import { readModel } from '../../src/model/read.ts';
import { latex } from '../../src/notation/latex.ts';
import { treeOf } from '../tree-of.ts';

/** The textbook cases, small enough to check by hand against Goodfellow et al. (2016), ch. 9, and Dumoulin & Visin (2016). */
const cases: readonly (readonly [name: string, input: unknown, layer: unknown, loss?: string])[] = [
  ['Conv2d, stride 1', { shape: [3, 6, 6] }, { Conv2d: { out_channels: 4, kernel_size: 3 } }],
  ['Conv2d, stride 2', { shape: [3, 7, 7] }, { Conv2d: { out_channels: 4, kernel_size: 3, stride: 2 } }],
  ['Conv2d, padding 1', { shape: [3, 6, 6] }, { Conv2d: { out_channels: 4, kernel_size: 3, padding: 1 } }],
  [
    'Conv2d, dilation 2',
    { shape: [3, 6, 6] },
    { Conv2d: { out_channels: 4, kernel_size: 2, dilation: 2, stride: 2 } },
  ],
  ['ConvTranspose2d', { shape: [2, 3, 3] }, { ConvTranspose2d: { kernel_size: 2, stride: 2 } }],
  ['AvgPool2d', { shape: [3, 6, 6] }, { AvgPool2d: { kernel_size: 2 } }],
  ['AvgPool2d, rows left over', { shape: [3, 5, 5] }, { AvgPool2d: { kernel_size: 2 } }],
  ['AvgPool2d, windows that overlap', { shape: [3, 7, 7] }, { AvgPool2d: { kernel_size: 3, stride: 2 } }],
  ['MaxPool2d', { shape: [3, 6, 6] }, { MaxPool2d: { kernel_size: 2 } }],
  ['MaxPool2d, windows that overlap', { shape: [3, 7, 7] }, { MaxPool2d: { kernel_size: 3, stride: 2 } }],
  ['Linear', { shape: [5] }, { Linear: { out_features: 3 } }],
  ['Linear over a batch', { shape: [5], batch: 4 }, { Linear: { out_features: 3 } }],
  ['ReLU', { shape: [3, 6, 6] }, 'ReLU'],
  ['Softmax', { shape: [5] }, 'Softmax'],
  ['softmax cross-entropy', { shape: [5] }, { Linear: { out_features: 3 } }, 'CrossEntropyLoss'],
  [
    'softmax cross-entropy over a batch',
    { shape: [5], batch: 4 },
    { Linear: { out_features: 3 } },
    'CrossEntropyLoss',
  ],
  ['BatchNorm2d', { shape: [3, 2, 2], batch: 4 }, { BatchNorm2d: { eps: '1/1000' } }],
];

function modelOf([, input, layer, loss]: (typeof cases)[number]): string {
  return JSON.stringify({
    input: { name: 'x', ...(input as object) },
    layers: [layer],
    ...(loss ? { loss } : { upstream: 'delta' }),
  });
}

/** The formulas of a document as LaTeX, with the sentences between them. */
function written({ blocks }: Document): string {
  const from = blocks.findIndex((block) => block.kind === 'heading' && block.id === 'laws');
  const to = blocks.findIndex((block) => block.kind === 'heading' && block.id === 'net');
  return blocks
    .slice(from + 2, to)
    .flatMap((block) => {
      if (block.kind === 'equation')
        return block.lines.map(
          ({ left, steps }) => `$${latex(left)}${steps.map(({ right }) => ` = ${latex(right)}`).join('')}$`,
        );
      if (block.kind === 'paragraph' || block.kind === 'note')
        return [
          block.text
            .map((one) =>
              typeof one === 'string' ? one : one.kind === 'math' ? `$${latex(one.notation)}$` : one.text,
            )
            .join(''),
        ];
      return [];
    })
    .join('\n\n');
}

describe('the laws as they are printed', () => {
  it('read like the textbooks', async () => {
    const sections = cases.map((one) => {
      const document = lawsDocument(readModel(modelOf(one), one[0], { treeOf }));
      return `## ${one[0]}\n\n${written(document)}\n`;
    });
    await expect(sections.join('\n')).toMatchFileSnapshot('../golden/laws.md');
  });

  it.each(cases.map((one) => [one[0], one] as const))('of %s are read by KaTeX', (_, one) => {
    const { blocks } = lawsDocument(readModel(modelOf(one), one[0], { treeOf }));
    for (const block of blocks) {
      if (block.kind !== 'equation') continue;
      for (const { left, steps } of block.lines)
        for (const notation of [left, ...steps.map(({ right }) => right)])
          expect(() => katex.renderToString(latex(notation), { strict: 'error' })).not.toThrow();
    }
  });
});

describe.each(['alexnet', 'resnet18'])('the laws of %s', (name) => {
  const file = join(import.meta.dirname, '../bench', `${name}.yaml`);
  const text = readFileSync(file, 'utf8');
  const read = (size: number): Document =>
    lawsDocument(readModel(text.replaceAll('224', `${size}`), file, { anySize: true }));

  it('need no expansion, which would be refused', () => {
    const model = readModel(text, file, { anySize: true });
    expect(() => settingOf(model, {})).toThrow(/expression nodes, more than the 10,000,000 that are allowed/);
    expect(() => readModel(text, file)).toThrow(/expression nodes/);
    expect(read(224).blocks.length).toBeGreaterThan(50);
  });

  it('are as long for an image of 1792 x 1792 as for one of 224 x 224', () => {
    const lines = ({ blocks }: Document): number =>
      blocks.reduce((sum, block) => sum + (block.kind === 'equation' ? block.lines.length : 1), 0);
    // Where the last pooling has nothing to do, its law is shorter.
    expect(lines(read(1792))).toBeLessThanOrEqual(lines(read(448)));
    expect(Math.abs(lines(read(1792)) - lines(read(224)))).toBeLessThan(10);
  });
});
