import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../src/model/read.ts';
import { degeneracies } from '../../src/worksheet/degenerate/index.ts';
import { planOf } from '../../src/worksheet/section.ts';
import { type Stress, stressTest } from '../../src/worksheet/stress/stress.ts';
import { stressJson } from '../../src/worksheet/stress/stress-json.ts';
import { model as template } from '../cli/run.ts';
import { treeOf } from '../tree-of.ts';

interface Made {
  readonly values: object;
  readonly layers?: readonly unknown[];
  readonly shape?: readonly number[];
  readonly loss?: unknown;
  readonly exercises?: readonly string[];
  readonly numbers?: object;
}

const filter = { Conv2d: { kernel_size: 2, bias: false } };

function stressed({ values, layers = [filter, 'Flatten'], shape = [3, 3], ...made }: Made): Stress {
  const source = JSON.stringify({
    input: { name: 'I', shape },
    layers,
    loss: made.loss ?? 'Sum',
    values,
    worksheet: {
      exercises: made.exercises ?? ['outputs', 'gradient'],
      numbers: made.numbers ?? { largest: 9999, denominator: 9999, ties: 'any', zeros: 'any' },
    },
  });
  const model = readModel(source, 'class.json', { treeOf });
  return stressTest(model, planOf(model), { variants: 30, seed: '1', advance: () => undefined });
}

const image = [
  [1, 2, 0],
  [0, 1, 3],
  [2, 1, 1],
];
const weights = [
  [1, -1],
  [2, 3],
];

/** Numbers that spoil a sheet, each in one way at least. */
const spoilt: Readonly<Record<string, Made>> = {
  constantGiven: { values: { I: image, W: { random: 'integers', from: 1, to: 2 } } },
  zeroLoss: {
    layers: [filter, { AvgPool2d: { kernel_size: 2 } }, 'Flatten'],
    loss: { MSELoss: {} },
    values: { I: image, W: weights, y: 6 },
    exercises: ['loss', 'gradient'],
  },
  mostlyZero: {
    values: {
      I: image,
      W: [
        [0, 0],
        [0, 0],
      ],
    },
  },
  allEqual: {
    values: {
      I: [
        [1, 1, 1],
        [1, 1, 1],
        [1, 1, 1],
      ],
      W: weights,
    },
  },
  choiceMet: {
    layers: [filter, { MaxPool2d: { kernel_size: 2 } }, 'Flatten'],
    values: {
      I: [
        [1, 1, 1],
        [1, 1, 1],
        [1, 1, 1],
      ],
      W: weights,
    },
  },
  tooLarge: {
    values: {
      I: [
        [100, 2, 0],
        [0, 1, 3],
        [2, 1, 1],
      ],
      W: weights,
    },
    numbers: { largest: 50 },
  },
  tooFine: {
    values: {
      I: [
        ['1/7', 2, 0],
        [0, 1, 3],
        [2, 1, 1],
      ],
      W: weights,
    },
    numbers: { denominator: 2 },
  },
  nothingArrives: {
    layers: [filter, 'ReLU', 'Flatten'],
    values: {
      I: image,
      W: [
        [-1, -1],
        [-2, -3],
      ],
    },
    exercises: ['gradient'],
  },
  copied: {
    layers: [filter, 'ReLU', 'Flatten'],
    values: {
      I: image,
      W: [
        [1, 1],
        [2, 3],
      ],
    },
  },
  roundsToZero: {
    layers: [filter, 'Sigmoid', 'Flatten'],
    values: {
      I: image,
      W: [
        [4, 5],
        [4, 5],
      ],
    },
    exercises: ['gradient'],
  },
  // A quarter of such filters is the same when it is turned by half.
  unturnedFilter: {
    shape: [4, 4],
    layers: [
      { Conv2d: { kernel_size: 2, bias: false, weight: 'V' } },
      { Conv2d: { kernel_size: 2, bias: false, weight: 'W' } },
      'Flatten',
    ],
    values: {
      I: image.map((row) => [...row, 1]).concat([[2, 0, 1, 1]]),
      V: weights,
      W: { random: 'integers', from: 1, to: 2 },
    },
    exercises: ['gradient'],
  },
};

describe('a stress test of variants', () => {
  it.each(Object.entries(spoilt))('finds what is wrong with %s', (name, made) => {
    const rules = stressed(made).degenerate.flatMap(({ reasons }) => reasons.map(({ rule }) => rule));
    expect(rules).toContain(name);
  });

  it('finds nothing in numbers that were chosen well', () => {
    expect(stressed({ values: { I: image, W: weights }, numbers: {} }).degenerate).toEqual([]);
  });

  it('names only rules that there are', () => {
    const names = Object.keys(degeneracies);
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(spoilt).toSorted()).toEqual(names.toSorted());
  });

  it('says the same every time, in JSON', async () => {
    const model = readModel(readFileSync(template('a-worksheet'), 'utf8'), 'a-worksheet.yaml');
    const test = () =>
      JSON.stringify(
        stressJson(
          stressTest(model, planOf(model), { variants: 50, seed: 'spring', advance: () => undefined }),
        ),
        null,
        1,
      );
    const once = test();
    expect(test()).toBe(once);
    await expect(`${once}\n`).toMatchFileSnapshot('../golden/a-worksheet-stress.json');
  });
});
