import Fraction from 'fraction.js';
import { BadInput } from '../../src/bad-input.ts';
import { layers } from '../../src/layers/index.ts';
import { losses } from '../../src/losses/index.ts';
import type { Model } from '../../src/model/model.ts';
import { optionsOf } from '../../src/model/options-of.ts';
import { readModel } from '../../src/model/read.ts';
import { examples } from '../examples.ts';
import { inputShapes, modelAround, variations } from '../layers/example-models.ts';
import { lossModelText, lossVariations } from '../losses/example-models.ts';
import { treeOf } from '../tree-of.ts';
import { withNumbers } from '../values-for.ts';

/** Models with numbers for which code is written and run: every layer, every loss, every template, every choice. */
export const programs: readonly (readonly [name: string, model: Model])[] = [
  ...examples.map(([name, model], at) => [name, model.values ? model : withNumbers(model, at + 1)] as const),
  ...Object.keys(layers).flatMap(ofLayer),
  ...Object.keys(losses).flatMap(ofLoss),
  ...choices(),
  ...nets(),
  ...extremes(),
];

/** Those that together meet everything in which one library of arrays differs from another. */
export const fewPrograms = programs.filter(([name]) =>
  /^(a-residual-block|BCELoss .*twice|BCEWithLogitsLoss .*sum|KLDivLoss .*batchmean.*|names of|extreme)/.test(
    name,
  ),
);

function ofLayer(name: string): [string, Model][] {
  const layer = layers[name];
  return [layer.example, ...(variations[name] ?? [])].flatMap((options) => {
    const all = [undefined, 2].flatMap((batch) =>
      inputShapes.flatMap((shape, at): [string, Model][] => {
        try {
          const model = readModel(modelAround(layer, options, shape, batch), name, { treeOf });
          const title = `${name} ${JSON.stringify(options)} on ${shape.join('x')}${batch ? ' twice' : ''}`;
          return [[title, withNumbers(model, at + 1)]];
        } catch (error) {
          if (error instanceof BadInput) return [];
          throw error;
        }
      }),
    );
    // The first shape that it takes alone, and the last over a batch.
    return [...new Set([all[0], all[all.length - 1]])];
  });
}

function ofLoss(name: string): [string, Model][] {
  const loss = losses[name];
  const reductions = optionsOf(loss.options).some((option) => option.name === 'reduction')
    ? [{ reduction: 'sum' }, { reduction: 'mean' }]
    : [{}];
  return [loss.example, ...(lossVariations[name] ?? [])].flatMap((options) =>
    reductions.flatMap((reduction, at) => {
      const [said, batch] = [{ ...options, ...reduction }, at === 0 ? undefined : 2];
      const model = withNumbers(readModel(lossModelText(name, said, batch), name, { treeOf }), 5);
      return [[`${name} ${JSON.stringify(said)}${batch ? ' twice' : ''}`, model] as [string, Model]];
    }),
  );
}

/** Maxima that tie and kinks that are met, under every convention. */
function choices(): [string, Model][] {
  return [
    { ties: 'first', kink: 0 },
    { ties: 'last', kink: 1 },
    { ties: 'split', kink: '1/2' },
  ].flatMap((conventions) =>
    [
      [{ MaxPool2d: { kernel_size: 2 } }],
      [{ MaxPool2d: { kernel_size: 3, stride: 1, padding: 1 } }],
      [{ MaxPool2d: { kernel_size: 2, stride: 1, dilation: 2 } }],
      [{ AdaptiveMaxPool2d: { output_size: 1 } }],
      [{ AdaptiveMaxPool2d: { output_size: [3, 2] } }],
      ['ReLU', { LeakyReLU: { negative_slope: 0.3 } }, { ELU: { alpha: 0.7 } }, 'Hardtanh'],
      [{ LPPool2d: { norm_type: 2, kernel_size: 2 } }],
    ].map((layers): [string, Model] => {
      const text = JSON.stringify({
        input: { name: 'x', shape: [2, 4, 4] },
        layers,
        upstream: 'delta',
        conventions,
      });
      const model = withNumbers(readModel(text, 'choice.json', { treeOf }), 3);
      const ties = model.values?.get('x')?.data.map((value) => value.round());
      const values = new Map(model.values).set('x', { shape: [2, 4, 4], data: ties ?? [] });
      return [`${JSON.stringify(layers)} ${JSON.stringify(conventions)}`, { ...model, values }];
    }),
  );
}

/** Nets that branch and join, names that languages have a meaning for. */
function nets(): [string, Model][] {
  const texts: Readonly<Record<string, object>> = {
    'one output used by three layers': {
      input: { name: 'x', shape: [2, 4, 4] },
      layers: [
        { Conv2d: { out_channels: 2, kernel_size: 3, padding: 1, output: 'a' } },
        { Tanh: { output: 'b' } },
        { MaxPool2d: { input: 'a', kernel_size: 3, stride: 1, padding: 1, output: 'c' } },
        { Add: { input: ['a', 'b', 'c'], output: 'd' } },
        { Concat: { input: ['d', 'x', 'a'], output: 'e' } },
        { AvgPool2d: { kernel_size: 3, stride: 2, padding: 1, count_include_pad: false } },
        'Flatten',
        { Linear: { out_features: 3 } },
      ],
      loss: 'CrossEntropyLoss',
      regularize: { l2: 'decay' },
    },
    'an output that nothing uses': {
      input: { name: 'x', shape: [2, 3] },
      layers: ['Tanh'],
      loss: { Expression: '(q - 1)^2' },
    },
    'names of the languages': {
      input: { name: 'lambda', shape: [2, 4, 4] },
      layers: [
        { Conv2d: { kernel_size: 2, out_channels: 2, weight: 'double', bias: 'exp', output: 'function' } },
        { Sigmoid: { output: 'sigmoid' } },
        { BatchNorm2d: { output: 'np' } },
        { Conv2d: { kernel_size: 2, weight: 'i', bias: 'j', output: 'm' } },
        { Flatten: { output: 'y1' } },
        { Linear: { out_features: 2, weight: 'torch', bias: 'jax', output: 'main' } },
      ],
      loss: { MSELoss: { target: 'total' } },
    },
    'strides, groups and dilation': {
      input: { name: 'x', shape: [2, 9, 8] },
      layers: [
        { Conv2d: { out_channels: 4, kernel_size: 3, stride: [3, 2], padding: 2, groups: 2 } },
        { ConvTranspose2d: { out_channels: 2, kernel_size: 3, stride: 2, padding: 1, groups: 2 } },
        { Conv2d: { out_channels: 2, kernel_size: 2, stride: 2, dilation: 2, padding: 1 } },
        { MaxPool2d: { kernel_size: 2, stride: 1, dilation: 2, padding: 1 } },
      ],
      loss: 'Mean',
    },
    'a sum of logarithms of sums': {
      input: { name: 'x', shape: [2] },
      layers: [{ Linear: { out_features: 3, bias: false } }],
      loss: 'CrossEntropyLoss',
      values: {
        x: ['1', '-1/2'],
        W: [
          [1, '1/2'],
          [0, 1],
          ['1/3', 2],
        ],
        y: ['1/2', '1/8', '3/8'],
      },
    },
    'a mask with the name of a bound': {
      input: { name: 'I', shape: [3, 3] },
      layers: [{ Dropout: { mask: 'm1' } }, { AdaptiveAvgPool2d: { output_size: 2 } }],
      loss: 'Sum',
    },
    'a window that is mostly padding': {
      input: { name: 'I', shape: [1, 1] },
      layers: [{ AvgPool2d: { kernel_size: [2, 1], padding: [1, 0], stride: 1, count_include_pad: false } }],
      loss: 'Sum',
    },
    'a maximum of one entry and of padding': {
      input: { name: 'I', shape: [1, 1] },
      layers: [{ MaxPool2d: { kernel_size: [1, 2], padding: [0, 1], stride: 2 } }],
      loss: 'Sum',
    },
    'differences that nearly cancel below a derivative of 1': {
      input: { name: 'I', shape: [1, 3] },
      layers: [{ GroupNorm: { num_groups: 1 } }, { MaxPool1d: { kernel_size: 3 } }],
      loss: 'Sum',
    },
    'two flattenings of one image': {
      input: { name: 'I', shape: [1, 2, 3] },
      layers: [
        { Flatten: { output: 'p' } },
        { Flatten: { input: 'I', output: 'q' } },
        { Add: { input: ['p', 'q'] } },
      ],
      upstream: 'delta',
    },
    'one column, channels last': {
      input: { name: 'I', shape: [2, 3, 2] },
      layers: [{ AdaptiveMaxPool2d: { output_size: [2, 1] } }, { Flatten: { order: 'HWC' } }],
      upstream: 'delta',
    },
    'a title that would end a comment': {
      title: 'a */ b /* c """ d \\ ??/ e \n f \u202e g \u2028 # coding: latin-1',
      input: { name: 'x', shape: [2] },
      layers: ['Tanh'],
      loss: 'Sum',
    },
    'padding wider than the image': {
      input: { name: 'x', shape: [1, 1, 2] },
      layers: [{ Conv2d: { kernel_size: 5, padding: 4, stride: 3, bias: false } }],
      upstream: 'delta',
    },
  };
  return Object.entries(texts).map(([name, said]) => {
    const model = readModel(JSON.stringify(said), `${name}.json`, { treeOf });
    return [name, model.values ? model : withNumbers(model, 11)];
  });
}

/** Numbers at which exponentials overflow and differences cancel. */
function extremes(): [string, Model][] {
  const numbers = [-1000, -40, -6, -0.001, 0, 0.001, 6, 40, 1000].map((value) => new Fraction(value));
  const layers = [
    'Sigmoid',
    'Tanh',
    { Softplus: { beta: 2 } },
    { ELU: { alpha: 0.5 } },
    'GELU',
    { GELU: { approximate: 'tanh' } },
    'SiLU',
    'Softmax',
    'LogSoftmax',
    'Hardtanh',
  ];
  return layers.map((layer) => {
    const text = JSON.stringify({
      input: { name: 'x', shape: [numbers.length] },
      layers: [layer],
      upstream: 'delta',
    });
    const model = withNumbers(readModel(text, 'extreme.json', { treeOf }), 2);
    const values = new Map(model.values).set('x', { shape: [numbers.length], data: numbers });
    return [`extreme ${JSON.stringify(layer)}`, { ...model, values }];
  });
}
