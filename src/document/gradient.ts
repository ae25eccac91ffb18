import type { Tensor } from '../index/tensor.ts';
import { partial, times } from '../notation/build.ts';
import type { Notation } from '../notation/notation.ts';
import { ofExpression } from '../writing/of-expression.ts';
import type { Block, EquationLine } from './block.ts';
import { composedGradient } from './composed.ts';
import { entryLines } from './elements.ts';
import { equals, equation, paragraph, section } from './prose.ts';
import type { Setting } from './setting.ts';
import { matrixOf, type Slice, slicesOf } from './slices.ts';

/** Entries with more terms than this are listed line by line: a matrix of them would not fit a page. */
const widestEntry = 5;
const widestMatrix = 3;

/** The gradient of every chosen tensor, as matrices with what all entries share in front. */
export function gradientSection(setting: Setting): Block[] {
  return [
    section('gradient', 'The gradient'),
    paragraph('Put together, with what all entries share in front; intermediate results keep their names.'),
    ...setting.wrt.flatMap((tensor) => equation(`gradient.${tensor.name}`, linesFor(setting, tensor))),
  ];
}

function linesFor(setting: Setting, tensor: Tensor): EquationLine[] {
  const { names, extent } = setting;
  const composed = composedGradient(setting, tensor);
  const write = (node: number): Notation =>
    ofExpression(composed.graph, node, { name: composed.name, longest: extent.terms });
  const front = write(composed.common);
  const rests = composed.rests.map(write);
  const scaled = (rest: Notation): Notation => times([front, rest]);
  const listed = rests.some((rest) => widthOf(rest) > widestEntry);
  return slicesOf(tensor)
    .slice(0, extent.entries)
    .flatMap((slice) => {
      const columns = slice.rows[0].length;
      if (listed || columns > widestMatrix + (rests.every((rest) => widthOf(rest) <= 2) ? 3 : 0)) {
        const places = slice.rows.flat();
        return entryLines(places.length, extent.entries, (at) =>
          equals(partial(names.loss, names.entry(tensor, places[at])), scaled(rests[places[at]])),
        );
      }
      const matrix = matrixOf(slice, (place) => rests[place], extent.matrix);
      return [
        equals(
          gradientName(setting, slice),
          composed.common === composed.graph.one ? matrix : scaled(matrix),
        ),
      ];
    });
}

/** dL/dW, or dL/dW_{1,1,:,:} for a slice. */
export function gradientName({ names }: Setting, slice: Slice): Notation {
  return partial(names.loss, slice.name);
}

/** Terms and factors that stand side by side. */
function widthOf(notation: Notation): number {
  if (notation.kind === 'sum') return notation.terms.reduce((width, term) => width + widthOf(term), 0);
  if (notation.kind === 'product')
    return notation.factors.reduce((width, factor) => width + widthOf(factor), 0);
  return 1;
}
