import TinyQueue from 'tinyqueue';
import type { Node } from '../expr/node.ts';

/** Nodes that wait for their turn, the smallest first, each once. */
export class WaitingNodes {
  readonly #queue = new TinyQueue<Node>();
  readonly #waits: Uint8Array;

  /** For nodes below `bound`. */
  constructor(bound: number) {
    this.#waits = new Uint8Array(bound);
  }

  add(node: Node): void {
    if (this.#waits[node] === 1) return;
    this.#waits[node] = 1;
    this.#queue.push(node);
  }

  next(): Node | undefined {
    const node = this.#queue.pop();
    if (node !== undefined) this.#waits[node] = 0;
    return node;
  }
}
