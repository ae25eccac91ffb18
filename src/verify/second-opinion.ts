import { functionOf } from '../expr/apply.ts';
import { factored } from '../expr/factor.ts';
import { type Graph, Kind, type Node } from '../expr/graph.ts';
import { argumentsEnd, argumentsStart, reach } from '../expr/reach.ts';

/** Beyond this many characters of the written-out objective, nerdamer takes seconds for one derivative: it is not asked. */
const longestAsked = 1500;
/** Expressions beyond this many characters are not written out. */
const longestWritten = 20 * longestAsked;
/** The same where exponentials and their like occur, which nerdamer differentiates far more slowly. */
const longestTranscendental = 600;
/** nerdamer's time for one entry grows with the square of the objective's length; this keeps all of them to about a second. */
const workAsked = 1_000_000;

export interface SecondOpinion {
  /** Whether maxima and kinks had to be replaced by the branch that these values take. */
  readonly regional: boolean;
  /** How the two were compared: as polynomials, or by their values at one point where functions like e^x occur. */
  readonly method: 'polynomial' | 'value';
  /** For each entry asked about, spread evenly over `wrt`: whether nerdamer's derivative and ours are the same. */
  readonly agrees: readonly boolean[];
}

/**
 * nerdamer's own derivative of the written-out objective by each symbol of `wrt`, compared with ours as polynomials:
 * the difference must expand to 0. nerdamer leaves max and step functions undifferentiated, so where there are any,
 * each is first replaced by the branch that `values` takes; undefined if either is too large to ask about, or if there
 * are branches and no values.
 */
export async function secondOpinion(
  graph: Graph,
  root: Node,
  wrt: ArrayLike<Node>,
  gradient: ArrayLike<Node>,
  values: ((node: Node) => number) | undefined,
): Promise<SecondOpinion | undefined> {
  const objective = new Writer(graph, [root], values).text(root);
  const method = isPolynomial(graph, root) ? 'polynomial' : 'value';
  const longest = method === 'polynomial' ? longestAsked : longestTranscendental;
  if (objective === undefined || objective.length > longest) return undefined;
  const most = Math.min(wrt.length, Math.ceil(workAsked / objective.length ** 2));
  const asked = Array.from({ length: most }, (_, turn) => Math.floor((turn * wrt.length) / most));
  // What the terms share in front: much shorter, and nerdamer's time goes into multiplying it out.
  const ours = asked.map((at) => factored(graph, gradient[at]));
  const writer = new Writer(graph, [root, ...ours], values);
  if (ours.some((entry) => writer.text(entry) === undefined)) return undefined;
  const { default: nerdamer } = await import('nerdamer/all.js');
  const point = pointOf(graph, root, values);
  const agrees = asked.map((at, turn) => {
    const difference = `(${nerdamer.diff(objective, safeName(wrt[at]))})-(${writer.text(ours[turn])})`;
    if (method === 'polynomial') return nerdamer(`expand(${difference})`).toString() === '0';
    const value = (text: string): number => Number(nerdamer(text, point).evaluate().text('decimals'));
    const size = Math.max(1, Math.abs(value(`${writer.text(ours[turn])}`)));
    return Math.abs(value(difference)) <= tolerance * size;
  });
  nerdamer.flush();
  return { regional: writer.regional, method, agrees };
}

const tolerance = 1e-9;

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

/** Numbers for the symbols: those of the model, or some of ordinary size. */
function pointOf(
  graph: Graph,
  root: Node,
  values: ((node: Node) => number) | undefined,
): Record<string, string> {
  const point: Record<string, string> = {};
  reach(graph, [root]).forEach((here, node) => {
    if (here === 0 || graph.kind(node) !== Kind.Symbol) return;
    point[safeName(node)] = String(values ? values(node) : (((node * 37) % 17) + 1) / 10);
  });
  return point;
}

/** Names from users never reach nerdamer: it evaluates some, and reads others as products. */
function safeName(symbol: Node): string {
  return `v${symbol}`;
}

/** Expressions in nerdamer's syntax, written out in full as long as they stay small. */
class Writer {
  regional = false;
  readonly #texts = new Map<Node, string>();

  constructor(graph: Graph, roots: readonly Node[], values: ((node: Node) => number) | undefined) {
    const reached = reach(graph, roots);
    for (let node = 0; node < reached.length; node++) {
      const text = reached[node] === 1 ? this.#write(graph, node, values) : undefined;
      if (text !== undefined && text.length <= longestWritten) this.#texts.set(node, text);
    }
  }

  text(node: Node): string | undefined {
    return this.#texts.get(node);
  }

  #write(graph: Graph, node: Node, values: ((node: Node) => number) | undefined): string | undefined {
    const given = Array.from(graph.slots.subarray(argumentsStart(graph, node), argumentsEnd(graph, node)));
    const parts = given.map((argument) => this.#texts.get(argument));
    const whole = (separator: string): string | undefined =>
      parts.includes(undefined) ? undefined : `(${parts.join(separator)})`;
    switch (graph.kind(node)) {
      case Kind.Constant:
        return `(${graph.valueOf(node).toFraction()})`;
      case Kind.Symbol:
        return safeName(node);
      case Kind.Sum:
        return whole('+');
      case Kind.Product:
        return whole('*');
      case Kind.Power:
        return whole('^');
      case Kind.Max: {
        this.regional = true;
        const winning = values && given.find((candidate) => values(candidate) === values(node));
        return winning === undefined ? undefined : this.#texts.get(winning);
      }
      case Kind.Winner:
        this.regional = true;
        return values && `(${values(node)})`;
      case Kind.Apply: {
        if (functionOf(graph, node).branches) this.regional = true;
        const texts = parts.filter((part) => part !== undefined);
        if (texts.length < parts.length) return undefined;
        const branch = functionOf(graph, node).branch(texts, values && given.map(values));
        return branch === undefined ? undefined : `(${branch})`;
      }
    }
  }
}
