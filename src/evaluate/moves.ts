import { functionOf } from '../expr/apply.ts';
import { type Graph, Kind } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';
import { argumentsEnd, argumentsStart } from '../expr/reach.ts';
import { Users } from '../expr/users.ts';
import type { Tensor } from '../index/tensor.ts';
import { valueAt } from './float-values.ts';
import type { EntryPlace, Nonsmooth } from './nonsmooth.ts';
import { Waiting } from './waiting.ts';

/** A derivative that the choice moves, and between which values. */
export interface Moved {
  readonly at: EntryPlace;
  readonly from: number;
  readonly to: number;
}

/** A choice that was met, and what it moves. */
export interface MetChoice {
  readonly met: Nonsmooth;
  readonly moved: readonly Moved[];
}

/** What each choice moves among the gradients, every other one left as it is; `values` are those of all their parts. */
export function movedBy(
  graph: Graph,
  choices: readonly Nonsmooth[],
  wrt: readonly Tensor[],
  gradients: readonly Int32Array[],
  values: Float64Array,
): MetChoice[] {
  if (choices.length === 0) return [];
  const moves = new Moves(graph, wrt, gradients, values);
  return choices.map((met) => ({ met, moved: moves.of(met) }));
}

/** The value of a node that chooses, where another choice is made; undefined where it has no say in it. */
type Choose = (node: Node, values: Float64Array) => number | undefined;

/** Sweeps upwards from the places of the choices: only what a choice changes is worked out again. */
class Moves {
  readonly #graph: Graph;
  readonly #values: Float64Array;
  readonly #entries: readonly EntryPlace[];
  /** Which of the entries a node is. */
  readonly #entriesOf = new Map<Node, number[]>();
  readonly #users: Users;
  readonly #waiting: Waiting;
  /** The nodes that choose, by the maximum or by the argument of the function with a kink. */
  readonly #choosing = new Map<Node, Node[]>();

  constructor(graph: Graph, wrt: readonly Tensor[], gradients: readonly Int32Array[], values: Float64Array) {
    this.#graph = graph;
    this.#values = values.slice();
    this.#entries = wrt.flatMap((tensor, which) =>
      Array.from(gradients[which], (_, place) => ({ tensor, place })),
    );
    const roots = gradients.flatMap((nodes) => Array.from(nodes));
    roots.forEach((node, entry) => {
      appended(this.#entriesOf, node, entry);
    });
    this.#users = new Users(graph, roots);
    const { reached } = this.#users;
    this.#waiting = new Waiting(reached.length);
    for (let node = 0; node < reached.length; node++) {
      if (reached[node] === 0 || !(graph.kind(node) === Kind.Winner || isPiecewise(graph, node))) continue;
      appended(this.#choosing, graph.slots[argumentsStart(graph, node)], node);
    }
  }

  of({ kind, node, candidates }: Nonsmooth): Moved[] {
    const alternatives: Choose[] =
      kind === 'tie'
        ? candidates.map((winner) => (at) => tieTo(this.#graph, node, winner.node, at))
        : [0, 1].map((side) => (at, values) => slopeOf(this.#graph, candidates[0].node, side, at, values));
    const choosing = this.#choosing.get(kind === 'tie' ? node : candidates[0].node) ?? [];
    const outcomes = alternatives.map((choose) => this.#changed(choosing, choose));
    const moved = new Set(outcomes.flatMap((changed) => [...changed.keys()]));
    const found = [...moved].flatMap((root) => {
      const reached = outcomes.map((changed) => changed.get(root) ?? this.#values[root]);
      const [from, to] = [Math.min(...reached), Math.max(...reached)];
      return (this.#entriesOf.get(root) ?? []).map((entry) => ({ entry, from, to }));
    });
    return found
      .filter(({ from, to }) => from !== to)
      .sort((a, b) => a.entry - b.entry)
      .map(({ entry, from, to }) => ({ at: this.#entries[entry], from, to }));
  }

  /** The nodes that have another value under a choice, with it. */
  #changed(choosing: readonly Node[], choose: Choose): Map<Node, number> {
    const [graph, values, waiting] = [this.#graph, this.#values, this.#waiting];
    const before = new Map<Node, number>();
    for (const node of choosing) waiting.add(node);
    for (let node = waiting.next(); node !== undefined; node = waiting.next()) {
      const value = choose(node, values) ?? valueAt(graph, node, values, (symbol) => values[symbol]);
      if (value === values[node]) continue;
      before.set(node, values[node]);
      values[node] = value;
      for (const user of this.#users.of(node)) waiting.add(user);
    }
    const changed = new Map<Node, number>();
    for (const [node, value] of before) {
      changed.set(node, values[node]);
      values[node] = value;
    }
    return changed;
  }
}

function appended<Key>(lists: Map<Key, number[]>, key: Key, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** The indicator at `at`, if it belongs to this maximum, when all goes to one candidate. */
function tieTo(graph: Graph, maximum: Node, winner: Node, at: Node): number | undefined {
  if (graph.kind(at) !== Kind.Winner || graph.slot(at, 0) !== maximum) return undefined;
  return graph.slot(maximum, graph.slot(at, 1)) === winner ? 1 : 0;
}

/** The slope on one side, if `at` is the derivative of a function at its kink. */
function slopeOf(
  graph: Graph,
  argument: Node,
  side: number,
  at: Node,
  values: Float64Array,
): number | undefined {
  if (!isPiecewise(graph, at)) return undefined;
  const [x, threshold, below, , above] = graph.slots.subarray(
    argumentsStart(graph, at),
    argumentsEnd(graph, at),
  );
  if (x !== argument || values[x] !== values[threshold]) return undefined;
  return values[side === 0 ? below : above];
}

function isPiecewise(graph: Graph, node: Node): boolean {
  return graph.kind(node) === Kind.Apply && functionOf(graph, node).name === 'piecewise';
}
