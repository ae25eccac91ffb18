import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/mistakes/diagnose.ts';
import { numbersOf } from '../../src/mistakes/situation.ts';
import { answeredOf, givenNumbers, read, situationIn, tensorNamed } from './answer-of.ts';
import { gradientsBy, type Slip, someNet } from './student.ts';

const net = someNet();

function modelWith(pooling: 'average' | 'maximum') {
  return read(
    JSON.stringify({
      input: { name: 'I', shape: [2, 5, 5] },
      layers: [
        { Conv2d: { out_channels: 2, kernel_size: 2, weight: 'F', bias: 'b', output: 'o' } },
        'ReLU',
        { [pooling === 'average' ? 'AvgPool2d' : 'MaxPool2d']: { kernel_size: 2 } },
        'Flatten',
        { Linear: { out_features: 2, weight: 'V', bias: 'c', output: 'h' } },
        { Linear: { out_features: 2, weight: 'W', bias: 'd', output: 'q' } },
      ],
      loss: { MSELoss: { target: 'y' } },
      values: net,
    }),
  );
}

/** The slip, the pooling at which it is made, and what it is called. */
const slips: readonly (readonly [Slip, 'average' | 'maximum', string])[] = [
  ['loss negated', 'average', 'lossSign'],
  ['square without its 2', 'average', 'lossFactor'],
  ['mean forgotten', 'average', 'lossFactor'],
  ['pooling as a sum', 'average', 'averageFactor'],
  ['pooling divided twice', 'average', 'averageFactor'],
  ['every cell of the window', 'maximum', 'everyCellOfMaxWindow'],
  ['first cell of the window', 'maximum', 'wrongWinner'],
  ['no mask', 'average', 'reluMaskForgotten'],
  ['mask of the gradient', 'average', 'reluMaskMisplaced'],
  ['first window only', 'maximum', 'oneWindow'],
  ['first window only', 'average', 'oneWindow'],
  ['overwritten', 'maximum', 'overwritten'],
  ['bias from the first window', 'average', 'biasNotSummed'],
  ['bias averaged', 'average', 'biasNotSummed'],
  ['filter gradient turned', 'average', 'rotatedWeightGradient'],
  ['filter not flipped', 'average', 'filterNotRotated'],
  ['filter gradient transposed', 'average', 'transposedMatrix'],
  ['dense gradient transposed', 'average', 'transposedMatrix'],
  ['W for its transpose', 'average', 'transposedMatrix'],
  ['channels of the gradient exchanged', 'average', 'channelsSwapped'],
  ['folded with channels last', 'average', 'flattenOrder'],
  ['stride 2 on the way back', 'average', 'strideOff'],
  ['padding 1 on the way back', 'average', 'paddingOff'],
  ['W stepped too early', 'average', 'staleValues'],
];

/** Two slips at once, with average pooling, and what they are called. */
const twoSlips: readonly (readonly [Slip, Slip, string, string])[] = [
  ['loss negated', 'pooling as a sum', 'lossSign', 'averageFactor'],
  ['loss negated', 'filter gradient turned', 'lossSign', 'rotatedWeightGradient'],
  ['pooling as a sum', 'no mask', 'averageFactor', 'reluMaskForgotten'],
  ['first window only', 'mean forgotten', 'lossFactor', 'oneWindow'],
  ['filter not flipped', 'bias averaged', 'filterNotRotated', 'biasNotSummed'],
  ['W for its transpose', 'no mask', 'transposedMatrix', 'reluMaskForgotten'],
  ['folded with channels last', 'padding 1 on the way back', 'flattenOrder', 'paddingOff'],
  ['stride 2 on the way back', 'square without its 2', 'lossFactor', 'strideOff'],
];

describe('a net differentiated by hand in plain loops', () => {
  it.each(['average', 'maximum'] as const)('has our gradients with %s pooling', (pooling) => {
    const situation = situationIn(modelWith(pooling));
    for (const [name, numbers] of Object.entries(gradientsBy(net, pooling))) {
      const ours = numbersOf(situation.gradients, tensorNamed(situation.model, name));
      const theirs = numbers.flat(4);
      expect(ours.length).toBe(theirs.length);
      expect(Array.from(ours).filter((one, at) => Math.abs(one - theirs[at]) > 1e-9 * Math.abs(one))).toEqual(
        [],
      );
    }
  });

  it.each(slips)('with the slip "%s", at %s pooling, is diagnosed as %s', (slip, pooling, name) => {
    const model = modelWith(pooling);
    const answered = answeredOf(situationIn(model), {
      model: '',
      gradients: { ...gradientsBy(net, pooling, slip) },
    });
    const { diagnoses, notTried } = diagnose({ model, values: givenNumbers(model), answered });
    expect(notTried).toBe(0);
    expect(diagnoses[0]).toMatchObject({ whole: true, against: 0, mistakes: [{ mistake: { name } }] });
  });

  it.each(twoSlips)('with the slips "%s" and "%s" is diagnosed as %s and %s', (one, other, ...names) => {
    const model = modelWith('average');
    const gradients = { ...gradientsBy(net, 'average', one, other) };
    const answered = answeredOf(situationIn(model), { model: '', gradients });
    const { diagnoses } = diagnose({ model, values: givenNumbers(model), answered });
    const best = diagnoses.filter(({ rank }) => rank === 0);
    expect(best[0]).toMatchObject({ whole: true, against: 0 });
    expect(best.map(({ mistakes }) => mistakes.map(({ mistake: { name } }) => name))).toContainEqual(names);
  });
});
