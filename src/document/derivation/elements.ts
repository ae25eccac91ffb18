import type { Forward, Stage } from '../../model/stage.ts';
import { verticalDots } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import { ofExpression } from '../../writing/of-expression.ts';
import type { EquationLine } from '../block.ts';
import { equals } from '../prose.ts';
import type { Setting } from '../setting.ts';
import { shortened } from '../slices.ts';
import { stageNames } from './stage-names.ts';

/** One line for each entry, as far as the detail goes; then dots and the last one. */
export function entryLines(
  count: number,
  extent: number,
  line: (place: number) => EquationLine,
): EquationLine[] {
  const places = Array.from({ length: count }, (_, place) => place);
  return shortened(places, extent).map((place) =>
    place === undefined ? { left: verticalDots, steps: [] } : line(place),
  );
}

/** The expression of one output of a stage. */
export function expressionLine(
  setting: Setting,
  stage: Forward,
  place: number,
  left: Notation,
): EquationLine {
  const name = stageNames(stage, setting.names);
  return equals(left, ofExpression(stage.graph, stage.made[place], { name, longest: setting.extent.terms }));
}

/** The expressions of a stage, each under the name of its entry: o_11 = I_11 W_11 + ... */
export function expressionLines(
  setting: Setting,
  stage: Stage,
  nodes: Int32Array,
  left: (place: number) => Notation,
): EquationLine[] {
  const name = stageNames(stage, setting.names);
  return entryLines(nodes.length, setting.extent.entries, (place) =>
    equals(left(place), ofExpression(stage.graph, nodes[place], { name, longest: setting.extent.terms })),
  );
}
