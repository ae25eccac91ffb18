/** A node of the graph: its position in the arrays. Arguments always come before the node that uses them. */
export type Node = number;
