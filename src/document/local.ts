import { apply } from '../expr/apply.ts';
import { gradient } from '../expr/differentiate.ts';
import { Graph, Kind } from '../expr/graph.ts';
import { functions } from '../functions/index.ts';
import type { Definition } from '../index/formula.ts';
import { type LocalDerivative, type LocalFactor, localDerivatives } from '../index/local-derivative.ts';
import type { Tensor } from '../index/tensor.ts';
import { compare, num, partial, times } from '../notation/build.ts';
import type { Notation } from '../notation/notation.ts';
import { shownAxes } from '../writing/entry-name.ts';
import { ofExpression } from '../writing/of-expression.ts';
import { entryOf, leftOf, ofAffine, ofFormula } from '../writing/of-formula.ts';
import type { EquationLine } from './block.ts';
import { equals } from './prose.ts';
import type { Setting } from './setting.ts';

/** d output / d entry for the entries of the wanted tensors in a (simplified) definition, in index letters. */
export function localLines(
  setting: Setting,
  definitions: readonly Definition[],
  wanted: ReadonlySet<Tensor>,
  overlapping: boolean,
): EquationLine[] {
  return definitions.flatMap((definition) => linesOf(setting, definition, wanted, overlapping));
}

function linesOf(
  setting: Setting,
  definition: Definition,
  wanted: ReadonlySet<Tensor>,
  overlapping: boolean,
): EquationLine[] {
  const left = definition.output.role === 'loss' ? setting.names.loss : leftOf(definition, setting.names);
  return localDerivatives(definition)
    .filter(({ by }) => wanted.has(by.tensor))
    .map((local) =>
      equals(
        partial(left, entryOf(local.by, setting.names)),
        derivativeNotation(setting, definition, local, overlapping),
      ),
    );
}

function derivativeNotation(
  setting: Setting,
  definition: Definition,
  local: LocalDerivative,
  overlapping: boolean,
): Notation {
  if (local.factors.length === 0) return num(1);
  return times(
    local.factors.map((factor) => factorNotation(setting, definition, local, factor, overlapping)),
  );
}

function factorNotation(
  { names, model }: Setting,
  definition: Definition,
  { by }: LocalDerivative,
  factor: LocalFactor,
  overlapping: boolean,
): Notation {
  switch (factor.kind) {
    case 'formula':
      return ofFormula(factor.formula, names);
    case 'slope': {
      // The function's own derivative, taken by the engine at a symbol that stands for the argument.
      const graph = new Graph(functions);
      const given = factor.of.arguments.map((argument) =>
        argument.kind === 'number' ? graph.constant(argument.value) : graph.symbols(1),
      );
      const applied = apply(graph, factor.of.function, ...given);
      const [slope] = gradient(graph, applied, [given[factor.by]], model.conventions);
      return ofExpression(graph, slope, {
        name: (node) =>
          graph.kind(node) === Kind.Symbol
            ? ofFormula(factor.of.arguments[given.indexOf(node)], names)
            : undefined,
      });
    }
    case 'wins':
      return overlapping
        ? { kind: 'bracket', condition: compare(entryOf(by, names), '=', leftOf(definition, names)) }
        : {
            kind: 'indicator',
            subscripts: shownAxes(by.tensor.shape).map((axis) => ofAffine(by.subscripts[axis], names)),
          };
  }
}
