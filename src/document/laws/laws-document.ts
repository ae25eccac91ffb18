import { analysisOf } from '../../evaluate/analysis.ts';
import { simplify } from '../../index/simplify.ts';
import type { Tensor } from '../../index/tensor.ts';
import { chosenTensors } from '../../model/expansion.ts';
import { type Law, lawThrough } from '../../model/laws.ts';
import { counted, fits, nodesOf } from '../../model/limit.ts';
import { lastOutput, type Model, type Step } from '../../model/model.ts';
import type { Rule } from '../../model/rules.ts';
import { pageWidth } from '../../notation/page-width.ts';
import { symbolOf } from '../../writing/entry-name.ts';
import { leftOf, ofFormula } from '../../writing/of-formula.ts';
import type { Block, Document, EquationLine, Inline } from '../block.ts';
import { rangeText } from '../derivation/forward.ts';
import { networkTable } from '../derivation/given.ts';
import { choicesOfRule } from '../derivation/subgradients.ts';
import { Names } from '../names.ts';
import { equals, equation, math, note, paragraph, section, subsection } from '../prose.ts';
import type { View } from '../setting.ts';
import { inOwnNotation } from '../signs/in-own-notation.ts';
import { notationTable } from '../signs/notation-table.ts';
import { tonesOf } from '../signs/tones-of.ts';
import { formOf } from './form-of.ts';
import { isRename, lawLine, lawSums } from './law-lines.ts';
import { lawOperators, lawWithArrays, ruleOperators } from './operator-lines.ts';
import { unrolled } from './unrolled.ts';

interface LawsOptions {
  /** Names of the input or of parameters; the input and all parameters by default. */
  readonly wrt?: readonly string[];
  readonly views?: readonly View[];
  /** The room for a line in em of its font, where it is not a page's. */
  readonly width?: number;
  /** Whether LaTeX is to have the macros of gradsheet.sty. */
  readonly macros?: boolean;
}

/** Rows and columns of a matrix that are shown. */
const largestMatrix = 5;

/**
 * The laws of a model in index letters and with whole arrays, each form of layer once, then their composition through
 * the net. Nothing is expanded: neither time nor length depends on the sizes.
 */
export function lawsDocument(model: Model, options: LawsOptions = {}): Document {
  const names = new Names(model, model.notation);
  const views = new Set<View>(options.views ?? ['sums', 'operators']);
  const laws = analysisOf(model)
    .laws(chosenTensors(model, options.wrt))
    .filter((law) => !isRename(names, law));
  const blocks = [
    ...size(model),
    section('given', 'Given'),
    networkTable({ model, names }),
    section('laws', 'The laws, layer by layer'),
    paragraph(
      'What arrives from above, times the local derivative, summed over every way in which an entry was used. Layers of the same form have the same law; it is written once.',
    ),
    ...lossBlocks(names, model, laws, views),
    ...forms(model)
      .toReversed()
      .flatMap((form) => formBlocks(names, model, form, laws, { views, width: options.width ?? pageWidth })),
    section('net', 'Through the whole net'),
    paragraph(
      'From the loss down to the input: each gradient from those above it, those of several users added.',
    ),
    ...net(names, laws, views),
  ];
  const document: Document = {
    title: model.title,
    ...(options.width !== undefined && { width: options.width }),
    tones: tonesOf(model),
    blocks: [...notationTable(names, model, blocks), ...blocks],
  };
  return inOwnNotation(document, names, options.macros);
}

/** Said where the derivation could not go entry by entry. */
function size(model: Model): Block[] {
  if (fits(model)) return [];
  return [
    note(
      'Laws only',
      `Written out entry by entry this model would need up to ${counted(nodesOf(model))} expression nodes. Its laws in index letters say the same for all entries at once.`,
    ),
  ];
}

/** Layers with the same rules up to names and sizes; a layer may be several steps, such as a mean and what uses it. */
interface Form {
  readonly key: string;
  readonly layer: string;
  readonly instances: readonly (readonly Step[])[];
}

function forms({ steps }: Model): Form[] {
  const found = new Map<string, (readonly Step[])[]>();
  let instance: Step[] = [];
  for (const step of steps) {
    instance.push(step);
    if (step.inner) continue;
    const key = `${step.layer} ${formOf(instance)}`;
    found.set(key, [...(found.get(key) ?? []), instance]);
    instance = [];
  }
  return [...found].map(([key, instances]) => ({
    key,
    layer: instances[0][instances[0].length - 1].layer,
    instances,
  }));
}

function lossBlocks(names: Names, model: Model, laws: readonly Law[], views: ReadonlySet<View>): Block[] {
  const { objective } = model;
  if (objective.kind === 'upstream') {
    return [paragraph('What arrives from above, ', math(symbolOf(objective.delta)), ', is given.')];
  }
  const { definition, name } = objective;
  const through = laws.flatMap((whole) => {
    const users = whole.users.filter(({ output }) => output === definition.output);
    return users.length > 0 ? [lawThrough(whole, users)] : [];
  });
  return [
    subsection('law-L', `${name}: `, math(names.loss)),
    ...equation({ kind: 'forward', tensor: 'L' }, [
      equals(names.loss, ofFormula(simplify(definition).body, names.style)),
    ]),
    ...through.flatMap((law) => lawViews(names, law, views)),
    ...choicesOfRule(names, model, [lastOutput(model)], [definition], objective.otherKink),
  ];
}

function formBlocks(
  names: Names,
  model: Model,
  { layer, instances }: Form,
  laws: readonly Law[],
  { views, width }: { readonly views: ReadonlySet<View>; readonly width: number },
): Block[] {
  const [first] = instances;
  const last = first[first.length - 1];
  const { output } = last;
  const definitions = first.flatMap((step) => step.definitions.map(simplify));
  return [
    subsection(`law-${output.name}`, `${layer}: `, math(symbolOf(output))),
    ...equation(
      { kind: 'forward', tensor: output.name, how: 'rule' },
      definitions.map((definition) =>
        equals(leftOf(definition, names.style), ofFormula(definition.body, names.style)),
      ),
    ),
    ...(views.has('operators') ? definitions.flatMap((definition) => ruleOperators(names, definition)) : []),
    ...tensorsOf(first).flatMap((tensor) => {
      const whole = laws.find(({ of }) => of === tensor);
      return whole ? lawViews(names, lawThrough(whole, whole.users.filter(isOf(first))), views) : [];
    }),
    ...choicesOfRule(names, model, last.inputs, definitions, last.otherKink),
    ...(views.has('operators')
      ? definitions.flatMap((definition) =>
          unrolled(names, definition, { largest: largestMatrix, width }, (tensor) =>
            laws.some(({ of }) => of === tensor),
          ),
        )
      : []),
    ...others(names, instances),
  ];
}

function lawViews(names: Names, law: Law, views: ReadonlySet<View>): Block[] {
  return [
    ...(views.has('sums') ? lawSums(names, law) : []),
    ...(views.has('operators') ? lawOperators(names, law) : []),
  ];
}

/** What these steps take, in the order in which gradients are found: what they make on the way, then inputs, then parameters. */
function tensorsOf(steps: readonly Step[]): Tensor[] {
  const inner = steps
    .filter((step) => step.inner)
    .map(({ output }) => output)
    .toReversed();
  const inputs = steps.flatMap((step) => step.inputs).filter((tensor) => !inner.includes(tensor));
  return [...new Set([...inner, ...inputs, ...steps.flatMap(({ parameters }) => parameters)])];
}

function isOf(steps: readonly Step[]): (rule: Rule) => boolean {
  return ({ output }) => steps.some((step) => step.output === output);
}

/** Which other layers have this form, with their sizes. */
function others(names: Names, instances: readonly (readonly Step[])[]): Block[] {
  if (instances.length < 2) return [];
  const rows = instances.map((steps): Inline[][] => {
    const { output, inputs, parameters, definitions } = steps[steps.length - 1];
    const ranges = simplify(definitions[0]).over;
    return [
      [math(symbolOf(names.shown(output)))],
      inputs.flatMap((tensor, at) => [...(at > 0 ? [', '] : []), math(symbolOf(names.shown(tensor)))]),
      parameters.length === 0
        ? ['–']
        : parameters.flatMap((tensor, at) => [...(at > 0 ? [', '] : []), math(symbolOf(tensor))]),
      ranges.flatMap((range, at) => [...(at > 0 ? [', '] : []), ...rangeText(names, range)]),
    ];
  });
  return [
    paragraph('The same law, with other names and sizes; a mean divides by its own count:'),
    { kind: 'table', headings: [['Output'], ['Input'], ['Parameters'], ['Sizes']], rows },
  ];
}

/** A few lines a block, so that pages break between them. */
function net(names: Names, laws: readonly Law[], views: ReadonlySet<View>): Block[] {
  const starts = laws.flatMap((_, at) => (at % linesTogether === 0 ? [at] : []));
  return starts.flatMap((at) => {
    const some = laws.slice(at, at + linesTogether);
    return equation(
      { kind: 'net', how: `${1 + at / linesTogether}` },
      some.map((law) => netLine(names, law, views)),
    );
  });
}

const linesTogether = 4;

function netLine(names: Names, law: Law, views: ReadonlySet<View>): EquationLine {
  const arrays = views.has('operators') ? lawWithArrays(names, law) : undefined;
  if (arrays) return { ...arrays, steps: arrays.steps.slice(0, 1) };
  const { left, steps } = lawLine(names, law);
  return { left, steps: steps.slice(-1) };
}
