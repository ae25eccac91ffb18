import { describe, expect, it } from 'vitest';
import { BadInput } from '../../src/bad-input.ts';
import { derivation } from '../../src/document/derivation/derivation.ts';
import { partsOf } from '../../src/document/parts.ts';
import { terminal } from '../../src/formats/terminal/terminal.ts';
import { readModel } from '../../src/model/read.ts';
import { treeOf } from '../tree-of.ts';

async function part(name: string, layer: object, values: object): Promise<string> {
  const source = JSON.stringify({
    input: { name: 'I', shape: [3] },
    layers: [layer],
    upstream: 'delta',
    values,
  });
  const document = await derivation(readModel(source, 'model.json'), { wrt: ['I'] });
  const found = partsOf(document).find((one) => one.name === name);
  return terminal(found?.blocks ?? [], 1000);
}

describe('what is checked', () => {
  it('says whose side central differences take where nerdamer gets other values', async () => {
    const said = await part('checks', { GELU: { approximate: 'tanh' } }, { I: [2, 0, -1], delta: [1, 1, 1] });
    expect(said).toContain(
      'gets other values for 2 of 3 derivatives; central differences side with ours at every entry, so the fault is likely its own.',
    );
  });
});

describe('values at which a result is no finite number', () => {
  it('are refused in a sentence, as eval refuses them', async () => {
    const source = JSON.stringify({
      input: { shape: [2] },
      layers: [{ Expression: 'exp(x)' }],
      loss: 'Sum',
      values: { I: [1, 1000] },
    });
    await expect(derivation(readModel(source, 'model.json', { treeOf }), {})).rejects.toThrow(
      new BadInput(
        'model.json: h at [2] has no finite value (Infinity) at these values; look for a root or a logarithm of a number below 0, a division by 0, or numbers that are too large.',
      ),
    );
  });
});

describe('the law of a maximum over windows of uneven sizes', () => {
  it('has a bracket for each window that an entry is in', async () => {
    const layer = { AdaptiveMaxPool1d: { output_size: 2, output: 'p' } };
    const law = await part('law.I', layer, { I: [1, 2, 3], delta: [5, 7] });
    expect(law).toContain('δ_i [I_m = p_i]');
    expect(law).not.toContain('𝟏');
  });
});
