import { floatValues } from '../src/evaluate/float-values.ts';
import { symbolValues } from '../src/evaluate/symbols.ts';
import { gradient } from '../src/expr/differentiate.ts';
import { differentiable, expandModel } from '../src/model/expansion.ts';
import type { Model } from '../src/model/model.ts';
import { centralDifferences } from '../src/verify/central-differences.ts';

/** A slope of ours beside its estimate. */
export interface Estimated {
  readonly ours: number;
  readonly estimate: number;
}

/** The gradient by every third entry, beside what central differences say; entries at kinks are left out. */
export function estimated(model: Model): Estimated[] {
  const expansion = expandModel(model);
  const { graph, entries, objective } = expansion;
  const symbols = symbolValues(model, expansion, model.values ?? new Map());
  const value = (node: number): number => symbols[node].valueOf();
  const nodes = differentiable(model)
    .flatMap((tensor) => Array.from(entries.get(tensor) ?? []))
    .filter((_, at) => at % 3 === 0);
  const slopes = gradient(graph, objective, nodes, model.conventions);
  const values = floatValues(graph, [objective, ...slopes], value);
  const at = (moved: number, by: number): number =>
    floatValues(graph, [objective], (node) => value(node) + (node === moved ? by : 0))[objective];
  return centralDifferences(nodes, at).flatMap(({ estimate, bent }, at) =>
    bent ? [] : [{ ours: values[slopes[at]], estimate }],
  );
}

export function isNear({ ours, estimate }: Estimated): boolean {
  return Math.abs(estimate - ours) <= 1e-5 * Math.max(1, Math.abs(ours));
}
