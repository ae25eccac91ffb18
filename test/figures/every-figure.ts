import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sceneOf } from '../../src/document/scene-of.ts';
import type { Drawing } from '../../src/figures/drawing/drawing.ts';
import type { Figure, FigureSubject } from '../../src/figures/figure.ts';
import { figures } from '../../src/figures/index.ts';
import type { Scene } from '../../src/figures/scene.ts';
import { readModel } from '../../src/model/read.ts';
import { NiceValues } from '../../src/worksheet/nice-values.ts';
import { planOf } from '../../src/worksheet/section.ts';
import { examples } from '../examples.ts';

const bench = join(import.meta.dirname, '../bench');

/** Models for what the examples do not have: strides, gaps, padding, sequences, ties, many channels, branches. */
const more: Readonly<Record<string, string>> = {
  'padded, by two': `
input: { name: I, shape: [5, 5] }
layers: [Conv2d: { kernel_size: 3, stride: 2, padding: 1, weight: W, output: o }]
upstream: delta`,
  'dilated, three channels': `
input: { name: I, shape: [3, 7, 7] }
layers: [Conv2d: { kernel_size: 3, dilation: 2, out_channels: 2, weight: W, output: o }]
upstream: delta`,
  'a sequence': `
input: { name: x, shape: [6] }
layers: [Conv1d: { kernel_size: 3, weight: W, output: o }, MaxPool1d: { kernel_size: 2 }]
upstream: delta
values: { x: [1, -2, 3, 0, 1, 2], W: [1, 0, -1], b: 1/3, delta: [1, -1] }`,
  'overlapping windows with ties': `
input: { name: x, shape: [5, 5] }
layers: [MaxPool2d: { kernel_size: 3, stride: 2, padding: 1 }]
conventions: { ties: split }
upstream: delta
values:
  x: [[1, 1, 0, 2, 2], [1, 0, 0, 1, 2], [0, 3, 3, 1, 0], [0, 0, 0, 0, 1], [2, 1, 0, 1, 1]]
  delta: [[1, 2, 3], [4, 5, 6], [7, 8, 9]]`,
  'an inception block': `
input: { name: I, shape: [4, 6, 6] }
layers:
  - ReLU: { output: a }
  - Conv2d: { input: a, kernel_size: 1, out_channels: 2, output: q }
  - Conv2d: { input: a, kernel_size: 1, out_channels: 2, output: r1 }
  - Conv2d: { input: r1, kernel_size: 3, padding: 1, out_channels: 2, output: r2 }
  - Conv2d: { input: a, kernel_size: 1, out_channels: 2, output: s1 }
  - Conv2d: { input: s1, kernel_size: 5, padding: 2, out_channels: 2, output: s2 }
  - MaxPool2d: { input: a, kernel_size: 3, stride: 1, padding: 1, output: t }
  - Concat: { input: [q, r2, s2, t], output: c }
  - Flatten
  - Linear: { out_features: 3 }
loss: CrossEntropyLoss`,
};

const large = ['lenet5', 'alexnet', 'resnet18'];

/** A scene for each example, for each model of the benchmarks, and for what is between. */
export const scenes: readonly (readonly [name: string, scene: Scene])[] = [
  ...examples.map(([name, model]) => {
    const drawn = model.random ? new NiceValues(model, planOf(model).numbers).variant('7KQ2-M0XA') : model;
    return [name, sceneOf(drawn)] as const;
  }),
  ...Object.entries(more).map(([name, text]) => [name, sceneOf(readModel(text, `${name}.yaml`))] as const),
  ...large.map((name) => {
    const text = readFileSync(join(bench, `${name}.yaml`), 'utf8');
    return [name, sceneOf(readModel(text, `${name}.yaml`, { anySize: true }))] as const;
  }),
];

export function sceneNamed(name: string): Scene {
  const found = scenes.find(([known]) => known === name);
  if (!found) throw new Error(`no scene ${name}`);
  return found[1];
}

export interface Drawn {
  /** "how-a-filter-learns: windows of o" */
  readonly title: string;
  readonly model: string;
  readonly figure: Figure;
  readonly subject: FigureSubject;
  readonly drawing: Drawing;
}

/** Every figure of every scene, of everything that it can be drawn of; what is refused as too large is not among them. */
export function everyFigure(): Drawn[] {
  return scenes.flatMap(([model, scene]) =>
    Object.values(figures).flatMap((figure) =>
      figure.subjects(scene).flatMap((subject): Drawn[] => {
        const drawing = drawnOrRefused(figure, scene, subject);
        const of = subject.name === '' ? '' : ` of ${subject.name}`;
        return drawing ? [{ title: `${model}: ${figure.name}${of}`, model, figure, subject, drawing }] : [];
      }),
    ),
  );
}

/** Those that LaTeX sets in a moment: all of the examples, and of the large models of the benchmarks one of each kind. */
export function everyModestFigure(): Drawn[] {
  const all = everyFigure().filter(({ drawing }) => drawing.shapes.length < 600);
  return all.filter(
    ({ model, figure }, at) =>
      !large.includes(model) ||
      all.findIndex((other) => other.model === model && other.figure === figure) === at,
  );
}

function drawnOrRefused(figure: Figure, scene: Scene, subject: FigureSubject): Drawing | undefined {
  try {
    return figure.draw(scene, subject);
  } catch (error) {
    if (error instanceof Error && /too large to be read|is known with values only/.test(error.message))
      return undefined;
    throw error;
  }
}
