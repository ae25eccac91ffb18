import { factored } from '../expr/factor.ts';
import { Kind } from '../expr/graph.ts';
import { argumentsEnd, argumentsStart } from '../expr/reach.ts';
import type { Definition } from '../index/formula.ts';
import { law } from '../index/law.ts';
import { localDerivatives } from '../index/local-derivative.ts';
import { simplify } from '../index/simplify.ts';
import { entryCount, type Tensor } from '../index/tensor.ts';
import { compare, num, partial, sym } from '../notation/build.ts';
import type { Notation } from '../notation/notation.ts';
import { text } from '../notation/text.ts';
import { subscripted } from '../writing/entry-name.ts';
import { ofExpression } from '../writing/of-expression.ts';
import { letterRanges, ofAffine, ofFormula } from '../writing/of-formula.ts';
import type { Block, Inline } from './block.ts';
import { composedDeltas } from './composed.ts';
import { entryLines } from './elements.ts';
import { localLines } from './local.ts';
import { equals, equation, math, note, paragraph, section, subsection } from './prose.ts';
import type { LayerStage, Setting } from './setting.ts';
import { type Stage, stageNames } from './stage.ts';

/** Backwards, from the loss to the first layer: each layer's local derivatives, then the chain through it. */
export function backward(setting: Setting): Block[] {
  return [
    section('backward', 'Backward'),
    paragraph(
      'The chain rule goes from the end to the beginning: what arrives from above, times the local derivative, ',
      'summed over every way in which an entry was used.',
    ),
    ...lossBackward(setting),
    ...setting.stages.toReversed().flatMap((stage) => layerBackward(setting, stage)),
  ];
}

function lossBackward(setting: Setting): Block[] {
  const { loss, names, model } = setting;
  const last = model.layers[model.layers.length - 1].output;
  if (!loss || model.objective.kind !== 'loss') {
    const named = names.cotangent(last);
    const given: Inline[] = named
      ? [math(partial(names.loss, sym(last.name))), ' is given: ', math(sym(named.name)), '.']
      : [];
    return [paragraph('What arrives from above, ', ...given)];
  }
  const definition = simplify(model.objective.definition);
  return [
    subsection('backward-loss', `Through ${model.objective.name}`),
    ...equation(`local.L.${last.name}`, localLines(setting, definition, new Set([last]), false)),
    // The rule of a single number is its only line.
    ...(entryCount(last.shape) > 1 ? handedBack(setting, loss, last) : []),
  ];
}

function layerBackward(setting: Setting, { layer, stage }: LayerStage): Block[] {
  const { names } = setting;
  if (names.isRenamed(layer.output)) return [];
  const passesOn = stage.gradients.has(layer.input) ? [layer.input] : [];
  const wanted = new Set([...passesOn, ...layer.parameters.filter((tensor) => setting.wrt.includes(tensor))]);
  if (wanted.size === 0) return [];
  const definition = simplify(layer.definition);
  const overlapping = windowsOverlap(stage);
  return [
    subsection(`backward-${layer.output.name}`, `Through ${layer.name}`),
    ...equation(`local.${layer.output.name}`, localLines(setting, definition, wanted, overlapping)),
    ...choices(setting, layer.input, stage, overlapping),
    ...layer.parameters
      .filter((tensor) => setting.wrt.includes(tensor))
      .flatMap((tensor) => laws(setting, definition, tensor)),
    ...(stage.gradients.has(layer.input) ? handedBack(setting, stage, layer.input) : []),
  ];
}

/** dL/d(entry) for the entries of a layer's input: a short name is introduced with its meaning. */
function handedBack(setting: Setting, stage: Stage, input: Tensor): Block[] {
  const { names } = setting;
  const nodes = stage.gradients.get(input);
  if (!nodes) return [];
  const short = names.cotangent(input);
  const { graph } = stage;
  const writtenOut = deltasOf(setting, input);
  const name = stageNames(stage, names);
  const longest = setting.extent.terms;
  const lines = entryLines(nodes.length, setting.extent.entries, (place) => {
    const chained = ofExpression(graph, factored(graph, nodes[place]), { name, longest });
    const whole = writtenOut?.(place);
    const further = whole && text(whole) !== text(chained) ? [whole] : [];
    return equals(names.cotangentEntry(input, place), chained, ...further);
  });
  const named: Block[] = short
    ? [
        paragraph(
          'With the short name ',
          math(compare(sym(short.name), ':=', names.gradient(input))),
          ' for what arrives at ',
          math(sym(names.shown(input).name)),
          ':',
        ),
      ]
    : [];
  return [...named, ...equation(`backward.${input.name}`, lines)];
}

/** The deltas of a layer with weights, written out up to the loss where no other weights are between. */
function deltasOf(setting: Setting, tensor: Tensor): ((place: number) => Notation) | undefined {
  const layer = setting.model.layers.find(
    ({ output, parameters }) => output === tensor && parameters.length > 0,
  );
  if (!layer) return undefined;
  const { graph, deltas, complete, name } = composedDeltas(setting, layer);
  return complete
    ? (place) => ofExpression(graph, deltas[place], { name, longest: setting.extent.terms })
    : undefined;
}

/** The law of a parameter in index letters: the same line for every entry. */
function laws(setting: Setting, definition: Definition, parameter: Tensor): Block[] {
  const { names } = setting;
  return localDerivatives(definition)
    .filter(({ by }) => by.tensor === parameter)
    .flatMap((local) => {
      const cotangent = names.cotangent(definition.output) ?? definition.output;
      const general = law(definition, local, cotangent, parameter);
      if (!general) return [];
      const left = partial(
        names.loss,
        subscripted(
          parameter,
          general.subscripts.map((form) => ofAffine(form, names)),
        ),
      );
      const chain = chained(setting, definition, left, general.body.kind === 'sum' ? general.body.over : []);
      return [
        ...equation(`law.${parameter.name}`, [
          {
            left,
            steps: [
              { relation: '=', right: chain },
              { relation: '=', right: ofFormula(general.body, names) },
            ],
          },
        ]),
      ];
    });
}

/** sum over i, j of dL/do_ij * do_ij/dW_mn */
function chained(
  { names }: Setting,
  definition: Definition,
  left: Notation,
  over: Parameters<typeof letterRanges>[0],
): Notation {
  const output = subscripted(
    names.shown(definition.output),
    definition.subscripts.map((form) => ofAffine(form, names)),
  );
  const by = left.kind === 'derivative' ? left.by : left;
  const term: Notation = {
    kind: 'product',
    factors: [partial(names.loss, output), partial(output, by)],
    dots: false,
  };
  return over.length === 0
    ? term
    : { kind: 'reduction', operator: 'sum', over: letterRanges(over, names), where: [], body: term };
}

/** The subgradients that this layer takes, said aloud. */
function choices({ names, model }: Setting, input: Tensor, stage: Stage, overlapping: boolean): Block[] {
  const kinds = new Set(Array.from(stage.outputs, (node) => stage.graph.kind(node)));
  const entry = math(sym(names.shown(input).name));
  if (kinds.has(Kind.Max)) {
    const policies = {
      first: 'the first of them, in reading order, takes the whole gradient',
      last: 'the last of them, in reading order, takes the whole gradient',
      split: 'they share the gradient equally',
      error: 'the derivation stops, since no choice was made',
    };
    const indicator: Inline[] = overlapping
      ? ['The bracket is 1 where an entry is the maximum of the window, and 0 where it is not. ']
      : [
          'The indicator ',
          math({ kind: 'indicator', subscripts: [] }),
          ' is 1 for the entry of ',
          entry,
          ' that is the maximum of its window, and 0 for the others. ',
        ];
    return [
      note(
        'Subgradient',
        ...indicator,
        'A maximum has no derivative where several entries are equal, only a set of subgradients: every way to share 1 among them. ',
        `The convention here is “${model.conventions.ties}”: ${policies[model.conventions.ties]}. `,
        'In each window the indicators sum to 1.',
      ),
    ];
  }
  if (kinds.has(Kind.Apply)) {
    return [
      note(
        'Subgradient',
        'The bracket is 1 where its condition holds and 0 where it does not. At 0 itself there is a kink, where every number from 0 to 1 is a subgradient; ',
        'the convention here takes ',
        math(num(fractionOf(model.conventions.kink))),
        '.',
      ),
    ];
  }
  return [];
}

function fractionOf(kink: '0' | '1' | '1/2'): number {
  return kink === '1/2' ? 0.5 : Number(kink);
}

/** Whether some entry is a candidate of more than one maximum. */
export function windowsOverlap({ graph, outputs }: Stage): boolean {
  const maxima = Array.from(outputs).filter((node) => graph.kind(node) === Kind.Max);
  const candidates = maxima.flatMap((node) =>
    Array.from(graph.slots.subarray(argumentsStart(graph, node), argumentsEnd(graph, node))),
  );
  return new Set(candidates).size < candidates.length;
}
