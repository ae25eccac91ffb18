import Fraction from 'fraction.js';
import { exactValues } from '../evaluate/exact-values.ts';
import { floatValues } from '../evaluate/float-values.ts';
import { type Graph, Kind } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';
import { reach } from '../expr/reach.ts';
import { drawing } from './random-point.ts';

/** Numbers at which two expressions that should be the same are not. */
export interface Counterexample {
  /** Which of the pairs. */
  readonly pair: number;
  /** The values of the symbols that the two are made of. */
  readonly at: ReadonlyMap<Node, Fraction>;
  readonly left: string;
  readonly right: string;
}

/** What small whole numbers say of pairs. */
interface Search {
  readonly found: Counterexample | undefined;
  /** Whether there was a point at which some pair could be compared: numbers may be too large for that. */
  readonly compared: boolean;
}

const attempts = 12;

/**
 * Looks for small whole numbers that tell the sides of a pair apart, exactly where both are rational there. `pairs` is all of them, `among` the numbers of those to look at.
 */
export function counterexample(
  graph: Graph,
  pairs: readonly (readonly [Node, Node])[],
  among: readonly number[],
): Search {
  let compared = false;
  const draw = drawing(7n);
  const roots = among.flatMap((pair) => [...pairs[pair]]);
  const reached = reach(graph, roots);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const symbols = new Map<Node, Fraction>();
    for (let node = 0; node < reached.length; node++) {
      if (reached[node] === 1 && graph.kind(node) === Kind.Symbol)
        symbols.set(node, smallNumber(draw(), attempt));
    }
    const exact = exactValues(graph, roots, (node) => symbols.get(node) ?? null);
    const floats = floatValues(graph, roots, (node) => symbols.get(node)?.valueOf() ?? 0);
    for (const pair of among) {
      const [left, right] = pairs[pair];
      const [a, b] = [exact.get(left), exact.get(right)];
      const differs = a && b ? !a.equals(b) : farApart(floats[left], floats[right]);
      if (differs === undefined) continue;
      compared = true;
      if (!differs) continue;
      const inside = reach(graph, [left, right]);
      const found: Counterexample = {
        pair,
        at: new Map([...symbols].filter(([node]) => inside[node] === 1)),
        left: a ? a.toFraction() : String(floats[left]),
        right: b ? b.toFraction() : String(floats[right]),
      };
      return { found, compared };
    }
  }
  return { found: undefined, compared };
}

/** From -9 to 9 without 0; the later half of the attempts stays positive, for roots and logarithms. */
function smallNumber(drawn: bigint, attempt: number): Fraction {
  const size = Number(drawn % 9n) + 1;
  const negative = attempt < attempts / 2 && (drawn >> 32n) % 2n === 1n;
  return new Fraction(negative ? -size : size);
}

/** Clearly more than rounding, as a number is from one beyond all doubles; undefined where there are not two to compare. */
function farApart(left: number, right: number): boolean | undefined {
  if (Number.isNaN(left) || Number.isNaN(right)) return undefined;
  if (!Number.isFinite(left) || !Number.isFinite(right)) return left === right ? undefined : true;
  return Math.abs(left - right) > 1e-9 * Math.max(1, Math.abs(left), Math.abs(right));
}
