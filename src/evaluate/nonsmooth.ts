import { functionOf } from '../expr/apply.ts';
import type { Kink, ScalarFunction } from '../expr/graph.ts';
import { Graph, Kind } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';
import { argumentsEnd, argumentsStart, reach } from '../expr/reach.ts';
import { functions } from '../functions/index.ts';
import type { Tensor } from '../index/tensor.ts';
import type { Expansion } from '../model/expansion.ts';
import { givenTensors } from '../model/expansion.ts';
import type { Model } from '../model/model.ts';
import { floatValues } from './float-values.ts';

/** One entry of a tensor, by its row-major position. */
export interface EntryPlace {
  readonly tensor: Tensor;
  readonly place: number;
}

/** A place where the derivative is a choice: equal candidates of a maximum, or a function at its kink. */
export interface ChoiceMet {
  readonly kind: 'tie' | 'kink';
  /** The entry that is computed there; undefined inside a longer formula, such as a loss. */
  readonly output: EntryPlace | undefined;
  /** Other entries that are the same maximum, of the same candidates. */
  readonly alike?: readonly EntryPlace[];
  /** The equal candidates, or the argument at the kink. */
  readonly candidates: readonly { readonly at: EntryPlace | undefined }[];
  readonly value: number;
  readonly bend?: Bend;
}

/** The same in a graph. */
export interface Nonsmooth extends ChoiceMet {
  /** The maximum, or the function applied. */
  readonly node: Node;
  readonly candidates: readonly { readonly node: Node; readonly at: EntryPlace | undefined }[];
}

/** A function at its kink. */
interface Bend {
  readonly function: string;
  readonly argument: number;
  readonly slopes: readonly [left: number, right: number];
  /** The slope that the convention takes. */
  readonly chosen: number;
}

/** Every tie and kink that these values meet on the way to the objective, in the order of computation. */
export function nonsmooth(
  model: Model,
  { graph, entries, objective }: Expansion,
  values: Float64Array,
): Nonsmooth[] {
  const places = placesOf(model, entries);
  const reached = reach(graph, [objective]);
  const found: Nonsmooth[] = [];
  for (let node = 0; node < reached.length; node++) {
    if (reached[node] === 0) continue;
    const kind = graph.kind(node);
    if (kind !== Kind.Max && kind !== Kind.Apply) continue;
    const given = graph.slots.subarray(argumentsStart(graph, node), argumentsEnd(graph, node));
    const at = (node: Node) => ({ node, at: places.get(node) });
    const output = places.get(node);
    const value = values[node];
    if (kind === Kind.Max) {
      const tied = Array.from(given).filter((candidate) => values[candidate] === value);
      if (tied.length > 1) found.push({ kind: 'tie', node, output, candidates: tied.map(at), value });
      continue;
    }
    const applied = functionOf(graph, node);
    const slopes = applied.kinks && applied.kinkAt(Array.from(given, (argument) => values[argument]));
    if (slopes) {
      const numbers = Array.from(given, (argument) => values[argument]);
      const bend = {
        function: applied.name,
        argument: numbers[0],
        slopes,
        chosen: slopeTaken(applied, numbers, model.conventions.kink),
      };
      found.push({ kind: 'kink', node, output, candidates: [at(given[0])], value, bend });
    }
  }
  return found;
}

/** The entry that a node is, of the first tensor that has it. */
export function placesOf(model: Model, entries: ReadonlyMap<Tensor, Int32Array>): Map<Node, EntryPlace> {
  const places = new Map<Node, EntryPlace>();
  for (const tensor of [...givenTensors(model), ...model.steps.map(({ output }) => output)]) {
    entries.get(tensor)?.forEach((node, place) => {
      if (!places.has(node)) places.set(node, { tensor, place });
    });
  }
  return places;
}

/** The derivative by its first argument that a function says at numbers. */
export function slopeTaken(applied: ScalarFunction, numbers: readonly number[], kink: Kink): number {
  const graph = new Graph(functions);
  const [slope] = applied.derivative(
    graph,
    numbers.map((number) => graph.constant(number)),
    kink,
  );
  if (slope === null) throw new Error(`${applied.name} is not differentiated by its first argument`);
  return floatValues(graph, [slope], () => Number.NaN)[slope];
}
