import type { EvaluatedJson } from '../../src/evaluate/evaluated-json.ts';
import { floatValues } from '../../src/evaluate/float-values.ts';
import { symbolValues } from '../../src/evaluate/given-symbols.ts';
import { gradient } from '../../src/expr/differentiate.ts';
import { differentiable, expandModel } from '../../src/model/expansion.ts';
import type { Model } from '../../src/model/model.ts';

/**
 * Whether rounding decides what the gradient is: two logarithms that are the same number tie in one program and not in
 * another, and what is divided by nearly nothing keeps few digits. Ties of numbers that every program has exactly are
 * none of these.
 */
export function isOnEdge(model: Model, ours: EvaluatedJson): boolean {
  return isUnsteady(model) && !Object.values(ours.outputs).every(({ exact }) => isDyadic(exact));
}

/** Whether a gradient jumps when what it is by moves a little. */
function isUnsteady(model: Model): boolean {
  const expansion = expandModel(model);
  const { graph, entries, objective } = expansion;
  const symbols = symbolValues(model, expansion, model.values ?? new Map());
  const nodes = differentiable(model).flatMap((tensor) => Array.from(entries.get(tensor) ?? []));
  const slopes = gradient(graph, objective, nodes, model.conventions);
  // A class stays the class that it is.
  const movable = new Set(nodes);
  const at = (by: number): Float64Array =>
    floatValues(
      graph,
      slopes,
      (node) => symbols[node].valueOf() + (movable.has(node) ? by * Math.sin(node + 1) : 0),
    );
  const [here, ...moved] = [0, 1e-10, -1e-10].map(at);
  return Array.from(slopes).some((node) =>
    moved.some((values) => Math.abs(values[node] - here[node]) > 1e-6 * Math.max(1, Math.abs(here[node]))),
  );
}

/** Whether numbers are halves, quarters and so on, which floating-point numbers have as they are. */
function isDyadic(exact: unknown): boolean {
  if (Array.isArray(exact)) return exact.every(isDyadic);
  if (typeof exact !== 'string') return false;
  const [, under = '1'] = exact.split('/');
  return Number.isInteger(Math.log2(Number(under)));
}
