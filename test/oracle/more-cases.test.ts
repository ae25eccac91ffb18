import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Fraction from 'fraction.js';
import { describe, expect, it } from 'vitest';
import { evaluateModel } from '../../src/evaluate/evaluate-model.ts';
import { layers } from '../../src/layers/index.ts';
import { losses } from '../../src/losses/index.ts';
import { readModel } from '../../src/model/read.ts';
import { agrees, close } from './agrees.ts';
import type { NumberArray } from './case.ts';

interface Case {
  readonly id: string;
  readonly model: { readonly layers: readonly (string | object)[]; readonly loss?: string | object };
  /** Null where the gradient arrives from above. */
  readonly loss: number | null;
  readonly outputs: Readonly<Record<string, NumberArray>>;
  readonly gradients: Readonly<Record<string, NumberArray>>;
  readonly hessians?: Readonly<Record<string, NumberArray>>;
  readonly jacobians?: Readonly<Record<string, Readonly<Record<string, NumberArray>>>>;
  readonly exact: boolean;
}

const { cases }: { cases: readonly Case[] } = JSON.parse(
  readFileSync(join(import.meta.dirname, 'more_cases.json'), 'utf8'),
);

describe('PyTorch agrees about', () => {
  it.each(cases.map((one) => [one.id, one] as const))('%s', (id, one) => {
    const found = evaluateModel(readModel(JSON.stringify(one.model), `${id}.json`));
    if (one.loss !== null) expect(found.loss?.value[0]).toSatisfy((loss: number) => close(loss, one.loss ?? 0));
    for (const [name, output] of Object.entries(one.outputs))
      agrees(found.outputs.get(name), output, one.exact, `output ${name}`);
    for (const [name, gradient] of Object.entries(one.gradients))
      agrees(found.gradients.get(name), gradient, one.exact, `gradient of ${name}`);
    expect([...found.gradients.keys()].toSorted()).toEqual(Object.keys(one.gradients).toSorted());
  });

  it.each(
    cases.flatMap((one) =>
      Object.entries(one.hessians ?? {}).map(([name, second]) => [one.id, name, one, second] as const),
    ),
  )('%s: the second derivatives by %s', (id, name, one, second) => {
    const model = readModel(JSON.stringify(one.model), `${id}.json`);
    agrees(evaluateModel(model, { wrt: [name], order: 2 }).hessians.get(name), second, false, name);
    // The product with a direction is the sum of the columns, weighted.
    const direction = Array.from({ length: Math.sqrt(second.data.length) }, (_, at) => new Fraction((at % 5) - 2, 4));
    const times = new Map([[name, direction]]);
    const product = evaluateModel(model, { wrt: [name], order: 2, times }).hessians.get(name);
    const size = direction.length;
    const expected = direction.map((_, row) =>
      direction.reduce((total, factor, column) => total + factor.valueOf() * second.data[row * size + column], 0),
    );
    expect(Array.from(product?.value ?? []).filter((value, at) => !close(value, expected[at]))).toEqual([]);
  });

  it.each(
    cases.flatMap((one) =>
      Object.entries(one.jacobians ?? {}).map(([output, by]) => [one.id, output, one, by] as const),
    ),
  )('%s: the derivatives of %s', (id, output, one, by) => {
    const model = readModel(JSON.stringify(one.model), `${id}.json`);
    const found = evaluateModel(model, { jacobian: [output] }).jacobians.get(output);
    for (const [name, derivatives] of Object.entries(by)) agrees(found?.get(name), derivatives, false, name);
  });

  it('every layer and loss that PyTorch has', () => {
    const name = (said: string | object): string => (typeof said === 'string' ? said : Object.keys(said)[0]);
    const judged = new Set(cases.flatMap(({ model }) => [...model.layers, ...(model.loss ? [model.loss] : [])].map(name)));
    expect([...Object.keys(layers), ...Object.keys(losses)].filter((member) => !judged.has(member))).toEqual([
      'Expression',
      'Expression',
    ]);
  });
});
