import { analysisOf } from '../../evaluate/analysis.ts';
import { exactNodeLimit } from '../../evaluate/exact-values.ts';
import { placesOf } from '../../evaluate/nonsmooth.ts';
import { quantities } from '../../evaluate/quantity.ts';
import { hessian } from '../../evaluate/second-order.ts';
import { symbolValues } from '../../evaluate/symbols.ts';
import { factored } from '../../expr/factor.ts';
import type { Node } from '../../expr/node.ts';
import { entryCount, type Tensor } from '../../index/tensor.ts';
import { secondPartial } from '../../notation/build.ts';
import { symbolOf } from '../../writing/entry-name.ts';
import { ofExpression } from '../../writing/of-expression.ts';
import type { Block, EquationLine } from '../block.ts';
import { ofQuantity } from '../numbers.ts';
import { equals, equation, math, paragraph, section } from '../prose.ts';
import type { Setting } from '../setting.ts';
import { matrixLine } from '../slices.ts';

/** The Hessian by each chosen tensor: its entries on and above the diagonal, and the matrix with numbers. */
export function secondDerivatives(setting: Setting): Block[] {
  return [
    section('second', 'The second derivatives'),
    paragraph(
      'The gradient is differentiated once more, entry by entry. The order of the two does not matter, so that what stands below the diagonal is said above it.',
    ),
    ...setting.wrt.flatMap((tensor) => byTensor(setting, tensor)),
  ];
}

function byTensor(setting: Setting, tensor: Tensor): Block[] {
  const { model, names, extent } = setting;
  const { values } = model;
  const { expansion } = analysisOf(model);
  const { graph } = expansion;
  const nodes = hessian(expansion, tensor, model.conventions);
  const count = entryCount(tensor.shape);
  const named = placesOf(model, expansion.entries);
  const name = (node: Node) => {
    const place = named.get(node);
    return place && names.entry(place.tensor, place.place);
  };
  const pairs = Array.from({ length: count }, (_, row) =>
    Array.from({ length: count - row }, (_, after) => [row, row + after] as const),
  ).flat();
  const lines = pairs
    .slice(0, extent.entries)
    .map(
      ([row, column]): EquationLine =>
        equals(
          row === column
            ? secondPartial(names.loss, names.entry(tensor, row))
            : secondPartial(names.loss, names.entry(tensor, row), names.entry(tensor, column)),
          ofExpression(graph, factored(graph, nodes[row * count + column]), { name, longest: extent.terms }),
        ),
    );
  const more = pairs.length - lines.length;
  const rest: Block[] =
    more > 0 ? [paragraph(`and ${more} more${values ? ', with numbers below' : ''}.`)] : [];
  if (!values) return [...equation({ kind: 'second', tensor: tensor.name }, lines), ...rest];
  const symbols = symbolValues(model, expansion, values);
  const value = quantities(graph, nodes, (node) => symbols[node], graph.size <= exactNodeLimit);
  const rows = Array.from({ length: count }, (_, row) =>
    Array.from({ length: count }, (_, column) => row * count + column),
  );
  const whole = secondPartial(names.loss, symbolOf(names.shown(tensor)));
  return [
    ...equation({ kind: 'second', tensor: tensor.name }, lines),
    ...rest,
    paragraph(
      'With these values, a row and a column for each entry of ',
      math(symbolOf(tensor)),
      ' in reading order:',
    ),
    ...equation({ kind: 'second', tensor: tensor.name, how: 'value' }, [
      matrixLine(whole, { name: whole, rows }, (place) => ofQuantity(value(nodes[place])), setting),
    ]),
  ];
}
