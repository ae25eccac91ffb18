import { type Graph, Kind } from '../../expr/graph.ts';
import type { Node } from '../../expr/node.ts';
import { argumentsEnd, argumentsStart, reach } from '../../expr/reach.ts';
import type { Specimen } from './specimen.ts';

/** What one variant asks of a student. */
export interface Work {
  /** Additions, multiplications, powers and functions on the way to all answers, each done once. */
  readonly operations: number;
  /** Digits of all number answers, above and below the line. */
  readonly digits: number;
}

/**
 * Counts what has to be worked out for the answers of a variant. Nothing has to be where a factor is 0 or 1, up to its
 * sign, or a term is 0: this is where variants differ.
 */
export function workOf({ questions, expected, values }: Specimen): Work {
  const { graph } = expected.expansion;
  const fields = questions.flatMap((question) => question.fields);
  const roots = fields.flatMap(({ node }) => node ?? []);
  const reached = reach(graph, roots);
  let operations = 0;
  for (let node = 0; node < reached.length; node++)
    if (reached[node] === 1) operations += operationsAt(graph, node, values);
  const numbers = fields.filter(({ field }) => field.answer.kind === 'number');
  const digits = numbers.reduce((sum, { printed }) => sum + printed.replace(/\D/g, '').length, 0);
  return { operations, digits };
}

function operationsAt(graph: Graph, node: Node, values: Float64Array): number {
  const given = Array.from(
    graph.slots.subarray(argumentsStart(graph, node), argumentsEnd(graph, node)),
    (argument) => Math.abs(values[argument]),
  );
  switch (graph.kind(node)) {
    case Kind.Constant:
    case Kind.Symbol:
    // Looked at, not worked out.
    case Kind.Max:
    case Kind.Winner:
      return 0;
    case Kind.Sum:
      // n terms that are not 0 are n - 1 additions.
      return Math.max(0, given.filter((term) => term !== 0).length - 1);
    case Kind.Product:
      return given.includes(0) ? 0 : Math.max(0, given.filter((factor) => factor !== 1).length - 1);
    case Kind.Power:
      return given[0] === 0 || given[0] === 1 ? 0 : 1;
    case Kind.Apply:
      return 1;
  }
}
