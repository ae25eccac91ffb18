import fc from 'fast-check';
import Fraction from 'fraction.js';
import { describe, expect, it } from 'vitest';
import { evaluateModel } from '../../src/evaluate/evaluate-model.ts';
import type { Model } from '../../src/model/model.ts';
import { readModel } from '../../src/model/read.ts';
import { verified } from './answered.ts';

/** A small net whose entries are so few numbers that ties and kinks abound. */
const net = (image: readonly number[], weights: readonly number[], ties: string, kink: string): Model =>
  readModel(
    JSON.stringify({
      input: { name: 'x', shape: [4, 4] },
      layers: [
        { MaxPool2d: { kernel_size: 2 } },
        'ReLU',
        'Flatten',
        { Linear: { out_features: 1, bias: false } },
      ],
      loss: 'Sum',
      conventions: { ties, kink },
      values: { x: [0, 4, 8, 12].map((at) => image.slice(at, at + 4)), W: [weights] },
    }),
    'net.json',
  );
const drawn = fc.tuple(
  fc.array(fc.integer({ min: -1, max: 1 }), { minLength: 16, maxLength: 16 }),
  fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 4, maxLength: 4 }),
);
const gradient = (model: Model): Fraction[] => [...(evaluateModel(model).gradients.get('x')?.exact ?? [])];

describe('the whole set of subgradients', () => {
  it('holds what every convention takes, and every mean of two of them', () => {
    fc.assert(
      fc.property(
        drawn,
        fc.constantFrom('first', 'last', 'split'),
        fc.constantFrom('0', '1', '1/2'),
        ([image, weights], ties, kink) => {
          const model = net(image, weights, 'first', '0');
          const [one, other] = [gradient(model), gradient(net(image, weights, ties, kink))];
          const mean = one.map((value, at) => value.add(other[at]).div(2));
          expect(verified(model, { x: other.map((value) => value.toFraction()) }).correct).toBe(true);
          expect(verified(model, { x: mean.map((value) => value.toFraction()) }).correct).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('holds nothing that a window gives out more of than arrives', () => {
    fc.assert(
      fc.property(drawn, fc.nat(15), ([image, weights], at) => {
        const model = net(image, weights, 'first', '0');
        const [window, arriving] = [Math.floor(at / 8) * 2 + Math.floor((at % 4) / 2), weights];
        const most = new Fraction(Math.abs(arriving[window]));
        const answer = gradient(model).map((value, place) => (place === at ? most.add(1) : value));
        expect(verified(model, { x: answer.map((value) => value.toFraction()) }).correct).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});
