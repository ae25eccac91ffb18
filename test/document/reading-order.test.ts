import { describe, expect, it } from 'vitest';
import { BadInput } from '../../src/bad-input.ts';
import { derivationWith } from '../../src/document/derivation/derivation.ts';
import { nameOf } from '../../src/document/parts.ts';
import { layers } from '../../src/layers/index.ts';
import type { Model } from '../../src/model/model.ts';
import { readModel } from '../../src/model/read.ts';
import { text } from '../../src/notation/text.ts';
import { treeOf } from '../tree-of.ts';

/** A filter, this layer, the mean of 2 x 2; undefined where that does not fit. */
function netWith(layer: string, size = 3): Model | undefined {
  try {
    return readModel(
      `input: { shape: [${size}, ${size}] }\nlayers: [ Conv2d: { kernel_size: 2, bias: false }, ${layer}, AvgPool2d: { kernel_size: 2 }, Flatten ]\nloss: { MSELoss: { reduction: sum } }`,
      'net.yaml',
      { treeOf },
    );
  } catch (error) {
    if (error instanceof BadInput) return undefined;
    throw error;
  }
}

const named = (places: string): string[] => places.split(' ').map((place) => `I_${place}`);

/** Along the rows, where it works along an axis: the channel is one. */
const between = Object.entries(layers)
  .map(([name, { options }]) => (options.safeParse({ dim: -1 }).success ? `${name}: { dim: -1 }` : name))
  .filter(netWith);

describe('the terms of a gradient', () => {
  it.each(between)('stand in reading order, with %s between', (layer) => {
    const model = netWith(layer);
    if (!model) throw new Error('the layer was chosen because it fits');
    expect(pixelsOf(model)).toEqual(
      ['11 12 21 22', '12 13 22 23', '21 22 31 32', '22 23 32 33'].flatMap(named),
    );
  });

  it('stand in reading order, whichever window they were in', () => {
    const model = netWith('MaxPool2d: { kernel_size: 2 }', 5);
    // The sum is written with dots before its last term.
    expect(model && pixelsOf(model).slice(0, 7)).toEqual(named('11 12 13 14 21 22 44'));
  });
});

/** The pixels in the order in which the gradient by the filter is written in them. */
function pixelsOf(model: Model): string[] {
  const { blocks } = derivationWith(undefined, model, { wrt: ['W'] });
  const gradient = blocks.find(
    (block) => block.kind === 'equation' && block.part && nameOf(block.part) === 'gradient.W',
  );
  if (gradient?.kind !== 'equation') throw new Error('there is a gradient');
  const written = gradient.lines.flatMap(({ steps }) => steps.map(({ right }) => text(right))).join(' ');
  return written.match(/I_\d\d/g) ?? [];
}
