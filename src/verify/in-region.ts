import { BadInput } from '../bad-input.ts';
import { apply, functionOf } from '../expr/apply.ts';
import { type Graph, Kind } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';
import { power } from '../expr/power.ts';
import { product } from '../expr/product.ts';
import { argumentsEnd, argumentsStart, reach } from '../expr/reach.ts';
import { sum } from '../expr/sum.ts';
import { formulaOfText, type TreeOf } from '../expression/formula-of-text.ts';
import { expand } from '../index/expand.ts';
import { entry } from '../index/formula.ts';
import type { Tensor } from '../index/tensor.ts';

/**
 * Expressions as they are where every maximum has the winner, and every function in pieces the piece, that it has at
 * these values: max(a, b) is a, ReLU(z) is z, an indicator is 1 or 0. `values` has all nodes that the roots are made
 * of. The answer has a node for each root, in the same graph.
 */
export function inRegion(
  graph: Graph,
  roots: ArrayLike<Node>,
  values: Float64Array,
  treeOf: TreeOf,
): Int32Array {
  const reached = reach(graph, roots);
  const become = new Int32Array(reached.length);
  for (let node = 0; node < reached.length; node++) {
    if (reached[node] === 1) become[node] = pieceOf(graph, node, become, values, treeOf);
  }
  return Int32Array.from(roots, (node) => become[node]);
}

/** Whether some node that the roots are made of is only the same within a region. */
export function hasRegions(graph: Graph, roots: ArrayLike<Node>): boolean {
  return reach(graph, roots).some((here, node) => {
    if (here === 0) return false;
    const kind = graph.kind(node);
    return (
      kind === Kind.Max || kind === Kind.Winner || (kind === Kind.Apply && functionOf(graph, node).branches)
    );
  });
}

function pieceOf(graph: Graph, node: Node, become: Int32Array, values: Float64Array, treeOf: TreeOf): Node {
  const given = Array.from(graph.slots.subarray(argumentsStart(graph, node), argumentsEnd(graph, node)));
  const parts = given.map((argument) => become[argument]);
  switch (graph.kind(node)) {
    case Kind.Constant:
    case Kind.Symbol:
      return node;
    case Kind.Sum:
      return sum(graph, parts);
    case Kind.Product:
      return product(graph, parts);
    case Kind.Power:
      return power(graph, parts[0], parts[1]);
    case Kind.Max:
      return parts[given.findIndex((candidate) => values[candidate] === values[node])];
    case Kind.Winner:
      return graph.constant(values[node]);
    case Kind.Apply: {
      const { name, branches } = functionOf(graph, node);
      return (
        (branches ? branchOf(graph, node, given, parts, values, treeOf) : undefined) ??
        apply(graph, name, ...parts)
      );
    }
  }
}

/** A function says its pieces in plain text, for other algebra systems too: here its arguments go by names of their own. */
function branchOf(
  graph: Graph,
  node: Node,
  given: readonly Node[],
  parts: readonly Node[],
  values: Float64Array,
  treeOf: TreeOf,
): Node | undefined {
  const tensors = given.map((_, at): Tensor => ({ name: `a${at}`, shape: [], role: 'constant' }));
  const text = functionOf(graph, node).branch(
    tensors.map(({ name }) => name),
    given.map((argument) => values[argument]),
  );
  if (text === undefined) return undefined;
  const whole = tensors.findIndex(({ name }) => name === text);
  if (whole >= 0) return parts[whole];
  if (text === '0') return graph.zero;
  try {
    const body = formulaOfText(text, treeOf, (name) => {
      const tensor = tensors.find((tensor) => tensor.name === name);
      if (!tensor) throw new BadInput(`no argument is called ${name}`);
      return entry(tensor);
    });
    const output: Tensor = { name: 'piece', shape: [], role: 'output' };
    const entries = new Map(tensors.map((tensor, at) => [tensor, Int32Array.of(parts[at])]));
    return expand(graph, [{ output, over: [], subscripts: [], body }], entries)[0];
  } catch (error) {
    // Written for a system with more functions than a formula of ours has: the function stays whole.
    if (error instanceof BadInput) return undefined;
    throw error;
  }
}
