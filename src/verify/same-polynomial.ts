import Fraction from 'fraction.js';
import { Graph, Kind } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';
import { power } from '../expr/power.ts';
import { product, scale } from '../expr/product.ts';
import { sum } from '../expr/sum.ts';
import type { Tree, TreeOf } from '../expression/formula-of-text.ts';
import { NormalForms } from './normal-form.ts';
import { isPlainNumber, isSafeName } from './safe-names.ts';

/** Terms of normal forms, in all. */
const mostTerms = 100_000;

/** Whether two texts in safe names are known to be the same polynomial: nerdamer takes far longer to multiply out. */
export function samePolynomial(ours: string, theirs: string, treeOf: TreeOf): boolean {
  const graph = new Graph();
  const symbols = new Map<string, Node>();
  const nodes = [ours, theirs].map((text) => nodeOf(treeOf(text), graph, symbols));
  const [first, second] = nodes;
  if (first === undefined || second === undefined) return false;
  return first === second || new NormalForms(graph, mostTerms).same(first, second) === true;
}

/** The node of what nerdamer parsed; undefined where it is no polynomial with rational coefficients. */
function nodeOf(root: Tree | undefined, graph: Graph, symbols: Map<string, Node>): Node | undefined {
  const read = (tree: Tree | undefined): Node | undefined => {
    if (!tree) return undefined;
    if (tree.type === 'VARIABLE_OR_LITERAL') return leaf(tree.value);
    if (tree.type !== 'OPERATOR') return undefined;
    // Sums and products hang on the left, each as deep as it is long.
    if (tree.value === '+' || tree.value === '-') return terms(tree);
    if (tree.value === '*') return factors(tree);
    const [left, right] = [read(tree.left), read(tree.right)];
    const value = right === undefined ? undefined : constant(right);
    if (left === undefined || right === undefined || !value) return undefined;
    if (tree.value === '/' && !value.equals(0)) return scale(graph, value.inverse(), left);
    return tree.value === '^' && value.d === 1n && value.s >= 0n ? power(graph, left, right) : undefined;
  };
  const leaf = (text: string): Node | undefined => {
    if (isPlainNumber(text)) return graph.constant(new Fraction(text));
    if (!isSafeName(text)) return undefined;
    const symbol = symbols.get(text) ?? graph.symbols(1);
    symbols.set(text, symbol);
    return symbol;
  };
  const constant = (node: Node): Fraction | undefined =>
    graph.kind(node) === Kind.Constant ? graph.valueOf(node) : undefined;
  const terms = (tree: Tree): Node | undefined => {
    const found: (Node | undefined)[] = [];
    const add = (part: Tree | undefined, sign: string): void => {
      const node = read(part);
      found.push(node !== undefined && sign === '-' ? scale(graph, -1, node) : node);
    };
    let at: Tree | undefined = tree;
    while (at?.type === 'OPERATOR' && (at.value === '+' || at.value === '-')) {
      // A sign in front has its operand on the left.
      if (!at.left || !at.right) {
        add(at.left ?? at.right, at.value);
        return summed(found);
      }
      add(at.right, at.value);
      at = at.left;
    }
    add(at, '+');
    return summed(found);
  };
  const summed = (found: readonly (Node | undefined)[]): Node | undefined => {
    const known = found.filter((node) => node !== undefined);
    return known.length === found.length ? sum(graph, known) : undefined;
  };
  const factors = (tree: Tree): Node | undefined => {
    const found: Node[] = [];
    let at: Tree | undefined = tree;
    for (; at?.type === 'OPERATOR' && at.value === '*'; at = at.left) {
      const node = read(at.right);
      if (node === undefined) return undefined;
      found.push(node);
    }
    const first = read(at);
    return first === undefined ? undefined : product(graph, [first, ...found]);
  };
  return read(root);
}
