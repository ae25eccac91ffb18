import { expect } from 'vitest';
import { floatValues } from '../src/evaluate/float-values.ts';
import { symbolValues } from '../src/evaluate/given-symbols.ts';
import { gradient } from '../src/expr/differentiate.ts';
import { differentiable, expandModel } from '../src/model/expansion.ts';
import type { Model } from '../src/model/model.ts';
import { centralDifferences } from '../src/verify/central-differences.ts';

/** The gradient by every third entry is what central differences say, except at kinks; returns how many were compared. */
export function agreesWithDifferences(model: Model, what: string): number {
  const expansion = expandModel(model);
  const { graph, entries, objective } = expansion;
  const symbols = symbolValues(model, expansion, model.values ?? new Map());
  const value = (node: number): number => symbols[node].valueOf();
  const nodes = differentiable(model)
    .flatMap((tensor) => Array.from(entries.get(tensor) ?? []))
    .filter((_, at) => at % 3 === 0);
  const slopes = gradient(graph, objective, nodes, model.conventions);
  const values = floatValues(graph, [objective, ...slopes], value);
  let compared = 0;
  for (const [at, { estimate, bent }] of centralDifferences(graph, objective, nodes, value).entries()) {
    if (bent) continue;
    const ours = values[slopes[at]];
    expect(Math.abs(estimate - ours), `${what}: ${estimate} and ${ours}`).toBeLessThanOrEqual(
      1e-5 * Math.max(1, Math.abs(ours)),
    );
    compared++;
  }
  return compared;
}
