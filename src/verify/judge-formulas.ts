import { floatValues } from '../evaluate/float-values.ts';
import type { Graph } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';
import type { TreeOf } from '../expression/formula-of-text.ts';
import { type Counterexample, counterexample } from './counterexample.ts';
import { identityTest } from './identity-test.ts';
import { hasRegions, inRegion } from './in-region.ts';
import { NormalForms } from './normal-form.ts';
import type { Verdict } from './verdict.ts';

/** A formula of an answer beside the derivative that it should be; `also` is another expression of the same derivative. */
export interface Claimed {
  readonly formula: Node;
  readonly derivative: Node;
  readonly also?: Node;
}

interface FormulaVerdict {
  readonly verdict: Extract<Verdict, 'proved' | 'tested' | 'wrong'>;
  readonly inRegion?: true;
  readonly counterexample?: Counterexample;
}

/** Terms of normal forms, in all: so many take about a second. */
const mostTerms = 500_000;

/**
 * Whether formulas are the derivatives, for all values; where there are values, at least in their region, with the
 * winners of maxima and the sides of kinks that these values have. `symbols` are the values of the model, if it has any.
 */
export function judgeFormulas(
  graph: Graph,
  claims: readonly Claimed[],
  symbols: ((node: Node) => number) | undefined,
  treeOf: TreeOf,
): { readonly verdicts: readonly FormulaVerdict[]; readonly bound: number } {
  const forms = new NormalForms(graph, mostTerms);
  const proved = ({ formula, derivative, also }: Claimed): boolean =>
    formula === derivative || formula === also || forms.same(formula, derivative) === true;
  const verdicts = claims.map((claim): FormulaVerdict | undefined =>
    proved(claim) ? { verdict: 'proved' } : undefined,
  );
  const open = (): number[] => verdicts.flatMap((verdict, at) => (verdict ? [] : [at]));
  const regional = regionalClaims(graph, claims, open(), symbols, treeOf);
  for (const [at, claim] of regional) if (proved(claim)) verdicts[at] = { verdict: 'proved', inRegion: true };

  // What is not proved is either too long, or different, or equal by an identity that normal forms do not know.
  const asked = open();
  const pairs = asked.map((at): [Node, Node] => {
    const { formula, derivative } = regional.get(at) ?? claims[at];
    return [formula, derivative];
  });
  const test = pairs.length > 0 ? identityTest(graph, pairs) : undefined;
  let tested = 0;
  asked.forEach((at, which) => {
    if (!test?.same[which]) return;
    tested++;
    verdicts[at] = { verdict: 'tested', ...(regional.has(at) && { inRegion: true }) };
  });
  return {
    verdicts: verdicts.map((verdict, at) => {
      if (verdict) return verdict;
      const { formula, derivative } = claims[at];
      const { found, compared } = counterexample(graph, [[derivative, formula]], [0]);
      if (found) return { verdict: 'wrong', counterexample: found };
      // Equal wherever it was tried: an identity of exponentials or logarithms. Where nothing could be tried, they differ
      // at random points of a field.
      return { verdict: compared ? 'tested' : 'wrong' };
    }),
    bound: tested > 0 && test ? test.bound * tested : 0,
  };
}

/** The open claims as they are in the region of the values, where the region matters. */
function regionalClaims(
  graph: Graph,
  claims: readonly Claimed[],
  open: readonly number[],
  symbols: ((node: Node) => number) | undefined,
  treeOf: TreeOf,
): Map<number, Claimed> {
  const nodes = open.flatMap((at) => [claims[at].formula, claims[at].derivative]);
  if (!symbols || nodes.length === 0 || !hasRegions(graph, nodes)) return new Map();
  const pieces = inRegion(graph, nodes, floatValues(graph, nodes, symbols), treeOf);
  return new Map(
    open.map((at, which) => [at, { formula: pieces[2 * which], derivative: pieces[2 * which + 1] }]),
  );
}
