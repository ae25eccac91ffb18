import { placesOf } from '../../evaluate/nonsmooth.ts';
import { subscripts } from '../../exercises/array-fields.ts';
import { type Graph, Kind } from '../../expr/graph.ts';
import type { Node } from '../../expr/node.ts';
import { argumentsEnd, argumentsStart } from '../../expr/reach.ts';
import type { ExpectedGraph } from '../../verify/expected-graph.ts';
import type { Specimen } from './specimen.ts';

/** How often each cell wins in the max windows of one layer. */
export interface WinnerFigures {
  /** The output of the layer. */
  readonly output: string;
  readonly windows: number;
  /** By position in the window, over all windows and variants; of a single window by the entry. */
  readonly cells: readonly { readonly name: string; readonly count: number }[];
}

interface Layer {
  readonly output: string;
  readonly windows: readonly Node[];
  readonly names: readonly string[];
  readonly counts: number[];
}

/** Counts winners; where cells tie, each of them. */
export class WinnerTally {
  readonly #graph: Graph;
  readonly #layers: readonly Layer[];

  constructor(expected: ExpectedGraph) {
    this.#graph = expected.expansion.graph;
    this.#layers = layersOf(expected);
  }

  add({ values }: Specimen): void {
    for (const { windows, counts } of this.#layers)
      for (const window of windows)
        for (const [cell, node] of cellsOf(this.#graph, window).entries())
          if (values[node] === values[window]) counts[cell]++;
  }

  get figures(): WinnerFigures[] {
    return this.#layers.map(({ output, windows, names, counts }) => ({
      output,
      windows: windows.length,
      cells: names.map((name, cell) => ({ name, count: counts[cell] })),
    }));
  }
}

/** Layers whose output is maxima over windows of one size; those that padding cuts off are left aside. */
function layersOf({ model, expansion: { graph, entries } }: ExpectedGraph): Layer[] {
  const places = placesOf(model, entries);
  const known = new Set<Node>();
  return model.steps.flatMap(({ output }): Layer[] => {
    const maxima = [...new Set(entries.get(output))].filter(
      (node) => graph.kind(node) === Kind.Max && !known.has(node),
    );
    // The same maxima again, behind a Flatten, are no other windows.
    for (const node of maxima) known.add(node);
    const size = Math.max(0, ...maxima.map((node) => cellsOf(graph, node).length));
    const windows = maxima.filter((node) => cellsOf(graph, node).length === size);
    if (windows.length === 0) return [];
    const names = cellsOf(graph, windows[0]).map((node, cell) => {
      const at = places.get(node);
      return windows.length === 1 && at
        ? `${at.tensor.name}${subscripts(at.tensor, at.place)}`
        : `cell ${cell + 1}`;
    });
    return [{ output: output.name, windows, names, counts: names.map(() => 0) }];
  });
}

function cellsOf(graph: Graph, window: Node): Node[] {
  return Array.from(graph.slots.subarray(argumentsStart(graph, window), argumentsEnd(graph, window)));
}
