import { Ajv2020 } from 'ajv/dist/2020.js';
import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { settingOf } from '../../src/document/setting.ts';
import { evaluateModel } from '../../src/evaluate/evaluate-model.ts';
import { losses } from '../../src/losses/index.ts';
import { optionsOf } from '../../src/model/options-of.ts';
import { readModel } from '../../src/model/read.ts';
import { modelSchema } from '../../src/model/schema.ts';
import { latex } from '../../src/notation/latex.ts';
import { ofFormula } from '../../src/writing/of-formula.ts';
import { agreesWithDifferences } from '../gradient-check.ts';
import { treeOf } from '../tree-of.ts';
import { withNumbers } from '../values-for.ts';
import { lossModelText, lossVariations } from './example-models.ts';

const validate = new Ajv2020({ strict: false }).compile(modelSchema());

describe.each(Object.entries(losses))('%s', (name, loss) => {
  const hasReduction = optionsOf(loss.options).some((option) => option.name === 'reduction');
  const reductions = hasReduction ? [{}, { reduction: 'sum' }, { reduction: 'mean' }] : [{}];
  const all = [loss.example, ...(lossVariations[name] ?? [])].flatMap((options) =>
    reductions.flatMap((reduction) =>
      [undefined, 2].map((batch) => {
        const text = lossModelText(name, { ...options, ...reduction }, batch);
        return { text, model: readModel(text, name, { treeOf }) };
      }),
    ),
  );

  it('has the gradient that central differences have', () => {
    for (const { text, model } of all)
      expect(agreesWithDifferences(withNumbers(model, 5), text)).toBeGreaterThan(0);
  });

  it('is written so that KaTeX reads it', () => {
    for (const { model } of all) {
      const { names } = settingOf(model, {});
      katex.renderToString(latex(ofFormula(model.objective.definition.body, names.style)), {
        strict: 'error',
      });
    }
  });

  it('is accepted by the JSON Schema as it is by the reader', () => {
    for (const { text } of all)
      expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
  });
});

describe('the reduction "mean"', () => {
  const reduced = Object.values(losses).filter(({ options }) =>
    optionsOf(options).some((option) => option.name === 'reduction'),
  );

  it.each(reduced.map((loss) => [loss.name, loss] as const))(
    'of %s is the sum divided by the number of terms',
    (name, loss) => {
      for (const batch of [undefined, 2]) {
        const of = (reduction: string): number => {
          const text = lossModelText(name, { ...loss.example, reduction }, batch);
          return (
            evaluateModel(withNumbers(readModel(text, name, { treeOf }), 7)).loss?.value[0] ?? Number.NaN
          );
        };
        const terms = name === 'CrossEntropyLoss' || name === 'NLLLoss' ? (batch ?? 1) : 2 * (batch ?? 1);
        expect(of('mean')).toBeCloseTo(of('sum') / terms, 12);
      }
    },
  );
});
