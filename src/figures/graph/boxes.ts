import type { Tensor } from '../../index/tensor.ts';
import { num } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import { symbolOf } from '../../writing/entry-name.ts';
import type { DrawnShape, LabelText, Tint } from '../drawing/drawing.ts';
import { labelWidth } from '../drawing/label-width.ts';
import { arrow, dot, label, rectangle, words } from '../drawing/shapes.ts';
import type { Scene } from '../scene.ts';
import { type NetworkLayer, type NetworkNode, regularized } from './graph.ts';
import type { Needs } from './layout.ts';

/** The size of letters, and in cells: from one line to the next, around the lines, and how long a gradient's arrow is. */
export const letters = 0.9;
const pitch = 0.65;
const padding = 0.32;
const longestLine = 4.6;
const stub = 0.6;
/** Where several edges come to one box: from one to the next, and from the last to the corner. */
export const slot = 0.85;
const corner = 0.5;

/** A node as it is drawn: a face with lines of words, gradients of parameters leaving it; a dot if it has no lines. */
interface Box {
  readonly tint: Tint | 'none';
  /** How many edges may come to its left or right beside the middle one. */
  readonly slots: number;
  readonly lines: readonly { readonly text: LabelText; readonly gradients: LabelText | undefined }[];
}

export function boxOf(scene: Scene, node: NetworkNode, coming: number, together: boolean): Box {
  const plain = (text: string): Box => ({
    tint: 'none',
    slots: 0,
    lines: [{ text: words(text), gradients: undefined }],
  });
  switch (node.kind) {
    case 'input':
      return plain('input');
    case 'fork':
      return { tint: 'none', slots: 0, lines: [] };
    case 'end':
      return { tint: 'none', slots: 0, lines: [{ text: scene.names.loss, gradients: undefined }] };
    case 'upstream':
      return plain('what follows');
    case 'loss':
      return lossBox(scene);
    case 'layers':
      return {
        tint: node.layers.some(({ parameters }) => parameters.length > 0) ? 'filter' : 'padding',
        slots: Math.max(0, coming - 1),
        lines: together
          ? fewLines(scene, node.layers)
          : node.layers.map((layer) => layerLine(scene, layer, false)),
      };
  }
}

/** A line for each layer with weights; those that follow it share lines, as far as they go. */
function fewLines(scene: Scene, layers: readonly NetworkLayer[]): Box['lines'] {
  const lines: (Box['lines'][number] & { words?: string })[] = [];
  for (const layer of layers) {
    const last = lines.at(-1);
    const longer = `${last?.words}, ${layer.name}`;
    if (layer.parameters.some(({ role }) => role === 'weight')) lines.push(layerLine(scene, layer, true));
    else if (last?.words !== undefined && labelWidth(words(longer), letters) <= longestLine)
      lines[lines.length - 1] = { text: words(longer), gradients: undefined, words: longer };
    else lines.push({ text: words(layer.name), gradients: undefined, words: layer.name });
  }
  return lines;
}

/** A layer with the sizes of its weight, and the gradients that leave it; where there are many, of weights alone. */
function layerLine(
  { names }: Scene,
  { name, parameters }: NetworkLayer,
  together: boolean,
): Box['lines'][number] {
  const shown = together ? parameters.filter(({ role }) => role === 'weight') : parameters;
  // Its channels are those of the arrays beside it.
  const window = shown
    .filter(({ role }) => role === 'weight')
    .map(({ shape }) => (together ? shape.slice(2) : shape));
  return {
    text: [
      words(name),
      ...window.filter(({ length }) => length > 0).flatMap((shape) => [words(' '), sizes(shape)]),
    ],
    gradients: shown.length === 0 ? undefined : withCommas(shown.map((tensor) => names.gradient(tensor))),
  };
}

function lossBox({ model }: Scene): Box {
  const { objective } = model;
  if (objective.kind !== 'loss') throw new Error('no loss');
  const weights = regularized(model).map((tensor) => symbolOf(tensor));
  const lines: LabelText[] = [
    words(objective.name),
    ...(objective.target ? [[words('target '), symbolOf(objective.target)]] : []),
    ...(weights.length > 0 && weights.length <= 4 ? [[words('and '), ...withCommas(weights)]] : []),
    ...(weights.length > 4 ? [words('and all weights')] : []),
  ];
  return { tint: 'winner', slots: 0, lines: lines.map((line) => ({ text: line, gradients: undefined })) };
}

function withCommas(parts: readonly Notation[]): Notation[] {
  return parts.flatMap((part, at) => (at === 0 ? [part] : [words(', '), part]));
}

/** 64 by 3 by 7 by 7; one number is 1. */
export function sizes(shape: Tensor['shape']): Notation {
  const [first, ...rest] = shape.length === 0 ? [1] : shape;
  return rest.reduce<Notation>(
    (product, size) => ({ kind: 'operation', operator: 'by', of: [product, num(size)] }),
    num(first),
  );
}

function boxWidth({ lines, slots }: Box): number {
  const least = slots > 0 ? 2 * (slots * slot + corner) : 0;
  const widest = lines.reduce((most, { text: line }) => Math.max(most, labelWidth(line, letters)), 0);
  return Math.max(least, widest + 2 * padding);
}

function boxHeight({ lines, tint }: Box): number {
  return lines.length * pitch + (tint === 'none' ? 0 : padding);
}

/** How far it reaches, and what is left free above it for edges to turn. */
export function boxNeeds(box: Box): Needs {
  if (box.lines.length === 0) return { left: 0, right: 0, height: 0.3, above: 0 };
  const half = boxWidth(box) / 2;
  const gradients = box.lines.reduce(
    (most, { gradients: gradient }) =>
      Math.max(most, gradient ? stub + 0.1 + labelWidth(gradient, letters) : 0),
    0,
  );
  return { left: half, right: half + gradients, height: boxHeight(box), above: turns(box.slots) };
}

/** Room above a box for edges that come from the side. */
function turns(slots: number): number {
  return slots === 0 ? 0 : 0.55 + (slots - 1) * 0.4;
}

export function boxShapes(box: Box, x: number, top: number): DrawnShape[] {
  if (box.lines.length === 0) return [dot(x, top + 0.15, 'black', 0.13)];
  const width = boxWidth(box);
  const height = boxHeight(box);
  const first = top + (height - box.lines.length * pitch) / 2 + pitch / 2;
  const face: DrawnShape[] =
    box.tint === 'none' ? [] : [{ ...rectangle(x - width / 2, top, width, height, box.tint), round: true }];
  return [
    ...face,
    ...box.lines.flatMap(({ text: line, gradients }, at): DrawnShape[] => {
      const y = first + at * pitch;
      const edge = x + width / 2;
      return [
        label(x, y, letters, line),
        ...(gradients
          ? [
              arrow(
                [
                  [edge, y],
                  [edge + stub, y],
                ],
                'backward',
                { dash: 'dashed' },
              ),
              label(edge + stub + 0.1, y, letters, gradients, { at: 'beginning', ink: 'backward' }),
            ]
          : []),
      ];
    }),
  ];
}
