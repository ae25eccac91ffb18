import { describe, expect, it } from 'vitest';
import { BadInput } from '../../src/bad-input.ts';
import { evaluateModel } from '../../src/evaluate/evaluate-model.ts';
import { layers } from '../../src/layers/index.ts';
import type { Layer } from '../../src/layers/layer.ts';
import { losses } from '../../src/losses/index.ts';
import { optionsOf } from '../../src/model/options-of.ts';
import { readModel } from '../../src/model/read.ts';
import { inputShapes, modelAround } from '../layers/example-models.ts';
import { treeOf } from '../tree-of.ts';
import { withNumbers } from '../values-for.ts';

/** What a user may write in place of a value, by what is wrong with it; as YAML. */
const wrong: readonly (readonly [what: string, yaml: string])[] = [
  ['a word', 'seven'],
  ['a truth value', 'true'],
  ['a list', '[1, 2, 3, 4, 5]'],
  ['an empty list', '[]'],
  ['nested lists', '[[[1]]]'],
  ['a map', '{ a: 1 }'],
  ['nothing', 'null'],
  ['a negative number', '-3'],
  ['zero', '0'],
  ['a fraction', '1.5'],
  ['a thousandth of a millionth', '1e-9'],
  ['a third', '1/3'],
  ['a billion', '1000000000'],
  ['10^18', '1000000000000000000'],
  ['10^400', '1e400'],
  ['not a number', '.nan'],
  ['infinity', '.inf'],
];

/** "accepted" where it is legal and computes, or the one sentence. */
function outcome(text: string): string {
  try {
    const model = readModel(text, 'model.yaml', { treeOf });
    evaluateModel(withNumbers(model, 1));
    return 'accepted';
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    return error.message;
  }
}

/** The model text with one option of its last layer set to this YAML. */
function withOption(layer: Layer, option: string, yaml: string): string {
  const shape = inputShapes.find(
    (candidate) => outcome(modelAround(layer, layer.example, candidate)) === 'accepted',
  );
  if (!shape) throw new Error(`no input for ${layer.name}`);
  const { [option]: _, ...others } = layer.example;
  return modelAround(layer, { ...others, [option]: 'HERE' }, shape).replace('"HERE"', yaml);
}

function demandSentence(said: string, where: string): void {
  if (said === 'accepted') return;
  expect(said, where).toMatch(/^model\.yaml(:\d+:\d+)?: .*\.$/);
  expect(said, where).not.toMatch(/\n|\[object|undefined|Invalid input|NaN, expected NaN/);
  expect(said.length, where).toBeLessThan(420);
}

describe('an option', () => {
  it('of any layer, whatever is written for it, is taken or refused in one sentence, as in the golden file', async () => {
    const lines: string[] = [];
    for (const layer of Object.values(layers)) {
      for (const { name: option } of optionsOf(layer.options)) {
        for (const [what, yaml] of wrong) {
          const said = outcome(withOption(layer, option, yaml));
          demandSentence(said, `${layer.name}.${option}: ${what}`);
          lines.push(`${layer.name}.${option} is ${what}: ${said.replace(/^model\.yaml:\d+:\d+: /, '')}\n`);
        }
      }
    }
    await expect(lines.join('')).toMatchFileSnapshot('../golden/bad-layer-options.txt');
  });

  it('of any loss, whatever is written for it, is taken or refused in one sentence, as in the golden file', async () => {
    const lines: string[] = [];
    for (const loss of Object.values(losses)) {
      for (const { name: option } of optionsOf(loss.options)) {
        for (const [what, yaml] of wrong) {
          const text = JSON.stringify({
            input: { name: 'I', shape: [3] },
            layers: ['Sigmoid'],
            loss: { [loss.name]: { ...loss.example, [option]: 'HERE' } },
          }).replace('"HERE"', yaml);
          const said = outcome(text);
          demandSentence(said, `${loss.name}.${option}: ${what}`);
          lines.push(`${loss.name}.${option} is ${what}: ${said.replace(/^model\.yaml:\d+:\d+: /, '')}\n`);
        }
      }
    }
    await expect(lines.join('')).toMatchFileSnapshot('../golden/bad-loss-options.txt');
  });
});

describe('a shape', () => {
  it('that a layer cannot take is refused in one sentence, as in the golden file', async () => {
    const lines: string[] = [];
    for (const layer of Object.values(layers)) {
      for (const shape of [...inputShapes, [1], [1, 1, 1]]) {
        const said = outcome(modelAround(layer, layer.example, shape));
        demandSentence(said, `${layer.name} on [${shape}]`);
        if (said !== 'accepted')
          lines.push(
            `${layer.name} on [${shape.join(', ')}]: ${said.replace(/^model\.yaml:\d+:\d+: /, '')}\n`,
          );
      }
    }
    await expect(lines.join('')).toMatchFileSnapshot('../golden/bad-shapes.txt');
  });
});
