import type { Attributes } from '../attributes.ts';
import type { Graph } from '../graph.ts';
import type { NodeProto } from '../proto.ts';

/** How the nodes of one kind become layers. Throws Unsupported, with the reason, where they cannot. */
export interface Operator {
  /** The names of ONNX's operators. */
  readonly names: readonly string[];
  translate(graph: Graph, node: NodeProto, attributes: Attributes): void;
}
