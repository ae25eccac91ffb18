import type Fraction from 'fraction.js';
import { functionOf } from '../expr/apply.ts';
import { exactPower } from '../expr/exact-power.ts';
import { type Graph, Kind } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';
import { argumentsEnd, argumentsStart, reach } from '../expr/reach.ts';
import type { Arithmetic } from './arithmetic.ts';
import type { LinearForm } from './linear-feasibility.ts';

/**
 * A place where the derivative is a choice, and what the choice may do. With c arriving, a maximum with ties hands
 * x_k = share_k * c to each of its largest candidates, shares of at least 0 that sum to 1; a kink with the slopes l <= r
 * on its two sides hands on l c + x, x between 0 and (r - l) c. For a known sign of c these are linear in c and the x:
 * products of a choice with the choices above it never occur.
 */
export interface FreeChoice {
  readonly node: Node;
  readonly kind: 'tie' | 'kink';
  /** What arrives. */
  readonly arriving: LinearForm;
  /** The variables x, of the sign of what arrives: one for each candidate, or one for the argument at the kink. */
  readonly variables: readonly number[];
  /** The candidates, or the argument. */
  readonly of: readonly Node[];
  /** Of a kink, the slopes on both sides, the smaller first. */
  readonly slopes?: readonly [least: Fraction, most: Fraction];
}

export interface Flows {
  /** What arrives at each wanted node, in the variables of the choices. */
  readonly at: ReadonlyMap<Node, LinearForm>;
  readonly choices: readonly FreeChoice[];
  readonly variables: number;
}

/** Numbers at the values of the model: of nodes, and whether two of them are the same. */
interface NodeNumbers<T> {
  readonly arithmetic: Arithmetic<T>;
  value(node: Node): T;
  float(node: Node): number;
}

type Form<T> = Map<number, T>;

/** The key of the constant in a form. */
const constant = -1;

/** The functions' partial derivatives that the pass will ask for, so that their values can be worked out beforehand. */
export function slopeNodes(graph: Graph, root: Node): Map<Node, readonly (Node | null)[]> {
  const reached = reach(graph, [root]);
  const slopes = new Map<Node, readonly (Node | null)[]>();
  for (let node = 0; node < reached.length; node++) {
    if (reached[node] === 0 || graph.kind(node) !== Kind.Apply) continue;
    slopes.set(node, functionOf(graph, node).derivative(graph, argumentsOf(graph, node), '0'));
  }
  return slopes;
}

/**
 * Reverse mode on numbers from `root` down to the wanted nodes, with every choice that the values meet left open:
 * cotangents are linear forms in what the choices hand on. At most `most` variables; undefined beyond.
 */
export function subgradientFlows<T>(
  graph: Graph,
  root: Node,
  wanted: readonly Node[],
  slopes: ReadonlyMap<Node, readonly (Node | null)[]>,
  numbers: NodeNumbers<T>,
  most: number,
): Flows | undefined {
  const { arithmetic } = numbers;
  const live = leadingTo(graph, root, wanted);
  const cotangents = new Map<Node, Form<T>>([[root, new Map([[constant, arithmetic.of(1)]])]]);
  const choices: FreeChoice[] = [];
  let variables = 0;
  const add = (node: Node, form: Form<T>, times: T): void => {
    if (live[node] === 0 || arithmetic.isZero(times)) return;
    const into = cotangents.get(node) ?? new Map<number, T>();
    cotangents.set(node, into);
    for (const [key, value] of form) {
      const term = arithmetic.times(value, times);
      const before = into.get(key);
      const sum = before === undefined ? term : arithmetic.plus(before, term);
      if (arithmetic.isZero(sum)) into.delete(key);
      else into.set(key, sum);
    }
  };
  const open = (
    node: Node,
    kind: FreeChoice['kind'],
    of: readonly Node[],
    form: Form<T>,
    more: Partial<FreeChoice>,
  ): void => {
    const nodeVariables = of.map(() => variables++);
    choices.push({ node, kind, arriving: linear(form, arithmetic), variables: nodeVariables, of, ...more });
    of.forEach((candidate, at) => {
      add(candidate, new Map([[nodeVariables[at], arithmetic.of(1)]]), arithmetic.of(1));
    });
  };
  for (let node = root; node >= 0; node--) {
    const form = cotangents.get(node);
    if (live[node] === 0 || !form || form.size === 0) continue;
    if (variables > most) return undefined;
    const given = argumentsOf(graph, node);
    switch (graph.kind(node)) {
      case Kind.Constant:
      case Kind.Symbol:
      case Kind.Winner:
        break;
      case Kind.Sum:
        for (const term of given) add(term, form, arithmetic.of(1));
        break;
      case Kind.Product:
        given.forEach((factor, at) => {
          const others = given.toSpliced(at, 1).map((argument) => numbers.value(argument));
          add(
            factor,
            form,
            others.reduce((a, b) => arithmetic.times(a, b)),
          );
        });
        break;
      case Kind.Power: {
        // n x^(n-1) = n x^n / x; the power below is a node of its own where x may be 0
        const [base, exponent] = given;
        add(base, form, powerSlope(graph, base, exponent, numbers));
        break;
      }
      case Kind.Max: {
        const tied = given.filter((candidate) => numbers.float(candidate) === numbers.float(node));
        if (tied.length === 1) add(tied[0], form, arithmetic.of(1));
        else open(node, 'tie', tied, form, {});
        break;
      }
      case Kind.Apply: {
        const partials = slopes.get(node) ?? [];
        const member = functionOf(graph, node);
        const bend = member.kinks && member.kinkAt(given.map((argument) => numbers.float(argument)));
        given.forEach((argument, at) => {
          const partial = partials[at];
          if (partial === null || partial === undefined || live[argument] === 0) return;
          if (bend && at === 0) {
            const [least, most] = bend.toSorted((a, b) => a - b).map((slope) => arithmetic.of(slope));
            add(argument, form, least);
            open(node, 'kink', [argument], form, {
              slopes: [arithmetic.exactly(least), arithmetic.exactly(most)],
            });
          } else add(argument, form, numbers.value(partial));
        });
        break;
      }
    }
  }
  const none: Form<T> = new Map();
  return {
    at: new Map(wanted.map((node) => [node, linear(cotangents.get(node) ?? none, arithmetic)])),
    choices,
    variables,
  };
}

function powerSlope<T>(graph: Graph, base: Node, exponent: Node, { arithmetic, value }: NodeNumbers<T>): T {
  const n = graph.valueOf(exponent);
  const whole = n.d === 1n && n.s >= 0n;
  const x = arithmetic.exactly(value(base));
  const power = whole ? exactPower(x, n.sub(1)) : undefined;
  if (power) return arithmetic.of(n.mul(power));
  return arithmetic.of(n.valueOf() * x.valueOf() ** (n.valueOf() - 1));
}

function linear<T>(form: Form<T>, arithmetic: Arithmetic<T>): LinearForm {
  const terms = new Map([...form].map(([key, value]) => [key, arithmetic.exactly(value)]));
  const constantValue = terms.get(constant) ?? arithmetic.exactly(arithmetic.of(0));
  terms.delete(constant);
  return { constant: constantValue, terms };
}

function argumentsOf(graph: Graph, node: Node): Node[] {
  return Array.from(graph.slots.subarray(argumentsStart(graph, node), argumentsEnd(graph, node)));
}

/** 1 for each node up to `root` that one of `wanted` is a part of, and for these themselves. */
function leadingTo(graph: Graph, root: Node, wanted: readonly Node[]): Uint8Array {
  const live = new Uint8Array(root + 1);
  for (const node of wanted) if (node <= root) live[node] = 1;
  for (let node = 0; node <= root; node++) {
    if (live[node] === 0 && argumentsOf(graph, node).some((argument) => live[argument] === 1)) live[node] = 1;
  }
  return live;
}
