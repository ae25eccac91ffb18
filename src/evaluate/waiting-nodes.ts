import type { Node } from '../expr/graph.ts';

/** Nodes that wait for their turn, the smallest first, each once: a binary heap. */
export class WaitingNodes {
  readonly #heap: Node[] = [];
  readonly #waits: Uint8Array;

  /** For nodes below `bound`. */
  constructor(bound: number) {
    this.#waits = new Uint8Array(bound);
  }

  add(node: Node): void {
    if (this.#waits[node] === 1) return;
    this.#waits[node] = 1;
    const heap = this.#heap;
    let at = heap.length;
    for (let above = (at - 1) >> 1; at > 0 && heap[above] > node; above = (at - 1) >> 1) {
      heap[at] = heap[above];
      at = above;
    }
    heap[at] = node;
  }

  next(): Node | undefined {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined) return undefined;
    this.#waits[first] = 0;
    if (heap.length === 0) return first;
    let at = 0;
    for (let below = 1; below < heap.length; below = 2 * at + 1) {
      if (below + 1 < heap.length && heap[below + 1] < heap[below]) below++;
      if (heap[below] >= last) break;
      heap[at] = heap[below];
      at = below;
    }
    heap[at] = last;
    return first;
  }
}
