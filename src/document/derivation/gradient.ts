import { analysisOf } from '../../evaluate/analysis.ts';
import { factored } from '../../expr/factor.ts';
import type { Tensor } from '../../index/tensor.ts';
import { partial, times } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import { relationWidth, width } from '../../notation/width.ts';
import { ofExpression } from '../../writing/of-expression.ts';
import type { Block, EquationLine } from '../block.ts';
import { equals, equation, paragraph, section } from '../prose.ts';
import type { Setting } from '../setting.ts';
import { matrixOf, type Slice, slicesOf } from '../slices.ts';
import { composedGradient } from './composed.ts';
import { entryLines } from './elements.ts';
import { stageNames } from './stage-names.ts';

/** The gradient of every chosen tensor, as matrices with what all entries share in front. */
export function gradientSection(setting: Setting): Block[] {
  return [
    section('gradient', 'The gradient'),
    paragraph('Put together, with what all entries share in front; intermediate results keep their names.'),
    ...setting.wrt.flatMap((tensor) =>
      equation({ kind: 'gradient', tensor: tensor.name }, linesFor(setting, tensor)),
    ),
  ];
}

function linesFor(setting: Setting, tensor: Tensor): EquationLine[] {
  const { names, extent } = setting;
  const { front, entries } = writtenGradient(setting, tensor);
  const scaled = (rest: Notation): Notation => (front ? times([front, rest]) : rest);
  return slicesOf(tensor, names.counting)
    .slice(0, extent.entries)
    .flatMap((slice) => {
      const line = equals(gradientName(setting, slice), scaled(matrixOf(slice, entries, extent.matrix)));
      if (lineWidth(line) <= setting.width) return [line];
      const places = slice.rows.flat();
      return entryLines(places.length, extent.entries, (at) =>
        equals(partial(names.loss, names.entry(tensor, places[at])), scaled(entries(places[at]))),
      );
    });
}

/** Every entry, with delta written out where that reaches the loss, and in delta's name where other weights are between. */
function writtenGradient(
  setting: Setting,
  tensor: Tensor,
): { front: Notation | undefined; entries: (place: number) => Notation } {
  const longest = setting.extent.terms;
  const composed = composedGradient(setting, tensor);
  if (!composed) return { front: undefined, entries: fromUsers(setting, tensor) };
  const { graph, name } = composed;
  const write = (node: number): Notation => ofExpression(graph, node, { name, longest });
  return {
    front: composed.common === graph.one ? undefined : write(composed.common),
    entries: (place) => write(composed.rests[place]),
  };
}

/** Where several steps use a tensor, or the loss itself does: in the cotangents of all of them. */
function fromUsers(setting: Setting, tensor: Tensor): (place: number) => Notation {
  const stage = analysisOf(setting.model).backward(tensor);
  const name = stageNames(stage, setting.names);
  const { graph, gradient } = stage;
  return (place) =>
    ofExpression(graph, factored(graph, gradient[place]), { name, longest: setting.extent.terms });
}

function lineWidth({ left, steps }: EquationLine): number {
  return steps.reduce((sum, { right }) => sum + relationWidth + width(right), width(left));
}

/** dL/dW, or dL/dW_{1,1,:,:} for a slice. */
export function gradientName({ names }: Setting, slice: Slice): Notation {
  return partial(names.loss, slice.name);
}
