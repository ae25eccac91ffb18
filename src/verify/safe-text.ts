import { functionOf } from '../expr/apply.ts';
import { type Graph, Kind } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';
import { argumentsEnd, argumentsStart, reach } from '../expr/reach.ts';
import { type BranchTaken, functionBranch, maximumBranch } from './branches.ts';
import type { Region } from './region.ts';
import { safeName } from './safe-names.ts';

/**
 * Expressions in nerdamer's syntax, written out in full as long as they stay shorter than `longest`. A maximum or a
 * function with branches is written as the branch that the region takes, and has no text without a region.
 */
export class SafeText {
  readonly branches: BranchTaken[] = [];
  readonly #texts = new Map<Node, string>();

  constructor(graph: Graph, roots: readonly Node[], region: Region | undefined, longest: number) {
    const reached = reach(graph, roots);
    for (let node = 0; node < reached.length; node++) {
      const text = reached[node] === 1 ? this.#write(graph, node, region) : undefined;
      if (text !== undefined && text.length <= longest) this.#texts.set(node, text);
    }
  }

  of(node: Node): string | undefined {
    return this.#texts.get(node);
  }

  #write(graph: Graph, node: Node, region: Region | undefined): string | undefined {
    const given = Array.from(graph.slots.subarray(argumentsStart(graph, node), argumentsEnd(graph, node)));
    const kind = graph.kind(node);
    if (kind === Kind.Constant) return `(${graph.valueOf(node).toFraction()})`;
    if (kind === Kind.Symbol) return safeName(node);
    if (kind === Kind.Winner) return region && `(${region.values(node)})`;
    const parts = given.map((argument) => this.#texts.get(argument));
    if (kind === Kind.Max) {
      const branch = region && maximumBranch(node, given, parts, region);
      if (branch) this.branches.push(branch);
      return branch?.branch;
    }
    const texts = parts.filter((part) => part !== undefined);
    if (texts.length < parts.length) return undefined;
    switch (kind) {
      case Kind.Sum:
        return `(${texts.join('+')})`;
      case Kind.Product:
        return `(${texts.join('*')})`;
      case Kind.Power:
        return `(${texts.join('^')})`;
      case Kind.Apply: {
        const applied = functionOf(graph, node);
        if (!applied.branches) return inBrackets(applied.branch(texts, undefined));
        const branch = region && functionBranch(applied, node, given, texts, region);
        if (branch) this.branches.push(branch);
        return branch?.branch;
      }
    }
  }
}

function inBrackets(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `(${text})`;
}
