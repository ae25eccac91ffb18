import { describe, expect, it } from 'vitest';
import { sceneOf } from '../../src/document/scene-of.ts';
import { evaluateModel } from '../../src/evaluate/evaluate-model.ts';
import { descentValues } from '../../src/figures/charts/descent-values.ts';
import { chosenFigure, chosenSubject } from '../../src/figures/choose.ts';
import type { Drawing, Label } from '../../src/figures/drawing/drawing.ts';
import { spoken } from '../../src/figures/drawing/label-row.ts';
import { tikzOf } from '../../src/figures/drawing/tikz-of.ts';
import { figures } from '../../src/figures/index.ts';
import { readModel } from '../../src/model/read.ts';
import { text } from '../../src/notation/text.ts';
import { everyFigure, sceneNamed } from './every-figure.ts';
import { labelBox, within } from './extent.ts';

function drawn(model: string, name: string, of?: string): Drawing {
  const figure = chosenFigure(figures, name);
  const scene = sceneNamed(model);
  return figure.draw(scene, chosenSubject(figure, scene, of));
}

/** What stands in the faces of one colour, from left to right and down. */
function lettersOn(drawing: Drawing, fill: string): string[] {
  const faces = drawing.shapes.flatMap((shape) =>
    shape.kind === 'rectangle' && shape.fill === fill ? [shape] : [],
  );
  const labels = drawing.shapes.filter((shape): shape is Label => shape.kind === 'label');
  return faces.flatMap(({ x, y, width, height }) =>
    labels
      .filter((label) => within(labelBox(label), [x, y, x + width, y + height]))
      .map(({ text }) => spoken(text)),
  );
}

describe('the figures of the first lesson', () => {
  const seed = everyFigure().filter(({ model }) => model === 'how-a-filter-learns');

  it.each(
    seed.map(({ title, figure, subject, drawing }) => [title, figure.name, subject.name, drawing] as const),
  )('%s: is TikZ as its golden file says', async (_, name, of, drawing) => {
    const file = `../golden/figures/${name}${of === '' ? '' : `-${of}`}.tikz`;
    await expect(`% ${drawing.alt}\n${tikzOf(drawing)}\n`).toMatchFileSnapshot(file);
  });

  it('every figure says what it shows, as the golden file has it', async () => {
    const told = everyFigure().map(({ title, drawing }) => `${title}\n  ${drawing.alt}\n`);
    await expect(told.join('\n')).toMatchFileSnapshot('../golden/figures/alt.txt');
  });
});

describe('windows', () => {
  it('have the colour of the output that they make, and each entry its weight below it', () => {
    const drawing = drawn('how-a-filter-learns', 'windows', 'o');
    expect(lettersOn(drawing, 'one')).toEqual('o_11 o_11 I_11 W_11 I_12 W_12 I_21 W_21 I_22 W_22'.split(' '));
    expect(lettersOn(drawing, 'four')).toEqual(
      'o_22 o_22 I_22 W_11 I_23 W_12 I_32 W_21 I_33 W_22'.split(' '),
    );
  });

  it('have zeros in the padding of a sum', () => {
    const drawing = drawn('padded, by two', 'windows');
    expect(lettersOn(drawing, 'one').filter((said) => said === '0')).toHaveLength(5);
  });

  it('of an average have its share', () => {
    expect(lettersOn(drawn('how-a-filter-learns', 'windows', 'p'), 'one')).toEqual(
      'p p o_11 1/4 o_12 1/4 o_21 1/4 o_22 1/4'.split(' '),
    );
  });

  it('stop with dots where an image is large, and say how many channels there are', () => {
    const drawing = drawn('lenet5', 'windows', 'p1');
    const said = drawing.shapes.flatMap((shape) => (shape.kind === 'label' ? [spoken(shape.text)] : []));
    expect(said).toContain('…');
    expect(said).toContain('Channel 1 of 6.');
  });
});

describe('the gradients of a convolution', () => {
  it('of the filter: delta slides over the image', () => {
    expect(lettersOn(drawn('how-a-filter-learns', 'filterGradient'), 'three').slice(2)).toEqual(
      'I_21 δ_11 I_22 δ_12 I_31 δ_21 I_32 δ_22'.split(' '),
    );
  });

  it('of the image: the filter turned slides over delta', () => {
    // dL/dI_22 = delta_11 W_22 + delta_12 W_21 + delta_21 W_12 + delta_22 W_11
    expect(lettersOn(drawn('how-a-filter-learns', 'inputGradient'), 'five').slice(2)).toEqual(
      'δ_11 W_22 δ_12 W_21 δ_21 W_12 δ_22 W_11'.split(' '),
    );
  });

  it('of an image that a filter steps over by two: some entries meet a single weight', () => {
    const { alt } = drawn('padded, by two', 'inputGradient');
    expect(alt).toContain('∂L/∂I_11 from δ_11 W_22; ∂L/∂I_12 from δ_12 W_21, δ_11 W_23;');
  });
});

describe('im2col', () => {
  it('times the weights is what the convolution makes', () => {
    const { model, names, values } = sceneNamed('two-channels-two-filters');
    const drawing = drawn('two-channels-two-filters', 'im2col');
    const numbers = new Map(
      [model.input, ...model.steps[0].parameters, model.steps[0].output].flatMap((tensor) =>
        (values(tensor) ?? []).map(
          (value, place) => [text(names.entry(tensor, place)), value.valueOf()] as const,
        ),
      ),
    );
    const valuesOf = (fill: string): number[] =>
      lettersOn(drawing, fill).map((said) => numbers.get(said) ?? Number.NaN);
    const weights = valuesOf('filter');
    expect(weights).toHaveLength(8);
    for (const row of ['one', 'two', 'three', 'four']) {
      const entries = valuesOf(row);
      const made = entries.pop();
      expect(entries).toHaveLength(8);
      expect(entries.reduce((sum, entry, at) => sum + entry * weights[at], 0)).toBe(made);
    }
  });

  it('has zeros where a window reaches into padding', () => {
    expect(drawn('padded, by two', 'im2col').alt).toBe(
      'Conv2d as a product of a 9 by 9 matrix with the weights of W as a column. Its first row is the window of o_11: 0, 0, 0, 0, I_11, I_12, 0, I_21, I_22.',
    );
  });
});

describe('pooling', () => {
  it('names the winners', () => {
    const drawing = drawn('conv-relu-maxpool-dense', 'pooling');
    expect(lettersOn(drawing, 'winner')).toEqual(
      'a_22 7 ∂L/∂p_11 a_23 3 ∂L/∂p_12 a_42 2 ∂L/∂p_21 a_34 5 ∂L/∂p_22'.split(' '),
    );
  });

  it('shares the gradient where the convention is to split, in equal parts', () => {
    const drawing = drawn('overlapping windows with ties', 'pooling');
    expect(lettersOn(drawing, 'winner').slice(0, 8)).toEqual([
      ...'x_11 1 x_12 1 x_21 1'.split(' '),
      '1/3·δ_11',
      '1/3·δ_11',
    ]);
    expect(drawing.alt).toContain('p_11 is x_11 and x_12 and x_21');
  });
});

describe('the step', () => {
  it('starts at the loss of the model, with the slope of its gradient', () => {
    const scene = sceneNamed('how-a-filter-learns');
    const { loss, gradients } = evaluateModel(scene.model);
    const values = descentValues(scene, { name: 'W' });
    expect(values.lossAfter(0)).toBe(loss?.value[0]);
    const squares = Array.from(gradients.get('W')?.value ?? [], (slope) => slope * slope);
    expect(values.slope).toBe(-squares.reduce((sum, square) => sum + square, 0));
  });

  it('is exact: the loss of the lesson is (2 - 26 eta)^2', () => {
    // p - y = -2, and each step raises p by eta times the sum of the squares of its derivatives, 26.
    const values = descentValues(sceneNamed('how-a-filter-learns'), { name: 'W' });
    for (const rate of [0, 1 / 128, 1 / 16, 1 / 8]) expect(values.lossAfter(rate)).toBe((2 - 26 * rate) ** 2);
  });

  it('repeated is gradient descent: the second loss is that after one step', () => {
    const values = descentValues(sceneNamed('a-residual-block'), { name: '' });
    const [before, after] = values.lossesOf(1 / 64, 3);
    expect(before).toBeCloseTo(values.lossAfter(0), 12);
    expect(after).toBeCloseTo(values.lossAfter(1 / 64), 12);
  });

  it('is refused where there is no way down', () => {
    const model = readModel(
      '{ input: { name: x, shape: [1] }, layers: [Linear: { out_features: 1, bias: false }], loss: { MSELoss: { target: y } }, values: { x: [2], W: [[1]], y: [2] } }',
      'flat.yaml',
    );
    const figure = chosenFigure(figures, 'step');
    const scene = sceneOf(model);
    expect(() => figure.draw(scene, chosenSubject(figure, scene, undefined))).toThrow(
      'flat.yaml: the gradient is 0 at these values, so that no step can be drawn.',
    );
  });
});

describe('a figure of a model whose author counts from 0', () => {
  const scene = sceneOf(
    readModel(
      '{ input: { name: I, shape: [2, 2, 3] }, layers: [Conv2d: { out_channels: 2, kernel_size: [1, 2], bias: false }], loss: { MSELoss: { target: y } }, values: { I: [[[1, 2, 0], [0, 1, 1]], [[0, 0, 1], [2, 0, 3]]], W: [[[[1, 0]], [[2, 1]]], [[[0, 1]], [[1, 1]]]], y: [[[0, 0], [0, 0]], [[0, 0], [0, 0]]] }, notation: { base: 0 } }',
      'zero.yaml',
    ),
  );
  const drawing = (name: string, of: string): Drawing => {
    const figure = chosenFigure(figures, name);
    return figure.draw(scene, chosenSubject(figure, scene, of));
  };
  const written = ({ shapes }: Drawing): string[] =>
    shapes.flatMap((shape) => (shape.kind === 'label' ? [spoken(shape.text)] : []));

  it('has slices, rows and columns from 0 on in a heat map, and so is what is said of it', () => {
    const { shapes, alt } = drawing('gradients', 'I');
    const small = shapes.flatMap((shape) =>
      shape.kind === 'label' && shape.size === 0.6 ? [spoken(shape.text)] : [],
    );
    expect(small).toEqual(['0', '1', '2', '0', '1', '0', '1', '2', '0', '1']);
    expect(written(drawing('gradients', 'I'))).toEqual(
      expect.arrayContaining(['∂L/∂I_{0,:,:}', '∂L/∂I_{1,:,:}']),
    );
    expect(alt).toMatch(/the largest in size is ∂L\/∂I_111 = 4\.8\.$/);
  });

  it('names the slices that a window is over from 0 on', () => {
    expect(written(drawing('filterGradient', 'o'))).toEqual(
      expect.arrayContaining(['I_{0,:,:}', 'δ_{0,:,:}']),
    );
  });
});

describe('the network', () => {
  it('has an arrow forward and one back for every array, and one for every parameter', () => {
    const { shapes } = drawn('conv-relu-maxpool-dense', 'network');
    const inks = shapes.flatMap((shape) => (shape.kind === 'line' && shape.head ? [shape.ink] : []));
    // I, z, a, p, v, q, L and the key forward; back the same, and dL/dW with dL/db, dL/dV with dL/dc.
    expect(inks.filter((ink) => ink === 'forward')).toHaveLength(8);
    expect(inks.filter((ink) => ink === 'backward')).toHaveLength(10);
  });

  it('joins what comes back where an array goes to two layers', () => {
    const { shapes, alt } = drawn('a-residual-block', 'network');
    expect(shapes.filter(({ kind }) => kind === 'circle')).toHaveLength(1);
    expect(alt).toContain('where an array goes to several layers (once) their gradients are added');
  });

  it.each(['resnet18', 'alexnet', 'lenet5'])('of %s is legible on a page', (name) => {
    const { width, height } = drawn(name, 'network');
    // Letters of size 0.9 are 0.45 cells high: at least 5 points on 15.5 by 21 centimetres.
    expect(0.45 * Math.min(15.5 / width, 21 / height) * 28.45).toBeGreaterThan(5);
  });
});

describe('what is refused', () => {
  const scene = sceneNamed('how-a-filter-learns');
  const refusal = (run: () => unknown): string => {
    try {
      run();
    } catch (error) {
      if (error instanceof Error) return error.message;
    }
    return '';
  };

  it.each([
    [
      'an unknown figure',
      () => chosenFigure(figures, 'window'),
      'found "window", expected a figure; did you mean windows? There are network, windows, arithmetic, filterGradient, inputGradient, pooling, im2col, gradients, step, descent.',
    ],
    [
      'an array that is none',
      () => chosenSubject(chosenFigure(figures, 'windows'), scene, 'v'),
      '--of: found "v", expected what the figure windows can be drawn of: o, p.',
    ],
    [
      'an array of what has none',
      () => chosenSubject(chosenFigure(figures, 'network'), scene, 'o'),
      '--of: found "o", but the figure network is of the whole model; leave --of out.',
    ],
    [
      'a layer of which there are several',
      () => chosenSubject(chosenFigure(figures, 'windows'), sceneNamed('lenet5'), 'Conv2d'),
      '--of: found 2 layers Conv2d, expected one of their outputs: o1, o2.',
    ],
    [
      'a figure that the model does not have',
      () => chosenSubject(chosenFigure(figures, 'step'), sceneNamed('lenet5'), undefined),
      'lenet5.yaml: found no figure step in this model (the loss along one gradient step, by the learning rate, with its tangent); gradsheet figure with the model alone lists what it has.',
    ],
    [
      'a window that is too large',
      () => drawn('alexnet', 'inputGradient', 'o1'),
      '--of o1: a window of 11 by 11 entries over 224 by 224 is too large to be read here, where at most 12 by 12 entries are drawn at once; the figure arithmetic draws it without letters.',
    ],
    [
      'a maximum without values',
      () => drawn('alexnet', 'pooling', 'p1'),
      '--of p1: which entry is the maximum is known with values only; give the model values, or draw an average.',
    ],
  ])('%s', (_, run, sentence) => {
    expect(refusal(run)).toBe(sentence);
  });
});
