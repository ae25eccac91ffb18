import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluateModel } from '../../src/evaluate/evaluate-model.ts';
import { functions } from '../../src/functions/index.ts';
import { subformulas } from '../../src/index/formula.ts';
import type { Model } from '../../src/model/model.ts';
import { readModel } from '../../src/model/read.ts';
import { treeOf } from '../tree-of.ts';
import { close } from './agrees.ts';

interface Case {
  readonly model: { readonly layers: readonly object[]; readonly loss: string | object };
  readonly gradient: readonly number[];
}

const { cases }: { cases: readonly Case[] } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'kink_cases.json'), 'utf8'),
);

const told = ({ steps, objective }: Model): string | undefined =>
  steps[0].otherKink ?? (objective.kind === 'loss' ? objective.otherKink : undefined);

const read = (model: object, conventions = {}): Model =>
  readModel(JSON.stringify({ ...model, conventions }), 'kink.json', { treeOf });

const differing = (model: Model, gradient: readonly number[]): number[] =>
  [...(evaluateModel(model, { wrt: ['x'] }).gradients.get('x')?.value ?? [])].flatMap((value, place) =>
    close(value, gradient[place]) ? [] : [place],
  );

describe('at its kinks and ties', () => {
  const named = cases.map((one) => {
    const { layers, loss } = one.model;
    return [JSON.stringify(loss === 'Sum' ? layers[0] : loss), one] as const;
  });

  it.each(named)('%s is as in PyTorch, or says that it is not', (_, { model, gradient }) => {
    const ours = read(model);
    expect(differing(ours, gradient).length > 0).toBe(told(ours) !== undefined);
  });

  it.each(['max(x, 2)', 'min(x, 2)', 'max(x, 0)'])('%s is as in PyTorch with kink 1/2', (formula) => {
    const found = cases.find(({ model }) => JSON.stringify(model.layers).includes(`"${formula}"`));
    expect(found && differing(read(found.model, { kink: '1/2' }), found.gradient)).toEqual([]);
  });

  it('a HingeLoss is as torch.clamp with kink 1', () => {
    const found = cases.find(({ model }) => JSON.stringify(model.loss).includes('HingeLoss'));
    expect(found && differing(read(found.model, { kink: '1' }), found.gradient)).toEqual([]);
  });

  it('every function with a kink was asked about', () => {
    const rules = cases.map(({ model }) => read(model)).flatMap(({ steps, objective }) => [
      ...steps.flatMap(({ definitions }) => definitions),
      objective.definition,
    ]);
    const applied = new Set(
      rules.flatMap(({ body }) => [...subformulas(body)].flatMap((part) => (part.kind === 'apply' ? [part.function] : []))),
    );
    expect(Object.values(functions).filter(({ kinks, name }) => kinks && !applied.has(name))).toEqual([]);
  });
});
