import { Ajv2020 } from 'ajv/dist/2020.js';
import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { BadInput } from '../../src/bad-input.ts';
import { generalLine } from '../../src/document/derivation/forward.ts';
import { settingOf } from '../../src/document/setting.ts';
import { evaluateModel } from '../../src/evaluate/evaluate-model.ts';
import { Graph } from '../../src/expr/graph.ts';
import { functions } from '../../src/functions/index.ts';
import { nodeBound } from '../../src/index/count.ts';
import { expand } from '../../src/index/expand.ts';
import { simplify } from '../../src/index/simplify.ts';
import { entryCount } from '../../src/index/tensor.ts';
import { layers } from '../../src/layers/index.ts';
import type { Model } from '../../src/model/model.ts';
import { optionsOf } from '../../src/model/options-of.ts';
import { readModel } from '../../src/model/read.ts';
import { modelSchema } from '../../src/model/schema.ts';
import { symbolsFor } from '../../src/model/stage.ts';
import { latex } from '../../src/notation/latex.ts';
import { agreesWithDifferences } from '../gradient-check.ts';
import { treeOf } from '../tree-of.ts';
import { withNumbers } from '../values-for.ts';
import { inputShapes, modelAround, variations } from './example-models.ts';

const validate = new Ajv2020({ strict: false }).compile(modelSchema());

/** Every model around a layer that its shapes and options admit. */
function models(name: string): { text: string; model: Model }[] {
  const layer = layers[name];
  return [layer.example, ...(variations[name] ?? [])].flatMap((options) =>
    inputShapes.flatMap((shape) => {
      const text = modelAround(layer, options, shape);
      try {
        return [{ text, model: readModel(text, name, { treeOf }) }];
      } catch (error) {
        if (error instanceof BadInput) return [];
        throw error;
      }
    }),
  );
}

describe.each(Object.entries(layers))('%s', (name, layer) => {
  const all = models(name);

  it('admits its example, and every variation of it somewhere', () => {
    expect(all.length).toBeGreaterThanOrEqual(1 + (variations[name] ?? []).length);
    if (
      optionsOf(layer.options).some(
        ({ name: option }) => !['input', 'output', 'weight', 'bias'].includes(option),
      )
    )
      expect(variations[name], 'a layer with options has variations').toBeDefined();
  });

  it('makes as many entries as its shape says, and no more nodes than were counted', () => {
    for (const { model } of all) {
      for (const { definitions, output, inputs, parameters, constants } of model.steps) {
        const graph = new Graph(functions);
        const entries = new Map(
          [...inputs, ...parameters, ...constants].map((one) => [one, symbolsFor(graph, one)]),
        );
        const before = graph.size;
        const made = expand(graph, definitions, entries);
        expect(made).toHaveLength(entryCount(output.shape));
        const bound = definitions.reduce((sum, definition) => sum + nodeBound(definition), 0);
        // Constants are made once, and not counted.
        expect(graph.size - before - graph.constants.length).toBeLessThanOrEqual(bound);
      }
    }
  });

  it('has the gradient that central differences have', () => {
    const compared = all.map(({ text, model }, at) =>
      agreesWithDifferences(withNumbers(model, at + 1), text),
    );
    expect(compared.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
  });

  it('is written so that KaTeX reads it', () => {
    for (const { model } of all) {
      const setting = settingOf(model, {});
      for (const { definitions } of model.steps) {
        for (const definition of definitions) {
          const { left, steps } = generalLine(setting, simplify(definition));
          for (const part of [left, ...steps.map(({ right }) => right)])
            katex.renderToString(latex(part), { strict: 'error', displayMode: true });
        }
      }
    }
  });

  it('is accepted by the JSON Schema as it is by the reader', () => {
    for (const { text } of all)
      expect(validate(JSON.parse(text)), JSON.stringify(validate.errors)).toBe(true);
  });

  it('means the same with its defaults written out', () => {
    const defaults = optionsOf(layer.options)
      .filter(({ fallback }) => fallback !== '' && fallback !== 'required')
      .map(({ name: option, fallback }) => [
        option,
        /^[\w-]+$/.test(fallback) && Number.isNaN(Number(fallback)) && !/^(true|false)$/.test(fallback)
          ? fallback
          : JSON.parse(fallback),
      ]);
    for (const { text, model } of all.slice(0, 1)) {
      const said = JSON.parse(text);
      const at = said.layers.length - 1;
      said.layers[at] = { [name]: { ...Object.fromEntries(defaults), ...said.layers[at][name] } };
      const written = readModel(JSON.stringify(said), name, { treeOf });
      expect(written.steps).toEqual(model.steps);
    }
  });
});

describe('over a batch', () => {
  const perSample = Object.values(layers).filter((layer) => !layer.acrossSamples);

  it.each(perSample.map(({ name }) => name))('%s does to each sample what it does to one', (name) => {
    for (const { text, model } of models(name).slice(0, 2)) {
      const said = JSON.parse(text);
      said.input.batch = 2;
      const whole = withNumbers(readModel(JSON.stringify(said), name, { treeOf }), 3);
      const one = evaluateModel(sample(model, whole));
      const both = evaluateModel(whole);
      for (const [output, { value }] of one.outputs)
        expect(Array.from(both.outputs.get(output)?.value ?? []).slice(value.length)).toEqual(
          Array.from(value),
        );
    }
  });
});

/** The second sample of a batch, in a model of one. */
function sample(one: Model, whole: Model): Model {
  const values = new Map(
    [...(whole.values ?? [])].map(([name, { shape, data }]) => {
      const alone = [one.input, ...one.steps.flatMap(({ constants }) => constants)].find(
        (tensor) => tensor.name === name,
      );
      const own =
        alone ??
        (one.objective.kind === 'upstream' && one.objective.delta.name === name
          ? one.objective.delta
          : undefined);
      return [name, own ? { shape: own.shape, data: data.slice(data.length / 2) } : { shape, data }] as const;
    }),
  );
  return { ...one, values };
}
