import { slopeTaken } from '../evaluate/nonsmooth.ts';
import type { Subgradient } from '../expr/differentiate.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';
import type { Region } from './region.ts';
import { inOwnNames } from './safe-names.ts';

/** A maximum or a function with branches, and what it was replaced by. Texts are in safe names. */
export interface BranchTaken {
  readonly node: Node;
  /** "max", or the name of the function. */
  readonly function: string;
  readonly nodes: readonly Node[];
  /** Its arguments as text; undefined for a candidate that is too long, or that has no text, and did not win. */
  readonly given: readonly (string | undefined)[];
  readonly branch: string;
  /** The value of the maximum, or of the function's first argument. */
  readonly value: number;
  /** Whether the values lie on the edge of several branches: a tie or a kink, where a convention chose. */
  readonly edge: boolean;
}

/** The candidate that wins at these values; where several tie, the one that the convention takes, or their mean. */
export function maximumBranch(
  node: Node,
  given: readonly Node[],
  texts: readonly (string | undefined)[],
  { values, conventions }: Region,
): BranchTaken | undefined {
  const value = values(node);
  const tied = texts.filter((_, at) => values(given[at]) === value);
  const winning =
    conventions.ties === 'split' ? tied : [conventions.ties === 'last' ? tied[tied.length - 1] : tied[0]];
  const known = winning.filter((text) => text !== undefined);
  if (known.length < winning.length || known.length === 0) return undefined;
  const slope = known.length === 1 ? known[0] : `((${known.join('+')})/(${known.length}))`;
  return { node, function: 'max', nodes: given, given: texts, branch: slope, value, edge: tied.length > 1 };
}

/**
 * The branch of a function at these values. At a kink it is the branch on the side whose slope the convention takes,
 * or the mean of both where it takes neither: |x| with the slope 0 is replaced by (x - x)/2.
 */
export function functionBranch(
  applied: ScalarFunction,
  node: Node,
  nodes: readonly Node[],
  texts: readonly string[],
  region: Region,
): BranchTaken | undefined {
  const values = nodes.map(region.values);
  const slopes = applied.kinkAt(values);
  const slope = slopes
    ? atKink(applied, texts, values, slopes, region.conventions.kink)
    : applied.branch(texts, values);
  if (slope === undefined) return undefined;
  return {
    node,
    function: applied.name,
    nodes,
    given: texts,
    branch: /^(\w+|\([^()]*\))$/.test(slope) ? slope : `(${slope})`,
    value: values[0],
    edge: slopes !== undefined,
  };
}

function atKink(
  applied: ScalarFunction,
  texts: readonly string[],
  values: readonly number[],
  [left, right]: readonly [number, number],
  kink: Subgradient['kink'],
): string | undefined {
  const step = Math.max(1, Math.abs(values[0])) * 2 ** -40;
  const beside = (move: number): string | undefined =>
    applied.branch(texts, values.with(0, values[0] + move));
  const slope = slopeTaken(applied, values, kink);
  if (slope === left) return beside(-step);
  if (slope === right) return beside(step);
  return `((${beside(-step)})+(${beside(step)}))/2`;
}

/**
 * "max(o_11, o_12) = o_12", in the names that `nameOf` gives to symbols and `entryOf` to other nodes that have one; an
 * argument without a name is written out.
 */
export function branchText(
  { function: name, nodes, given, branch }: BranchTaken,
  nameOf: (symbol: Node) => string,
  entryOf: (node: Node) => string | undefined = () => undefined,
): string {
  const shown = given.map(
    (text, at) => entryOf(nodes[at]) ?? (text === undefined ? '…' : unwrapped(inOwnNames(text, nameOf))),
  );
  // Names go in last, part by part: what is inserted is not translated again.
  const translated = (text: string, from: number): string => {
    const argument = given[from];
    if (from === given.length) return inOwnNames(text, nameOf);
    if (argument === undefined || entryOf(nodes[from]) === undefined) return translated(text, from + 1);
    return text
      .split(argument)
      .map((part) => translated(part, from + 1))
      .join(shown[from]);
  };
  return `${name}(${shown.join(', ')}) = ${unwrapped(translated(branch, 0))}`;
}

/** Without brackets around the whole of it. */
function unwrapped(text: string): string {
  let depth = 0;
  for (const [at, character] of [...text].entries()) {
    if (character === '(') depth++;
    if (character === ')') depth--;
    if (depth === 0 && at < text.length - 1) return text;
  }
  return text.startsWith('(') ? unwrapped(text.slice(1, -1)) : text;
}
