import { functionOf } from '../expr/apply.ts';
import type { Subgradient } from '../expr/differentiate.ts';
import { factored } from '../expr/factor.ts';
import { type Graph, Kind } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';
import { reach } from '../expr/reach.ts';
import type { BranchTaken } from './branches.ts';
import { leastLength } from './least-length.ts';
import type { Region } from './region.ts';
import { safeName } from './safe-names.ts';
import { SafeText } from './safe-text.ts';

/** What another algebra system is asked, as data: every text is in safe names, v12 for the symbol of node 12. */
export interface Questions {
  readonly objective: string;
  readonly entries: readonly NerdamerQuestion[];
  /** How derivatives are compared: as polynomials, or by their values at `point` where functions like e^x occur. */
  readonly method: 'polynomial' | 'value';
  /** A number for every symbol. */
  readonly point: Readonly<Record<string, string>>;
  /** The region asked about: what every maximum and function with branches of the objective was replaced by. */
  readonly branches: readonly BranchTaken[];
  /** Whether a tie or a kink was met: there, derivatives need only agree in value at the point. */
  readonly edge: boolean;
}

export interface NerdamerQuestion {
  /** Which of the symbols that one differentiates by. */
  readonly place: number;
  readonly variable: string;
  /** Our derivative by it. */
  readonly ours: string;
}

export interface GradientToCheck {
  readonly graph: Graph;
  readonly objective: Node;
  readonly wrt: ArrayLike<Node>;
  readonly gradient: ArrayLike<Node>;
  /** Without values there are no branches to take: an objective with a maximum is then not asked about. */
  readonly values: ((node: Node) => number) | undefined;
  readonly conventions: Subgradient;
}

/** What is too much to ask. */
interface Limits {
  /** Characters of the written-out objective. */
  readonly characters: number;
  /** The same where exponentials and their like occur, which nerdamer differentiates far more slowly. */
  readonly transcendental: number;
  /** The square of the objective's length times the number of entries: nerdamer's time grows with it. */
  readonly work: number;
}

/** Keeps all of the questions to about a second. */
const aboutASecond: Limits = { characters: 1500, transcendental: 600, work: 1_000_000 };

/** For whoever cuts nerdamer off when its time is up. */
export const aboutAMinute: Limits = { characters: 12_000, transcendental: 3000, work: 60_000_000 };

/** Texts beyond this many times the objective's limit are not written out. */
const longest = 20;

/** The questions about entries spread evenly over `wrt`; undefined if the objective is too long, or has no text. */
export function questionsFor(asked: GradientToCheck, limits: Limits = aboutASecond): Questions | undefined {
  const { graph, objective: root, wrt, gradient, values, conventions } = asked;
  const region: Region | undefined = values && { values, conventions };
  const length = longest * limits.characters;
  const method = isPolynomial(graph, root) ? 'polynomial' : 'value';
  const most = method === 'polynomial' ? limits.characters : limits.transcendental;
  if (leastLength(graph, root) > most) return undefined;
  const writer = new SafeText(graph, [root], region, length);
  const objective = writer.of(root);
  if (objective === undefined || objective.length > most) return undefined;
  const count = Math.min(wrt.length, Math.ceil(limits.work / objective.length ** 2));
  const places = Array.from({ length: count }, (_, turn) => Math.floor((turn * wrt.length) / count));
  // What the terms share in front: much shorter, and nerdamer's time goes into multiplying it out.
  const derivatives = places.map((place) => factored(graph, gradient[place]));
  const derivative = new SafeText(graph, [root, ...derivatives], region, length);
  const entries = places.map((place, turn) => ({
    place,
    variable: safeName(wrt[place]),
    ours: derivative.of(derivatives[turn]),
  }));
  const point = pointOf(graph, [root, ...derivatives], values);
  if (!entries.every(isWritten) || !point) return undefined;
  const edge = derivative.branches.some((branch) => branch.edge);
  return { objective, entries, method, point, branches: writer.branches, edge };
}

function isWritten(
  entry: Omit<NerdamerQuestion, 'ours'> & { ours: string | undefined },
): entry is NerdamerQuestion {
  return entry.ours !== undefined;
}

function isPolynomial(graph: Graph, root: Node): boolean {
  const reached = reach(graph, [root]);
  return !reached.some((here, node) => {
    if (here === 0) return false;
    if (graph.kind(node) === Kind.Power) {
      const exponent = graph.valueOf(graph.slot(node, 1));
      return exponent.d !== 1n || exponent.s < 0n;
    }
    return graph.kind(node) === Kind.Apply && !functionOf(graph, node).branches;
  });
}

/** Numbers for the symbols: those of the model, or some of ordinary size. Undefined if one of them is not finite. */
function pointOf(
  graph: Graph,
  roots: readonly Node[],
  values: ((node: Node) => number) | undefined,
): Record<string, string> | undefined {
  const point: Record<string, string> = {};
  const reached = reach(graph, roots);
  for (let node = 0; node < reached.length; node++) {
    if (reached[node] === 0 || graph.kind(node) !== Kind.Symbol) continue;
    const value = values ? values(node) : (((node * 37) % 17) + 1) / 10;
    if (!Number.isFinite(value)) return undefined;
    point[safeName(node)] = String(value);
  }
  return point;
}
