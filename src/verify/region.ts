import type { Subgradient } from '../expr/differentiate.ts';
import type { Node } from '../expr/node.ts';

/** Numbers of the nodes, and the derivative taken where a maximum is tied or a function has a kink. */
export interface Region {
  values(node: Node): number;
  readonly conventions: Subgradient;
}
