import { BadInput } from '../bad-input.ts';
import { nodeBound } from '../index/count.ts';
import { entryCount } from '../index/tensor.ts';
import { givenTensors } from './expansion.ts';
import type { Model } from './model.ts';

/** Nodes of the expression graph of the loss and its gradient, at about 70 bytes each. */
export const nodeLimit = 10_000_000;

/** Differentiating adds at most three nodes for each of the loss: two products and a share of a sum. */
const withGradient = 4;

/** Whether the graph of a model is small enough to be made: for its laws alone no graph is needed. */
export function fits(model: Omit<Model, 'values'>): boolean {
  return nodesOf(model) <= nodeLimit;
}

/** Refuses a model whose graph would be too large, before anything of its size is allocated. */
export function checkSize(model: Omit<Model, 'values'>): void {
  const nodes = nodesOf(model);
  if (nodes <= nodeLimit) return;
  throw new BadInput(
    `this model would need up to ${counted(nodes)} expression nodes, more than the ${counted(nodeLimit)} that are allowed; ` +
      'make the image, the filters or the number of channels smaller.',
    ['layers'],
  );
}

/** At most so many nodes, from ranges alone. */
export function nodesOf(model: Omit<Model, 'values'>): number {
  const definitions = [...model.steps.flatMap(({ definitions }) => definitions), model.objective.definition];
  const expanded = definitions.reduce((count, definition) => count + nodeBound(definition), 0);
  const symbols = givenTensors(model).reduce((count, { shape }) => count + entryCount(shape), 0);
  return expanded * withGradient + symbols;
}

export function counted(count: number): string {
  return count < 1e15 ? count.toLocaleString('en-US') : count.toExponential(1).replace('e+', ' * 10^');
}
