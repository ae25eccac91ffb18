import type { Graph } from './graph.ts';
import type { Node } from './node.ts';
import { sum } from './sum.ts';

/**
 * What flows back to each node from its users: linked lists in flat arrays, since most nodes have one user and some
 * have thousands.
 */
export class Contributions {
  /** head[n]: 1 + the newest entry for node n, or 0. */
  readonly #head: Int32Array;
  #next = new Int32Array(1024);
  #term = new Int32Array(1024);
  #size = 0;

  constructor(nodes: number) {
    this.#head = new Int32Array(nodes);
  }

  add(to: Node, term: Node): void {
    if (this.#size === this.#term.length) {
      this.#next = doubled(this.#next);
      this.#term = doubled(this.#term);
    }
    this.#term[this.#size] = term;
    this.#next[this.#size] = this.#head[to];
    this.#head[to] = ++this.#size;
  }

  /** The sum of all that reached the node; undefined if nothing did. */
  total(graph: Graph, node: Node): Node | undefined {
    let at = this.#head[node];
    if (at === 0) return undefined;
    if (this.#next[at - 1] === 0) return this.#term[at - 1];
    const terms: Node[] = [];
    for (; at !== 0; at = this.#next[at - 1]) terms.push(this.#term[at - 1]);
    return sum(graph, terms);
  }
}

function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}
