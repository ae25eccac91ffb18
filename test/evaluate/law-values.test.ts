import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analysisOf } from '../../src/evaluate/analysis.ts';
import { definitionValues } from '../../src/evaluate/law-values.ts';
import { entryCount, type Tensor } from '../../src/index/tensor.ts';
import { differentiable, givenTensors } from '../../src/model/expansion.ts';
import type { Model } from '../../src/model/model.ts';
import { readModel } from '../../src/model/read.ts';
import { agrees, close } from '../oracle/agrees.ts';
import { cases, fileName, modelText, type NumberArray } from '../oracle/case.ts';

interface MoreCase {
  readonly id: string;
  readonly model: object;
  readonly outputs: Readonly<Record<string, NumberArray>>;
  readonly gradients: Readonly<Record<string, NumberArray>>;
}

const more: { cases: readonly MoreCase[] } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../oracle/more_cases.json'), 'utf8'),
);

/** Everything of a model by its rules, then by its laws from the loss down. */
function byRulesAndLaws(model: Model): {
  values: Map<string, Float64Array>;
  gradients: Map<string, Float64Array>;
} {
  const arrays = new Map<Tensor, Float64Array>();
  for (const tensor of givenTensors(model))
    arrays.set(
      tensor,
      Float64Array.from(model.values?.get(tensor.name)?.data ?? [], (one) => one.valueOf()),
    );
  for (const { output, definitions } of model.steps)
    arrays.set(output, definitionValues(definitions, arrays, model.conventions));
  const [loss] = definitionValues([model.objective.definition], arrays, model.conventions);
  const values = new Map([...arrays].map(([{ name }, numbers]) => [name, numbers]));
  values.set('L', Float64Array.of(loss));
  const gradients = new Map<string, Float64Array>();
  for (const { of, gradient, definition } of analysisOf(model).laws()) {
    arrays.set(gradient, definitionValues([definition], arrays, model.conventions));
    gradients.set(of.name, arrays.get(gradient) ?? new Float64Array());
  }
  return { values, gradients };
}

function evaluated(shape: readonly number[], value: Float64Array | undefined) {
  return value && { shape, value, exact: null };
}

const policies = [
  ['first', (one: (typeof cases)[number]) => one.grads],
  ['last', (one: (typeof cases)[number]) => one.grads_other_tie_policies?.last],
  ['split', (one: (typeof cases)[number]) => one.grads_other_tie_policies?.split_evenly],
] as const;

describe('numbers by rules and laws, without a graph, are those of PyTorch', () => {
  it.each(
    policies.flatMap(([ties, gradientsOf]) =>
      cases.filter((one) => gradientsOf(one)).map((one) => [one.id, ties, one, gradientsOf] as const),
    ),
  )('%s, ties %s', (id, ties, one, gradientsOf) => {
    const model = readModel(modelText(one, ties), `${id}.json`);
    const { values, gradients } = byRulesAndLaws(model);
    expect(values.get('L')?.[0]).toSatisfy((loss: number) => close(loss, one.loss_value));
    model.steps
      .filter(({ inner }) => !inner)
      .forEach(({ output }, at) => {
        agrees(evaluated(output.shape, values.get(output.name)), one.outputs[at], false, output.name);
      });
    const shapes = new Map(differentiable(model).map(({ name, shape }) => [name, shape]));
    for (const [name, expected] of Object.entries(gradientsOf(one) ?? {})) {
      const shape = shapes.get(fileName(name)) ?? [];
      agrees(evaluated(shape, gradients.get(fileName(name))), expected, false, `gradient of ${name}`);
    }
  });

  it.each(more.cases.map((one) => [one.id, one] as const))('%s', (id, one) => {
    const model = readModel(JSON.stringify(one.model), `${id}.json`);
    const { values, gradients } = byRulesAndLaws(model);
    for (const [name, output] of Object.entries(one.outputs))
      agrees(evaluated(output.shape, values.get(name)), output, false, `output ${name}`);
    for (const [name, gradient] of Object.entries(one.gradients)) {
      expect(gradients.get(name)?.length).toBe(entryCount(gradient.shape));
      agrees(evaluated(gradient.shape, gradients.get(name)), gradient, false, `gradient of ${name}`);
    }
  });
});
