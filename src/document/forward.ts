import { type Definition, subformulas } from '../index/formula.ts';
import { simplify } from '../index/simplify.ts';
import { sym } from '../notation/build.ts';
import { leftOf, ofFormula } from '../writing/of-formula.ts';
import type { Block, EquationLine, Inline } from './block.ts';
import { expressionLines } from './elements.ts';
import { equals, equation, math, note, paragraph, section, subsection } from './prose.ts';
import type { LayerStage, Setting } from './setting.ts';

/** Forwards: for each layer the general rule, then its entries one by one. */
export function forward(setting: Setting): Block[] {
  return [
    section('forward', 'Forward'),
    ...setting.stages.flatMap((stage) => layerForward(setting, stage)),
    ...lossForward(setting),
  ];
}

function layerForward(setting: Setting, { layer, stage }: LayerStage): Block[] {
  const { names } = setting;
  if (names.isRenamed(layer.output)) {
    return [
      paragraph(
        { kind: 'strong', text: layer.name },
        ' has a single number to pass on, ',
        math(sym(names.shown(layer.output).name)),
        ', and leaves it as it is.',
      ),
    ];
  }
  const definition = simplify(layer.definition);
  const general = generalLine(setting, definition);
  const entries = expressionLines(setting, stage, stage.outputs, (place) => names.entry(layer.output, place));
  return [
    subsection(`forward-${layer.output.name}`, `${layer.name}: `, math(sym(layer.output.name))),
    ...equation(`forward.${layer.output.name}.rule`, [general]),
    ...rangesText(setting, definition),
    ...(hasConditions(definition) ? [borders(layer.definition.body.kind === 'max', layer.input.name)] : []),
    ...equation(`forward.${layer.output.name}`, sameAsRule(definition, entries) ? [] : entries),
  ];
}

/** The rule of a single number is its only line. */
function sameAsRule(definition: Definition, entries: readonly EquationLine[]): boolean {
  return entries.length === 1 && definition.over.length === 0 && definition.body.kind !== 'multiply';
}

function lossForward(setting: Setting): Block[] {
  const { loss, names, model } = setting;
  if (!loss || model.objective.kind !== 'loss') return [];
  const definition = simplify(model.objective.definition);
  const written = expressionLines(setting, loss, loss.outputs, () => names.loss);
  const general = equals(names.loss, ofFormula(definition.body, names));
  const single = definition.body.kind !== 'multiply' && definition.body.kind !== 'sum';
  return [
    subsection('forward-loss', `${model.objective.name}: `, math(names.loss)),
    ...equation('forward.L', single ? [general] : [general, ...written]),
  ];
}

export function generalLine(setting: Setting, definition: Definition): EquationLine {
  return equals(leftOf(definition, setting.names), ofFormula(definition.body, setting.names));
}

/** "for i = 1, ..., 2 and j = 1, ..., 2", where the left-hand side has letters. */
export function rangesText({ names }: Setting, definition: Definition): Block[] {
  if (definition.over.length === 0) return [];
  const ranges = definition.over.map(({ letter, size }): Inline[] => [
    math(sym(names.letter(letter))),
    ` = 1, …, ${size}`,
  ]);
  const text = ranges.flatMap((range, at) => (at === 0 ? range : [' and ', ...range]));
  return [paragraph('for ', ...text, '.')];
}

function hasConditions({ body }: Definition): boolean {
  return [...subformulas(body)].some(
    (part) => (part.kind === 'sum' || part.kind === 'max') && part.where.length > 0,
  );
}

function borders(isMaximum: boolean, input: string): Block {
  const rest = isMaximum
    ? ' are padding: they are never the maximum, and the condition leaves them out.'
    : ' are padding: they count as 0, and the condition leaves them out.';
  return note('Padding', 'Entries beyond the borders of ', math(sym(input)), rest);
}
