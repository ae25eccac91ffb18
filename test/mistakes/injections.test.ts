import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/mistakes/diagnose.ts';
import { Predictions } from '../../src/mistakes/predictions.ts';
import { type Case, cases, fileName, modelText, type NumberArray } from '../oracle/case.ts';
import { answered, givenNumbers, read, situationIn, tensorNamed } from './answer-of.ts';

/** What is done to an array of PyTorch's; undefined where it is not of the kind. */
type Injection = (array: NumberArray, name: string, net: Case) => NumberArray | undefined;

function scaled({ shape, data }: NumberArray, factor: number): NumberArray {
  return { shape, data: data.map((one) => factor * one) };
}

function isFilter({ shape }: NumberArray, name: string): boolean {
  return name.endsWith('weight') && shape.length === 4;
}

/** The entry at an index, and the array made of such entries. */
function rearranged(
  shape: readonly number[],
  from: NumberArray,
  index: (at: readonly number[]) => number[],
): NumberArray {
  const count = shape.reduce((product, size) => product * size, 1);
  const data = Array.from({ length: count }, (_, place) => {
    let rest = place;
    const at = shape.toReversed().map((size) => {
      const one = rest % size;
      rest = Math.floor(rest / size);
      return one;
    });
    const found = index(at.toReversed());
    return from.data[found.reduce((sum, one, axis) => sum * from.shape[axis] + one, 0)];
  });
  return { shape, data };
}

const injections: Readonly<Record<string, { readonly named: string; readonly to: Injection }>> = {
  'everything negated': { named: 'lossSign', to: (array) => scaled(array, -1) },
  'everything twice, below a squared error': {
    named: 'lossFactor',
    to: (array, _, { loss: { op } }) => (op === 'mse' || op === 'sse' ? scaled(array, 2) : undefined),
  },
  'everything times N, below a mean over N': {
    named: 'lossFactor',
    to: (array, _, { loss: { op, target } }) =>
      ['mse', 'l1', 'bce_with_logits'].includes(op) && target && 'data' in target && target.data.length > 1
        ? scaled(array, target.data.length)
        : undefined,
  },
  'the filters turned by 180 degrees': {
    named: 'rotatedWeightGradient',
    to: (array, name) =>
      isFilter(array, name)
        ? rearranged(array.shape, array, ([f, c, m, n]) => [
            f,
            c,
            array.shape[2] - 1 - m,
            array.shape[3] - 1 - n,
          ])
        : undefined,
  },
  'rows and columns of the filters exchanged': {
    named: 'transposedMatrix',
    to: (array, name) => {
      const [f, c, m, n] = array.shape;
      return isFilter(array, name) && m > 1 && n > 1
        ? rearranged([f, c, n, m], array, ([one, other, i, j]) => [one, other, j, i])
        : undefined;
    },
  },
  'channels of the filters exchanged': {
    named: 'channelsSwapped',
    to: (array, name) => {
      const [f, c, m, n] = array.shape;
      return isFilter(array, name) && f > 1 && c > 1
        ? rearranged([c, f, m, n], array, ([one, other, i, j]) => [other, one, i, j])
        : undefined;
    },
  },
  'the filters with their channels last': {
    named: 'layoutHWIO',
    to: (array, name) => {
      const [f, c, m, n] = array.shape;
      return isFilter(array, name)
        ? rearranged([m, n, c, f], array, ([i, j, other, one]) => [one, other, i, j])
        : undefined;
    },
  },
  'the dense weights transposed': {
    named: 'transposedMatrix',
    to: (array, name) =>
      name.endsWith('weight') && array.shape.length === 2 && array.shape.every((size) => size > 1)
        ? rearranged(array.shape.toReversed(), array, ([j, i]) => [i, j])
        : undefined,
  },
  'the biases of convolutions averaged over positions': {
    named: 'biasNotSummed',
    to: (array, name, { layers, outputs }) => {
      const at = layers.findIndex(({ bias }) => bias === name);
      const output = outputs[at];
      if (at < 0 || !/^conv/.test(layers[at].op)) return undefined;
      const positions = output.shape.slice(1).reduce((product, size) => product * size, 1);
      return positions > 1 ? scaled(array, 1 / positions) : undefined;
    },
  },
};

/** Of the nets in which an injection can be made one in so many; all of them with `npm run test:all`. */
const oneIn = process.env.ALL_NETS === undefined ? 4 : 1;

describe(`numbers of PyTorch's, altered by hand, in ${oneIn === 1 ? 'all nets' : 'every fourth net'}`, () => {
  it.each(Object.entries(injections))('%s', (_, { named, to }) => {
    let fitting = 0;
    let tried = 0;
    const missed: string[] = [];
    for (const net of cases) {
      const made = Object.entries(net.grads).map(([name, array]) => [name, to(array, name, net)] as const);
      if (made.every(([, array]) => array === undefined) || fitting++ % oneIn !== 0) continue;
      const model = read(modelText(net), `${net.id}.json`);
      const situation = situationIn(model);
      const arrays = made.map(([name, array]) => {
        const { shape, data } = array ?? net.grads[name];
        const tensor = tensorNamed(model, fileName(name));
        return answered(situation, { kind: 'gradient', tensor }, Float64Array.from(data), shape);
      });
      // A symmetric array, or one of zeros, is the same again.
      if (arrays.every(({ wrong }) => wrong.length === 0)) continue;
      tried++;
      const input = { model, values: givenNumbers(model), answered: arrays };
      const { diagnoses } = diagnose(input, new Predictions(situation));
      const best = diagnoses.filter(({ rank }) => rank === 0);
      if (
        !best.some(
          ({ mistakes, whole }) => whole && mistakes.length === 1 && mistakes[0].mistake.name === named,
        )
      )
        missed.push(`${net.id}: ${best.map(({ text }) => text).join(' ')}`);
    }
    expect(tried).toBeGreaterThan(9 / oneIn);
    expect(missed).toEqual([]);
  });
});
