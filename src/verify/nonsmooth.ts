import type Fraction from 'fraction.js';
import type { ExactValues } from '../evaluate/exact-values.ts';
import { functionOf } from '../expr/apply.ts';
import { Kind, type Node } from '../expr/graph.ts';
import { nearestDouble } from '../expr/nearest-double.ts';
import { argumentsEnd, argumentsStart } from '../expr/reach.ts';
import type { Tensor } from '../index/tensor.ts';
import type { Expansion } from '../model/expansion.ts';
import type { Model } from '../model/model.ts';

/** A place where the derivative is a choice: equal candidates of a maximum, or a function at its kink. */
export interface Nonsmooth {
  readonly kind: 'tie' | 'kink';
  readonly output: Tensor;
  /** Row-major position of the output entry that is computed there. */
  readonly place: number;
  readonly input: Tensor;
  /** Row-major positions, in the layer's input, of the equal candidates or of the entry at the kink. */
  readonly candidates: readonly number[];
  readonly value: Fraction;
}

/** Every tie and kink that these values meet, in the order of the layers. */
export function nonsmooth(model: Model, { graph, entries }: Expansion, values: ExactValues): Nonsmooth[] {
  const found: Nonsmooth[] = [];
  for (const { input, output } of model.layers) {
    const places = new Map<Node, number>();
    entries.get(input)?.forEach((node, place) => {
      if (!places.has(node)) places.set(node, place);
    });
    entries.get(output)?.forEach((node, place) => {
      const kind = graph.kind(node);
      const given = Array.from(graph.slots.subarray(argumentsStart(graph, node), argumentsEnd(graph, node)));
      const placesOf = (nodes: Node[]): number[] => nodes.flatMap((argument) => places.get(argument) ?? []);
      const value = values.get(node);
      if (!value) return;
      if (kind === Kind.Max) {
        const tied = given.filter((candidate) => values.get(candidate)?.equals(value));
        const candidates = placesOf(tied);
        // A layer that passes a maximum on, such as Flatten, did not take it.
        if (candidates.length > 1) found.push({ kind: 'tie', output, place, input, candidates, value });
      } else if (kind === Kind.Apply) {
        const numbers = given.map((argument) => toDouble(values.get(argument)));
        const candidates = placesOf(given.slice(0, 1));
        if (candidates.length > 0 && functionOf(graph, node).kinkAt(numbers)) {
          found.push({ kind: 'kink', output, place, input, candidates, value });
        }
      }
    });
  }
  return found;
}

function toDouble(value: Fraction | null | undefined): number {
  return value ? nearestDouble(value) : Number.NaN;
}
