import { describe, expect, it } from 'vitest';
import { layers } from '../../src/layers/index.ts';
import { losses } from '../../src/losses/index.ts';
import { campaign } from './campaign.ts';
import { each, type Judge, verdict } from './judge.ts';
import { judges } from './judges/index.ts';
import { layerOptions } from './layer-options.ts';
import { lossOptions } from './loss-options.ts';
import { differences, tallyText } from './tally.ts';

describe('a campaign', () => {
  it('of 100 nets finds no difference', async () => {
    const said: string[] = [];
    const tally = await campaign(100, 1, judges, (text) => said.push(text));
    console.log(tallyText(tally));
    expect(differences(tally), said.join('\n')).toBe(0);
  });

  it('draws options of every layer and every loss', () => {
    expect(Object.keys(layerOptions).toSorted()).toEqual(Object.keys(layers).toSorted());
    expect(Object.keys(lossOptions).toSorted()).toEqual(Object.keys(losses).toSorted());
  });

  it('says a difference with the smallest net that shows it', async () => {
    const againstTanh: Judge = {
      name: 'against Tanh',
      absent: () => undefined,
      compare: each(({ net }) =>
        verdict(net.layers.some((said) => 'Tanh' in said) ? 'it has a Tanh' : undefined),
      ),
    };
    const said: string[] = [];
    const tally = await campaign(20, 1, [againstTanh], (text) => said.push(text));
    expect(differences(tally)).toBeGreaterThan(1);
    for (const text of said)
      expect(text.replace(/h\d+/, 'h')).toMatch(
        /^against Tanh differs: it has a Tanh\ninput: \{ name: I, shape: \[ 1(, 1)* \] \}\nlayers: \[ \{ Tanh: \{ output: h \} \} \]\nloss: \{ Sum: \{\} \}\nvalues: .*\n$/,
      );
  });

  it('is the same for the same seed', async () => {
    const [one, other] = await Promise.all([campaign(30, 5, [], () => {}), campaign(30, 5, [], () => {})]);
    expect(tallyText(one)).toBe(tallyText(other));
  });
});
