import { describe, expect, it } from 'vitest';
import { analysisOf } from '../../src/evaluate/analysis.ts';
import { type Formula, isReduction, subformulas } from '../../src/index/formula.ts';
import { simplify } from '../../src/index/simplify.ts';
import { layers } from '../../src/layers/index.ts';
import type { Model } from '../../src/model/model.ts';
import { admitted } from '../admitted.ts';
import { inputShapes, modelAround, variations } from '../layers/example-models.ts';

function formulasOf(model: Model): Formula[] {
  const rules = model.steps.flatMap(({ definitions }) => definitions.map(simplify));
  const laws = analysisOf(model)
    .laws()
    .map(({ definition }) => definition);
  return [...rules, ...laws].flatMap(({ body }) => [...subformulas(body)]);
}

describe('in the rules and laws of every layer', () => {
  it.each(Object.entries(layers))(
    '%s a sum has letters, and conditions alone are a bracket',
    (name, layer) => {
      for (const options of [layer.example, ...(variations[name] ?? [])])
        for (const shape of inputShapes) {
          const model = admitted(modelAround(layer, options, shape));
          for (const part of model ? formulasOf(model) : []) {
            if (isReduction(part)) expect(part.over).not.toEqual([]);
            if (part.kind === 'where') expect(part.conditions).not.toEqual([]);
          }
        }
    },
  );
});
