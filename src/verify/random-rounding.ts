import { share } from '../evaluate/float-values.ts';
import { functionOf } from '../expr/apply.ts';
import { type Graph, Kind } from '../expr/graph.ts';
import { nearestDouble } from '../expr/nearest-double.ts';
import type { Node } from '../expr/node.ts';
import { argumentsEnd, argumentsStart, reach } from '../expr/reach.ts';

/** A floating-point arithmetic: its unit roundoff, and the number of it that is nearest to a double. */
export interface FloatingPoint {
  readonly unit: number;
  nearest(value: number): number;
}

/**
 * Values of every node that the roots are made of, in an arithmetic in which each rounding goes up or down at random:
 * Monte Carlo arithmetic (Parker 1997). How far the results of some runs are apart tells how much of them is rounding,
 * with everything that makes errors grow, cancel or move together: close races of a maximum and kinks included. What
 * is computed exactly, such as sums of small whole numbers, stays exact, so that a tie stays a tie.
 */
export function randomlyRounded(
  graph: Graph,
  roots: ArrayLike<Node>,
  symbols: (node: Node) => number,
  arithmetic: FloatingPoint,
  isUp: () => boolean,
): Float64Array {
  const reached = reach(graph, roots);
  const values = new Float64Array(reached.length);
  const round = (value: number, units = 1): number => rounded(value, arithmetic, isUp, units);
  for (let node = 0; node < reached.length; node++) {
    if (reached[node] === 1) values[node] = valueAt(graph, node, values, symbols, round);
  }
  return values;
}

type Round = (value: number, units?: number) => number;

/** Up or down by a unit where the value is none of the arithmetic's numbers; a library's function may be off by more. */
function rounded(
  value: number,
  { unit, nearest }: FloatingPoint,
  isUp: () => boolean,
  units: number,
): number {
  if (isShort(value) && nearest(value) === value) return value;
  return nearest(value * (1 + units * unit * (isUp() ? 1 : -1)));
}

/** Whole numbers and small binary fractions: a double that was computed from such ones was computed exactly. */
function isShort(value: number): boolean {
  return Math.abs(value) < 2 ** 32 && Number.isInteger(value * 2 ** 20);
}

function valueAt(
  graph: Graph,
  node: Node,
  values: Float64Array,
  symbols: (node: Node) => number,
  round: Round,
): number {
  const { slots } = graph;
  const start = argumentsStart(graph, node);
  const end = argumentsEnd(graph, node);
  switch (graph.kind(node)) {
    case Kind.Constant:
      return round(nearestDouble(graph.valueOf(node)));
    case Kind.Symbol:
      return round(symbols(node));
    case Kind.Sum: {
      let total = values[slots[start]];
      for (let at = start + 1; at < end; at++) total = round(total + values[slots[at]]);
      return total;
    }
    case Kind.Product: {
      let total = values[slots[start]];
      for (let at = start + 1; at < end; at++) total = round(total * values[slots[at]]);
      return total;
    }
    case Kind.Power:
      return round(values[slots[start]] ** values[slots[start + 1]], libraryUnits);
    case Kind.Apply: {
      const member = functionOf(graph, node);
      const given = Array.from(slots.subarray(start, end), (from) => values[from]);
      const value = member.value(given);
      // Frameworks compute the normal distribution as (1 + erf) / 2: rounded as a number near 1, however small it is.
      if (member.name === 'normalCdf') return round(1 + value, libraryUnits) - 1;
      // A piece that is one of the arguments is not rounded.
      return given.includes(value) ? value : round(value, libraryUnits);
    }
    case Kind.Max: {
      let largest = values[slots[start]];
      for (let at = start + 1; at < end; at++) largest = Math.max(largest, values[slots[at]]);
      return largest;
    }
    case Kind.Winner:
      return share(graph, node, (candidate, maximum) => values[candidate] === values[maximum]);
  }
}

/** Libraries' exponentials and their like are off by a few units. */
const libraryUnits = 3;
