import type { Graph } from './graph.ts';
import type { Node } from './node.ts';
import { argumentsEnd, argumentsStart, reach } from './reach.ts';

/** Which nodes use a node, of all that the roots are made of. */
export class Users {
  /** 1 for each node that a root is made of. */
  readonly reached: Uint8Array;
  /** Node n is used by users[starts[n]] .. users[starts[n + 1]], the smallest first. */
  readonly #starts: Int32Array;
  readonly #users: Int32Array;

  constructor(graph: Graph, roots: ArrayLike<Node>) {
    this.reached = reach(graph, roots);
    const { length } = this.reached;
    const starts = new Int32Array(length + 1);
    const eachUse = (visit: (used: Node, user: Node) => void): void => {
      for (let node = 0; node < length; node++) {
        if (this.reached[node] === 0) continue;
        const end = argumentsEnd(graph, node);
        for (let at = argumentsStart(graph, node); at < end; at++) visit(graph.slots[at], node);
      }
    };
    eachUse((used) => {
      starts[used + 1]++;
    });
    for (let node = 0; node < length; node++) starts[node + 1] += starts[node];
    const next = starts.slice();
    this.#users = new Int32Array(starts[length]);
    eachUse((used, user) => {
      this.#users[next[used]++] = user;
    });
    this.#starts = starts;
  }

  of(node: Node): Int32Array {
    return this.#users.subarray(this.#starts[node], this.#starts[node + 1]);
  }
}
