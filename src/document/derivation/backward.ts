import { analysisOf } from '../../evaluate/analysis.ts';
import { factored } from '../../expr/factor.ts';
import { Kind } from '../../expr/graph.ts';
import { argumentsEnd, argumentsStart } from '../../expr/reach.ts';
import { tensorsIn } from '../../index/formula.ts';
import { simplify } from '../../index/simplify.ts';
import { entryCount, type Tensor } from '../../index/tensor.ts';
import type { Law } from '../../model/laws.ts';
import { type LossObjective, lastOutput, type Step } from '../../model/model.ts';
import type { Forward } from '../../model/stage.ts';
import { compare, partial } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import { text } from '../../notation/text.ts';
import { symbolOf } from '../../writing/entry-name.ts';
import { ofExpression } from '../../writing/of-expression.ts';
import type { Block, Inline } from '../block.ts';
import { lawSums } from '../laws/law-lines.ts';
import { lawOperators } from '../laws/operator-lines.ts';
import { unrolled } from '../laws/unrolled.ts';
import { equals, equation, listed, math, paragraph, section, subsection } from '../prose.ts';
import type { Setting } from '../setting.ts';
import { composedDeltas } from './composed.ts';
import { entryLines } from './elements.ts';
import { directLoss, localLines, takenByLayers } from './local.ts';
import { stageNames } from './stage-names.ts';
import { kinks, ties } from './subgradients.ts';

/** Backwards, from the loss to the first layer: each layer's local derivatives, then the chain through it. */
export function backward(setting: Setting): Block[] {
  return [
    section('backward', 'Backward'),
    paragraph(
      'The chain rule goes from the end to the beginning: what arrives from above, times the local derivative, ',
      'summed over every way in which an entry was used.',
    ),
    ...lossBackward(setting),
    ...setting.model.steps.toReversed().flatMap((step) => stepBackward(setting, step)),
  ];
}

function lossBackward(setting: Setting): Block[] {
  const { names, model } = setting;
  const { objective } = model;
  const last = lastOutput(model);
  if (objective.kind === 'upstream') {
    const named = names.cotangent(last);
    const given: Inline[] = named
      ? [math(partial(names.loss, symbolOf(last))), ' is given: ', math(symbolOf(named)), '.']
      : [];
    return [paragraph('What arrives from above, ', ...given)];
  }
  return [
    subsection('backward-loss', `Through ${objective.name}`),
    ...lossGradients(setting, objective),
    // The rule of a single number is its only line.
    ...(entryCount(last.shape) > 1 ? handedBackBy(setting, undefined) : []),
  ];
}

function stepBackward(setting: Setting, step: Step): Block[] {
  if (setting.names.isRenamed(step.output) || wantedOf(setting, step).size === 0) return [];
  return [
    subsection(`backward-${step.output.name}`, `Through ${step.layer}: `, math(symbolOf(step.output))),
    ...ruleGradients(setting, step),
    ...handedBackBy(setting, step),
  ];
}

/** What a step (or the loss) is differentiated by: what flows on below it, and what of its own is asked for. */
function wantedOf(setting: Setting, { inputs, parameters }: Step): ReadonlySet<Tensor> {
  return new Set([
    ...inputs.filter((tensor) => setting.flowing.has(tensor)),
    ...parameters.filter((tensor) => setting.wrt.includes(tensor)),
  ]);
}

/** What follows from the rule of a step alone: its local derivatives, its subgradients, the law of each parameter. */
export function ruleGradients(setting: Setting, step: Step): Block[] {
  const stage = analysisOf(setting.model).forward(step.output);
  const definitions = step.definitions.map(simplify);
  const overlapping = windowsOverlap(stage);
  return [
    ...equation(
      { kind: 'local', tensor: step.output.name },
      localLines(setting, definitions, wantedOf(setting, step), overlapping),
    ),
    ...ties(setting, step.inputs[0], stage, overlapping),
    ...kinks(setting, stage.graph, step.otherKink),
    ...step.parameters
      .filter((tensor) => setting.wrt.includes(tensor))
      .flatMap((tensor) => laws(setting, tensor)),
    ...(setting.views.has('operators')
      ? definitions.flatMap((definition) =>
          unrolled(
            setting.names,
            definition,
            { largest: setting.extent.matrix, width: setting.width },
            (tensor) => lawOf(setting, tensor) !== undefined,
          ),
        )
      : []),
  ];
}

/** The same for the loss. */
export function lossGradients(setting: Setting, { definition, otherKink }: LossObjective): Block[] {
  const { flowing, model, names } = setting;
  const { graph } = analysisOf(model).forward(definition.output);
  const inputs = new Set(tensorsIn(definition.body).filter((tensor) => flowing.has(tensor)));
  const direct = [...inputs].filter((tensor) => takenByLayers(setting, tensor));
  return [
    ...equation({ kind: 'local', tensor: 'L' }, localLines(setting, [simplify(definition)], inputs, false)),
    ...(direct.length === 0
      ? []
      : [
          paragraph(
            math(directLoss),
            ' is ',
            math(names.loss),
            ' as it depends on ',
            ...listed(direct.map((tensor) => [math(symbolOf(tensor))])),
            ' by itself, with what layers make of ',
            direct.length === 1 ? 'it' : 'them',
            ' held fixed; what comes through the layers is added below.',
          ),
        ]),
    ...kinks(setting, graph, otherKink),
  ];
}

/** What is complete once this rule was gone through: the tensors that it is the first to use. The last output's user is the loss. */
function handedBackBy(setting: Setting, step: Step | undefined): Block[] {
  const { model } = setting;
  const first = (tensor: Tensor): Step | undefined =>
    model.steps.find(({ inputs }) => inputs.includes(tensor));
  const tensors = step ? step.inputs : [lastOutput(model)];
  return tensors.filter((tensor) => first(tensor) === step).flatMap((tensor) => handedBack(setting, tensor));
}

/** dL/d(entry) for the entries of a tensor: a short name is introduced with its meaning. */
function handedBack(setting: Setting, input: Tensor): Block[] {
  const { flowing, model, names } = setting;
  if (!flowing.has(input)) return [];
  const short = names.cotangent(input);
  const stage = analysisOf(model).backward(input);
  const { graph, gradient } = stage;
  const writtenOut = deltasOf(setting, input);
  const name = stageNames(stage, names);
  const longest = setting.extent.terms;
  const lines = entryLines(gradient.length, setting.extent.entries, (place) => {
    const chained = ofExpression(graph, factored(graph, gradient[place]), { name, longest });
    const whole = writtenOut?.(place);
    const further = whole && text(whole) !== text(chained) ? [whole] : [];
    return equals(names.cotangentEntry(input, place), chained, ...further);
  });
  const named: Block[] = short
    ? [
        paragraph(
          'With the short name ',
          math(compare(symbolOf(short), ':=', names.gradient(input))),
          ' for what arrives at ',
          math(symbolOf(names.shown(input))),
          ':',
        ),
      ]
    : [];
  return [...named, ...laws(setting, input), ...equation({ kind: 'backward', tensor: input.name }, lines)];
}

/** The deltas of a layer with weights, written out up to the loss where no other weights are between. */
function deltasOf(setting: Setting, tensor: Tensor): ((place: number) => Notation) | undefined {
  const step = setting.model.steps.find(
    ({ output, parameters }) => output === tensor && parameters.length > 0,
  );
  if (!step) return undefined;
  const { graph, deltas, complete, name } = composedDeltas(setting, step.output);
  return complete
    ? (place) => ofExpression(graph, factored(graph, deltas[place]), { name, longest: setting.extent.terms })
    : undefined;
}

/** What flows back to a tensor, as sums and with whole arrays. */
function laws(setting: Setting, tensor: Tensor): Block[] {
  const { names, views } = setting;
  const found = lawOf(setting, tensor);
  // The law of a single number is its only line.
  if (!found || entryCount(tensor.shape) === 1) return [];
  return [
    ...(views.has('sums') ? lawSums(names, found) : []),
    ...(views.has('operators') ? lawOperators(names, found) : []),
  ];
}

function lawOf({ flowing, model }: Setting, tensor: Tensor): Law | undefined {
  return flowing.has(tensor) ? analysisOf(model).law(tensor) : undefined;
}

/** Whether some entry is a candidate of more than one maximum. */
export function windowsOverlap({ graph, made }: Forward): boolean {
  const maxima = Array.from(made).filter((node) => graph.kind(node) === Kind.Max);
  const candidates = maxima.flatMap((node) =>
    Array.from(graph.slots.subarray(argumentsStart(graph, node), argumentsEnd(graph, node))),
  );
  return new Set(candidates).size < candidates.length;
}
