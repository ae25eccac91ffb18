import { functionOf } from '../expr/apply.ts';
import { factored } from '../expr/factor.ts';
import { type Graph, Kind, type Node } from '../expr/graph.ts';
import { argumentsEnd, argumentsStart, reach } from '../expr/reach.ts';

/** Beyond this many characters of the written-out objective, nerdamer takes seconds for one derivative: it is not asked. */
const longestAsked = 1500;
/** Expressions beyond this many characters are not written out. */
const longestWritten = 20 * longestAsked;
/** nerdamer's time for one entry grows with the square of the objective's length; this keeps all of them to about a second. */
const workAsked = 1_000_000;

export interface SecondOpinion {
  /** Whether maxima and kinks had to be replaced by the branch that these values take. */
  readonly regional: boolean;
  /** For each entry asked about, spread evenly over `wrt`: whether nerdamer's derivative and ours are the same polynomial. */
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
  if (objective === undefined || objective.length > longestAsked) return undefined;
  const most = Math.min(wrt.length, Math.ceil(workAsked / objective.length ** 2));
  const asked = Array.from({ length: most }, (_, turn) => Math.floor((turn * wrt.length) / most));
  // What the terms share in front: much shorter, and nerdamer's time goes into multiplying it out.
  const ours = asked.map((at) => factored(graph, gradient[at]));
  const writer = new Writer(graph, [root, ...ours], values);
  if (ours.some((entry) => writer.text(entry) === undefined)) return undefined;
  const { default: nerdamer } = await import('nerdamer/all.js');
  const agrees = asked.map((at, turn) => {
    const theirs = nerdamer.diff(objective, safeName(wrt[at])).toString();
    return nerdamer(`expand((${theirs})-(${writer.text(ours[turn])}))`).toString() === '0';
  });
  nerdamer.flush();
  return { regional: writer.regional, agrees };
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
        this.regional = true;
        const texts = parts.filter((part) => part !== undefined);
        if (texts.length < parts.length) return undefined;
        const branch = functionOf(graph, node).branch(texts, values && given.map(values));
        return branch === undefined ? undefined : `(${branch})`;
      }
    }
  }
}
