import { functionOf } from '../expr/apply.ts';
import { type Graph, Kind } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';
import { argumentsEnd, argumentsStart, reach } from '../expr/reach.ts';
import { inverse, prime, raised, reduced, times } from './prime-field.ts';
import { drawing, drawnElement } from './random-point.ts';

/** What a random point says of pairs of expressions. */
interface IdentityTest {
  /** For each pair whether its two sides had the same value at every point. */
  readonly same: readonly boolean[];
  /** The probability that a pair of different expressions had the same values, at most. */
  readonly bound: number;
  readonly points: number;
}

const mostPoints = 4;
/** So many points are taken as it needs to come below this. */
const wantedBound = 1e-18;

/**
 * Randomized identity testing (Schwartz 1980, Zippel 1979): two different polynomials of degree d have the same value
 * at a random point of a field of p elements with a probability of at most d / p. Everything that is no polynomial (a
 * sigmoid, a root, a maximum, its indicator) is a variable of its own, one for each function and arguments; identity
 * with these as unknowns is identity for whatever they are: in every region of every maximum and kink at once.
 */
export function identityTest(
  graph: Graph,
  pairs: readonly (readonly [Node, Node])[],
  seed = 1n,
): IdentityTest {
  const roots = pairs.flat();
  const reached = reach(graph, roots);
  const degree = degreeBound(graph, reached);
  let same = pairs.map(() => true);
  let bound = 1;
  let points = 0;
  for (let attempt = 0; points < mostPoints && bound > wantedBound && attempt < 2 * mostPoints; attempt++) {
    const values = valuesAt(graph, reached, seed + BigInt(attempt));
    // A divisor was 0 there: another point.
    if (!values) continue;
    same = pairs.map(([left, right], at) => same[at] && values[left] === values[right]);
    bound *= Math.min(1, degree / Number(prime));
    points++;
  }
  return { same, bound, points };
}

/** Values in the field of all nodes reached; undefined where it divides by 0. */
function valuesAt(graph: Graph, reached: Uint8Array, seed: bigint): readonly bigint[] | undefined {
  const draw = drawing(seed);
  const values = new Array<bigint>(reached.length).fill(0n);
  const unknowns = new Map<string, bigint>();
  /** The same unknown for the same function of the same arguments. */
  const unknown = (key: string): bigint => {
    const known = unknowns.get(key);
    if (known !== undefined) return known;
    const value = drawnElement(draw);
    unknowns.set(key, value);
    return value;
  };
  for (let node = 0; node < reached.length; node++) {
    if (reached[node] === 0) continue;
    const given = Array.from(
      graph.slots.subarray(argumentsStart(graph, node), argumentsEnd(graph, node)),
      (from) => values[from],
    );
    const value = valueAt(graph, node, given, unknown, draw);
    if (value === undefined) return undefined;
    values[node] = value;
  }
  return values;
}

function valueAt(
  graph: Graph,
  node: Node,
  given: readonly bigint[],
  unknown: (key: string) => bigint,
  draw: () => bigint,
): bigint | undefined {
  switch (graph.kind(node)) {
    case Kind.Constant: {
      const { s, n, d } = graph.valueOf(node);
      const under = inverse(reduced(d));
      return under === undefined ? undefined : times(reduced(s * n), under);
    }
    case Kind.Symbol:
      return drawnElement(draw);
    case Kind.Sum: {
      let total = 0n;
      for (const term of given) total += term;
      return reduced(total);
    }
    case Kind.Product:
      return given.reduce(times, 1n);
    case Kind.Power: {
      const exponent = graph.valueOf(graph.slot(node, 1));
      // x^(a/b) is (x^(1/b))^a, with x^(1/b) as an unknown.
      const base = exponent.d === 1n ? given[0] : unknown(`root ${exponent.d} ${given[0]}`);
      const power = raised(base, exponent.n);
      return exponent.s < 0n ? inverse(power) : power;
    }
    case Kind.Apply:
      return unknown(`${functionOf(graph, node).name} ${given.join()}`);
    case Kind.Max:
      return unknown(`max ${given.join()}`);
    case Kind.Winner:
      return unknown(`winner ${given.join()} ${graph.slot(node, 1)} ${graph.slot(node, 2)}`);
  }
}

/**
 * A bound of the degree of the difference of two roots as a polynomial, divisors multiplied out, plus what it takes
 * for two different unknowns to be taken for one. Degrees of sums: those of the terms over a common divisor.
 */
function degreeBound(graph: Graph, reached: Uint8Array): number {
  const above = new Float64Array(reached.length);
  const below = new Float64Array(reached.length);
  let largest = 0;
  let unknowns = 0;
  for (let node = 0; node < reached.length; node++) {
    if (reached[node] === 0) continue;
    const start = argumentsStart(graph, node);
    const end = argumentsEnd(graph, node);
    switch (graph.kind(node)) {
      case Kind.Constant:
        break;
      case Kind.Symbol:
        above[node] = 1;
        break;
      case Kind.Sum: {
        let excess = 0;
        for (let at = start; at < end; at++) {
          below[node] += below[graph.slots[at]];
          excess = Math.max(excess, above[graph.slots[at]] - below[graph.slots[at]]);
        }
        above[node] = below[node] + excess;
        break;
      }
      case Kind.Product:
        for (let at = start; at < end; at++) {
          above[node] += above[graph.slots[at]];
          below[node] += below[graph.slots[at]];
        }
        break;
      case Kind.Power: {
        const exponent = graph.valueOf(graph.slot(node, 1));
        const base = graph.slots[start];
        const [over, under] = exponent.d === 1n ? [above[base], below[base]] : [1, 0];
        if (exponent.d !== 1n) unknowns++;
        const n = Number(exponent.n);
        above[node] = n * (exponent.s < 0n ? under : over);
        below[node] = n * (exponent.s < 0n ? over : under);
        break;
      }
      case Kind.Apply:
      case Kind.Max:
      case Kind.Winner:
        above[node] = 1;
        unknowns++;
        break;
    }
    largest = Math.max(largest, above[node] + below[node]);
  }
  return 2 * largest + 2 * largest * unknowns * unknowns;
}
