import { type Graph, Kind } from '../../expr/graph.ts';
import type { Node } from '../../expr/node.ts';
import type { Tensor } from '../../index/tensor.ts';
import type { Stage } from '../../model/stage.ts';
import { compare } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import { entrySubscripts } from '../../writing/entry-name.ts';
import type { Names } from '../names.ts';

/**
 * Names of the nodes of a stage that have one: its symbols, the indicators of its maxima and, where it goes backwards,
 * its outputs: the derivative of a softmax s is written in s.
 */
export function stageNames(stage: Stage, names: Names): (node: Node) => Notation | undefined {
  const known = new Map<Node, () => Notation>();
  const add = (nodes: Int32Array, name: (place: number) => Notation): void => {
    nodes.forEach((node, place) => {
      known.set(node, () => name(place));
    });
  };
  if (stage.cotangents.size > 0) {
    for (const [tensor, nodes] of stage.outputs) add(nodes, (place) => names.entry(tensor, place));
  }
  for (const [tensor, nodes] of stage.cotangents) add(nodes, (place) => names.cotangentEntry(tensor, place));
  for (const [tensor, nodes] of stage.symbols) add(nodes, (place) => names.entry(tensor, place));
  const winners = [...stage.outputs].map(([tensor, nodes]) =>
    winnerNames(stage.graph, tensor, nodes, stage.symbols, names),
  );
  return (node) => {
    const name = known.get(node)?.();
    if (name || stage.graph.kind(node) !== Kind.Winner) return name;
    return winners.map((winner) => winner(node)).find((found) => found !== undefined);
  };
}

/**
 * The indicator 1_{ij} that entry (i, j) wins its window. Where windows overlap, an entry may win in one and lose in
 * another, and the indicator is written [entry = output] instead.
 */
export function winnerNames(
  graph: Graph,
  output: Tensor,
  outputs: Int32Array,
  inputs: ReadonlyMap<Tensor, Int32Array>,
  names: Names,
): (node: Node) => Notation | undefined {
  const windows = new Map<Node, number>();
  const uses = new Map<Node, number>();
  outputs.forEach((node, place) => {
    if (graph.kind(node) !== Kind.Max) return;
    windows.set(node, place);
    for (let at = 0; at < graph.arity(node); at++) {
      const candidate = graph.slot(node, at);
      uses.set(candidate, (uses.get(candidate) ?? 0) + 1);
    }
  });
  if (windows.size === 0) return () => undefined;
  const overlapping = [...uses.values()].some((count) => count > 1);
  const places = new Map<Node, [Tensor, number]>();
  for (const [tensor, nodes] of inputs) {
    nodes.forEach((node, place) => {
      places.set(node, [tensor, place]);
    });
  }
  return (node) => {
    if (graph.kind(node) !== Kind.Winner) return undefined;
    const maximum = graph.slot(node, 0);
    const window = windows.get(maximum);
    const candidate = places.get(graph.slot(maximum, graph.slot(node, 1)));
    if (window === undefined || !candidate) return undefined;
    const [tensor, place] = candidate;
    if (overlapping) {
      return {
        kind: 'bracket',
        condition: compare(names.entry(tensor, place), '=', names.entry(output, window)),
      };
    }
    const { counting } = names;
    const subscripts = entrySubscripts(tensor.shape, place, counting);
    return { kind: 'indicator', subscripts: counting.axes(tensor).map((axis) => subscripts[axis]) };
  };
}
