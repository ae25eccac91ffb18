import type { Definition, Reduction } from '../../index/formula.ts';
import { alwaysHolds } from '../../index/simplify.ts';
import type { Tensor } from '../../index/tensor.ts';
import type { Notation } from '../../notation/notation.ts';
import type { Drawing, DrawnShape } from '../drawing/drawing.ts';
import { imageShapes, outputPlace, outputsOf, slidingWindow } from './tinted.ts';

const mostPanels = 4;

interface WindowNames {
  input(place: number): Notation;
  output(place: number): Notation;
  /** What an array is called where there is only text. */
  spoken(tensor: Tensor): string;
}

/**
 * The window of a layer sliding over its input: one panel for each of the first outputs, the entries that make it
 * shaded, padding dashed. Undefined for a layer without a window over an image, or an image too large to draw.
 */
export function windowFigure(definition: Definition, input: Tensor, names: WindowNames): Drawing | undefined {
  const window = slidingWindow(definition, input);
  if (!window) return undefined;
  const panelWidth = window.right - window.left + 1;
  const height = window.bottom - window.top;
  const outputs = outputsOf(window).slice(0, mostPanels);
  const shapes: DrawnShape[] = outputs.flatMap((letters, panel) => {
    const x0 = panel * (panelWidth + 1);
    const text = names.output(outputPlace(window, letters));
    return [
      ...imageShapes(window, letters, names.input, x0),
      { kind: 'label', x: x0 + panelWidth / 2, y: height + 1.6, size: 1, text },
    ];
  });
  return {
    width: outputs.length * (panelWidth + 1) - 1,
    height: height + 2.1,
    shapes,
    alt: description(definition, input, window.reduction, { panels: outputs.length, names }),
  };
}

function description(
  definition: Definition,
  input: Tensor,
  reduction: Reduction,
  { panels, names: { spoken } }: { readonly panels: number; readonly names: WindowNames },
): string {
  const kernel = reduction.over
    .slice(-2)
    .map(({ size }) => size)
    .join(' by ');
  const [, height, width] = input.shape;
  const padded = reduction.where.some(
    (condition) => !alwaysHolds(condition, [...definition.over, ...reduction.over]),
  );
  return (
    `A window of ${kernel} entries slides over the ${height} by ${width} array ${spoken(input)}` +
    `${padded ? ', which is padded at its borders' : ''}; ${panels} of its positions are shown, ` +
    `each with the entry of ${spoken(definition.output)} that it makes.`
  );
}
