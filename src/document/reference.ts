import { BadInput } from '../bad-input.ts';
import { analysisOf } from '../evaluate/analysis.ts';
import type { TreeOf } from '../expression/formula-of-text.ts';
import { simplify } from '../index/simplify.ts';
import { type Shape, writtenShape } from '../index/tensor.ts';
import { layers } from '../layers/index.ts';
import type { Layer } from '../layers/layer.ts';
import { losses } from '../losses/index.ts';
import type { Loss } from '../losses/loss.ts';
import { lawThrough } from '../model/laws.ts';
import type { Step } from '../model/model.ts';
import { optionsOf } from '../model/options-of.ts';
import { readModel } from '../model/read.ts';
import { sym } from '../notation/build.ts';
import { suggestion } from '../values/suggestion.ts';
import { symbolOf } from '../writing/entry-name.ts';
import { ofFormula } from '../writing/of-formula.ts';
import type { Block, Document, Inline } from './block.ts';
import { lossGradients, ruleGradients } from './derivation/backward.ts';
import { generalLine, rangesText } from './derivation/forward.ts';
import { shapeText } from './derivation/given.ts';
import { lawSums } from './laws/law-lines.ts';
import { lawOperators } from './laws/operator-lines.ts';
import { equals, equation, math, paragraph, section } from './prose.ts';
import { type Setting, settingOf } from './setting.ts';

/**
 * What layers and losses do, each from its own file: its rule on a small example, its options, the shape that comes
 * out, and what is derived from the rule. All of them if no names are given. Throws BadInput for an unknown name.
 */
export function reference(names: readonly string[], treeOf: TreeOf): Document {
  const all = [...Object.keys(layers), ...Object.keys(losses)];
  for (const name of names) {
    if (!all.includes(name)) {
      throw new BadInput(
        `found ${JSON.stringify(name)}, expected a layer or a loss${suggestion(name, all)} gradsheet layers lists them.`,
      );
    }
  }
  const wanted = (name: string): boolean => names.length === 0 || names.includes(name);
  return {
    title: names.length === 0 ? 'Layers and losses' : names.join(', '),
    blocks: [
      ...Object.values(layers)
        .filter(({ name }) => wanted(name))
        .flatMap((layer) => layerBlocks(layer, treeOf)),
      ...Object.values(losses)
        .filter(({ name }) => wanted(name))
        .flatMap((loss) => lossBlocks(loss, treeOf)),
    ],
  };
}

function layerBlocks(layer: Layer, treeOf: TreeOf): Block[] {
  const { name, summary, options } = layer;
  const setting = exampleOf(layer, treeOf);
  const { model } = setting;
  const steps = model.steps.filter(({ layer: made }) => made === name);
  const step = steps[steps.length - 1];
  return [
    section(`layer-${name}`, name),
    paragraph(`${capital(summary)}.`),
    ...steps.flatMap(({ output, definitions }) =>
      definitions
        .map(simplify)
        .flatMap((definition) => [
          ...equation({ kind: name, how: `rule.${output.name}` }, [generalLine(setting, definition)]),
          ...rangesText(setting, definition),
        ]),
    ),
    paragraph(
      'This is the rule for ',
      { kind: 'code', text: saidText(layer) },
      `: [${writtenShape(model.input).join(', ')}] comes in and [${writtenShape(step.output).join(', ')}] goes out`,
      ...step.parameters.flatMap((tensor): Inline[] => [
        ', ',
        math(symbolOf(tensor)),
        ` is ${shapeText(tensor.shape)}`,
      ]),
      '.',
    ),
    ...optionTable(name, options),
    paragraph('Derived from the rule:'),
    ...steps.flatMap((step) => ruleGradients(setting, step)),
    ...inputLaws(setting, steps),
  ];
}

/** What flows back through the layer to each of its inputs and intermediates. */
function inputLaws(setting: Setting, steps: readonly Step[]): Block[] {
  const inputs = new Set(steps.flatMap(({ inputs: stepInputs }) => stepInputs));
  return [...inputs].flatMap((tensor) => {
    const whole = setting.flowing.has(tensor) && analysisOf(setting.model).law(tensor);
    if (!whole) return [];
    const through = lawThrough(
      whole,
      whole.users.filter(({ output }) => steps.some((step) => step.output === output)),
    );
    return [...lawSums(setting.names, through), ...lawOperators(setting.names, through)];
  });
}

function lossBlocks({ name, summary, options, example }: Loss, treeOf: TreeOf): Block[] {
  const vector = { name: 'I', shape: [3] };
  const model = readModel(
    JSON.stringify({ input: vector, layers: [{ Flatten: { output: 'x' } }], loss: { [name]: example } }),
    name,
    { treeOf },
  );
  const setting = settingOf(model, { wrt: ['I'] });
  const { objective } = model;
  if (objective.kind !== 'loss') throw new Error(`${name} is no loss`);
  const definition = simplify(objective.definition);
  return [
    section(`loss-${name}`, name),
    paragraph(`${capital(summary)}.`),
    ...equation({ kind: name, how: 'rule' }, [
      equals(setting.names.loss, ofFormula(definition.body, setting.names.style)),
    ]),
    paragraph('for an output ', math(sym('x')), ' of 3 entries.'),
    ...optionTable(name, options),
    paragraph('Derived from the rule:'),
    ...lossGradients(setting, objective),
  ];
}

function optionTable(name: string, options: Layer['options']): Block[] {
  const rows = optionsOf(options).map((option): Inline[][] => [
    [{ kind: 'code', text: option.name }],
    [
      ['', 'required'].includes(option.fallback)
        ? option.fallback || '–'
        : { kind: 'code', text: option.fallback },
    ],
    [option.meaning],
  ]);
  if (rows.length === 0) return [paragraph('It has no options.')];
  return [
    {
      kind: 'table',
      part: { kind: name, how: 'options' },
      headings: [['Option'], ['Default'], ['Meaning']],
      rows,
    },
  ];
}

/** A small model around the layer, the first of a few inputs that it admits. */
function exampleOf(layer: Layer, treeOf: TreeOf): Setting {
  const { name, example, joins } = layer;
  const shapes: readonly Shape[] =
    layer.dimensions === undefined
      ? [[2, 4, 4], [3]]
      : [{ 1: [2, 6], 2: [2, 6, 6], 3: [1, 3, 4, 4] }[layer.dimensions]];
  let refusal: unknown;
  for (const shape of shapes) {
    const input = { name: 'x', shape, ...(layer.acrossSamples && { batch: 2 }) };
    const before = joins ? [{ ReLU: { output: 'y' } }] : [];
    const options = { ...example, ...(joins && { input: ['x', 'y'] }) };
    try {
      const text = JSON.stringify({ input, layers: [...before, { [name]: options }], upstream: 'delta' });
      const model = readModel(text, name, { treeOf });
      const wrt = ['x', ...model.steps.flatMap(({ parameters }) => parameters.map((tensor) => tensor.name))];
      return settingOf(model, { wrt });
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

/** Conv2d: { kernel_size: 2 } */
function saidText({ name, example, joins }: Layer): string {
  const options = Object.entries({ ...example, ...(joins && { input: ['x', 'y'] }) });
  const text = options.map(
    ([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return text.length === 0 ? name : `${name}: { ${text.join(', ')} }`;
}

function capital(text: string): string {
  return `${text[0].toUpperCase()}${text.slice(1)}`;
}
