import { analysisOf } from '../../evaluate/analysis.ts';
import {
  type Definition,
  isReduction,
  type Range,
  type Reduction,
  subformulas,
} from '../../index/formula.ts';
import { simplify } from '../../index/simplify.ts';
import type { LossObjective, Step } from '../../model/model.ts';
import { indexLetter } from '../../notation/build.ts';
import { symbolOf } from '../../writing/entry-name.ts';
import { leftOf, letterRange, ofFormula } from '../../writing/of-formula.ts';
import type { Block, EquationLine, Inline } from '../block.ts';
import { ruleOperators } from '../laws/operator-lines.ts';
import type { Names } from '../names.ts';
import { equals, equation, math, note, paragraph, section, subsection } from '../prose.ts';
import type { Setting } from '../setting.ts';
import { expressionLines } from './elements.ts';

/** Forwards: for each step the general rule, then its entries one by one. */
export function forward(setting: Setting): Block[] {
  return [
    section('forward', 'Forward'),
    ...setting.model.steps.flatMap((step) => stepForward(setting, step)),
    ...lossForward(setting),
  ];
}

function stepForward(setting: Setting, step: Step): Block[] {
  const { model, names } = setting;
  const { layer, output } = step;
  if (names.isRenamed(output)) {
    return [
      paragraph(
        { kind: 'strong', text: layer },
        ' has a single number to pass on, ',
        math(symbolOf(names.shown(output))),
        ', and leaves it as it is.',
      ),
    ];
  }
  const definitions = step.definitions.map(simplify);
  const stage = analysisOf(model).forward(output);
  const entries = expressionLines(setting, stage, stage.made, (place) => names.entry(output, place));
  return [
    subsection(`forward-${output.name}`, `${layer}: `, math(symbolOf(output))),
    ...definitions.flatMap((definition) => [
      ...equation({ kind: 'forward', tensor: output.name, how: 'rule' }, [generalLine(setting, definition)]),
      ...rangesText(setting, definition),
      ...(setting.views.has('operators') ? ruleOperators(names, definition) : []),
    ]),
    ...flattenOrder(step),
    ...borders(step),
    ...equation({ kind: 'forward', tensor: output.name }, sameAsRule(definitions, entries) ? [] : entries),
  ];
}

/** Frameworks differ in the order, and a weight behind it learns in another. */
function flattenOrder({ traits, inputs, definitions }: Step): Block[] {
  if (!traits.reorders || inputs[0].shape.filter((size) => size > 1).length < 2) return [];
  const terms = definitions[0].subscripts.flatMap((subscript) => subscript.terms);
  const channelsTogether = terms.some(({ letter, coefficient }) => letter === 'c' && coefficient === 1);
  return [
    paragraph(
      channelsTogether
        ? 'The order is pixel by pixel, the channels of each together (HWC).'
        : 'The order is channel by channel, row by row (CHW).',
    ),
  ];
}

/** The rule of a single number is its only line. */
function sameAsRule([definition]: readonly Definition[], entries: readonly EquationLine[]): boolean {
  return entries.length === 1 && definition.over.length === 0 && definition.body.kind !== 'multiply';
}

function lossForward(setting: Setting): Block[] {
  const { model, names } = setting;
  const { objective } = model;
  if (objective.kind !== 'loss') return [];
  const stage = analysisOf(model).forward(objective.definition.output);
  const definition = simplify(objective.definition);
  const written = expressionLines(setting, stage, stage.made, () => names.loss);
  const general = equals(names.loss, ofFormula(definition.body, names.style));
  const single = ![...subformulas(definition.body)].some(isReduction);
  return [
    subsection('forward-loss', `${objective.name}: `, math(names.loss)),
    ...equation({ kind: 'forward', tensor: 'L' }, single ? [general] : [general, ...written]),
    ...classesNote(objective),
  ];
}

function classesNote({ target, targetValues }: LossObjective): Block[] {
  if (!target || !targetValues?.classes) return [];
  return [paragraph('The target ', math(symbolOf(target)), ' is a class; classes count from 0.')];
}

export function generalLine(setting: Setting, definition: Definition): EquationLine {
  return equals(leftOf(definition, setting.names.style), ofFormula(definition.body, setting.names.style));
}

/** "for i = 1, ..., 2 and j = 1, ..., 2", where the left-hand side has letters. */
export function rangesText({ names }: Setting, definition: Definition): Block[] {
  if (definition.over.length === 0) return [];
  const ranges = definition.over.map((range) => rangeText(names, range));
  const text = ranges.flatMap((range, at) => (at === 0 ? range : [' and ', ...range]));
  return [paragraph('for ', ...text, '.')];
}

/** "i = 1, …, 3" */
export function rangeText(names: Names, { letter, size }: Range): Inline[] {
  const { from, to } = letterRange(names.letter(letter), size, names);
  return [math(indexLetter(names.letter(letter))), ` = ${from}, …, ${to}`];
}

/** What conditions leave out of a window at the borders. */
function borders({ definitions, inputs: [input] }: Step): Block[] {
  const reductions = definitions.flatMap(({ body }) =>
    [...subformulas(simplify({ ...definitions[0], body }).body)].filter(isReduction),
  );
  const [beyond] = reductions.filter(({ where }) => where.length > 0);
  if (!beyond || !slides(beyond)) return [];
  const rest =
    beyond.kind === 'max'
      ? ' are padding: they are never the maximum, and the condition leaves them out.'
      : ' are padding: they count as 0, and the condition leaves them out.';
  return [note('Padding', 'Entries beyond the borders of ', math(symbolOf(input)), rest)];
}

/** Whether the conditions are those of a window at its borders: they speak of a subscript of the input itself. */
function slides({ where, body }: Reduction): boolean {
  const subscripts = [...subformulas(body)].flatMap((part) =>
    part.kind === 'entry' ? part.subscripts.map((subscript) => JSON.stringify(subscript)) : [],
  );
  return where.every(({ value }) => subscripts.includes(JSON.stringify(value)));
}
