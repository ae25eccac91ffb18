import { floatValues } from '../../src/evaluate/float-values.ts';
import { symbolValues } from '../../src/evaluate/symbols.ts';
import { gradient } from '../../src/expr/differentiate.ts';
import { differentiable, expandModel } from '../../src/model/expansion.ts';
import type { Model } from '../../src/model/model.ts';
import { roundingOf } from '../../src/verify/rounding.ts';

/** A hundredth of the distance at which numbers count as different. */
const most = 1e-11;

/**
 * Whether rounding decides what the loss or the gradient is: two logarithms that are the same number tie in one program
 * and not in another, and 1 - p keeps few digits where p is nearly 1. Ties of numbers that every program has exactly
 * are none of these.
 */
export function isOnEdge(model: Model): boolean {
  const expansion = expandModel(model);
  const { graph, entries, objective } = expansion;
  const symbols = symbolValues(model, expansion, model.values ?? new Map());
  const value = (node: number): number => symbols[node].valueOf();
  const by = differentiable(model).flatMap((tensor) => Array.from(entries.get(tensor) ?? []));
  const wanted = [objective, ...gradient(graph, objective, by, model.conventions)];
  const rounding = roundingOf(graph, wanted, value);
  const values = floatValues(graph, wanted, value);
  return wanted.some((node) => rounding('float64', node) > most * Math.max(1e-3, Math.abs(values[node])));
}
