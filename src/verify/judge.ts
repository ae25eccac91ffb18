import type Fraction from 'fraction.js';
import type { AnsweredArray, AnsweredEntry } from '../answers/answer.ts';
import { entryByEntry } from '../evaluate/entry-by-entry.ts';
import { exactValues } from '../evaluate/exact-values.ts';
import { floatValues } from '../evaluate/float-values.ts';
import { placesOf } from '../evaluate/nonsmooth.ts';
import { nearestDouble } from '../expr/nearest-double.ts';
import type { Node } from '../expr/node.ts';
import type { TreeOf } from '../expression/formula-of-text.ts';
import type { Tensor } from '../index/tensor.ts';
import type { WeightLayout } from '../model/given-values.ts';
import type { Counterexample } from './counterexample.ts';
import type { ExpectedGraph } from './expected-graph.ts';
import { type Claimed, judgeFormulas } from './judge-formulas.ts';
import { isNumber, judged, precisionOf, type Strictness, slackOf } from './judge-number.ts';
import { byGraph, byProgram, roundingOf } from './rounding.ts';
import type { Differing, EntryVerdict, Expected } from './verdict.ts';

export interface VerifyOptions extends Strictness {
  readonly treeOf: TreeOf;
  /** How the weights of the answer are laid out. */
  readonly layout?: WeightLayout;
  /** The learning rate, for weights after a step. */
  readonly rate?: Fraction;
}

/** Everything about the values of the model, where it has any. */
export interface SymbolNumbers {
  readonly symbols: (node: Node) => number;
  readonly exactSymbols: ((node: Node) => Fraction) | undefined;
}

/** One array of the answer in the tensor's order, beside what it should be. */
export interface ArrayToJudge {
  readonly array: AnsweredArray;
  /** Undefined where the sizes stand in another order. */
  readonly entries: readonly AnsweredEntry[] | undefined;
  readonly nodes: Int32Array;
  /** What it is the gradient by, where its nodes are that gradient under the model's own conventions. */
  readonly by: Tensor | undefined;
  /** The expression of an entry that is a formula, by place. */
  readonly formulas: ReadonlyMap<number, Node>;
}

/** Verdicts under the model's own conventions. */
export function judge(
  expectedGraph: ExpectedGraph,
  asked: readonly ArrayToJudge[],
  symbolNumbers: SymbolNumbers | undefined,
  options: VerifyOptions,
): { entries: EntryVerdict[][]; bound: number } {
  const { graph } = expectedGraph.expansion;
  // Without values a number is a formula too: one that is the same everywhere.
  const formulas = asked.map(({ entries = [], formulas: given }) => {
    const all = new Map(given);
    if (!symbolNumbers)
      entries.forEach((entry, place) => {
        if (isNumber(entry)) all.set(place, graph.constant(entry.value));
      });
    return all;
  });
  const claims = asked.flatMap(({ array, nodes }, at) =>
    [...formulas[at]].map(([place, formula]): Claimed => {
      const cotangent =
        array.about.kind === 'gradient' && expectedGraph.vocabulary.cotangents.get(array.about.tensor);
      const also = cotangent ? expectedGraph.entries.get(cotangent)?.[place] : undefined;
      return { formula, derivative: nodes[place], ...(also !== undefined && { also }) };
    }),
  );
  const { verdicts, bound } = judgeFormulas(graph, claims, symbolNumbers?.symbols, options.treeOf);
  const numbers = symbolNumbers && numbersAt(expectedGraph, asked, formulas, symbolNumbers);
  let next = 0;
  const entries = asked.map(({ entries: given, nodes }, at) => {
    const precision = precisionOf(given ?? []);
    return (given ?? []).map((got, place): EntryVerdict => {
      const expected = numbers?.expected(nodes[place]) ?? {
        node: nodes[place],
        exact: undefined,
        float: undefined,
      };
      const base = { place, expected, got, gotFloat: undefined, slack: 0 };
      const formula = formulas[at].get(place);
      if (formula !== undefined) {
        const { verdict, inRegion, counterexample } = verdicts[next++];
        const value = numbers?.float(formula);
        return {
          ...base,
          formula,
          verdict,
          gotFloat: value,
          ...(inRegion && { inRegion }),
          ...(verdict === 'wrong' && numbers?.same(formula, nodes[place]) && { rightHere: true as const }),
          ...(counterexample && { counterexample: differing(expectedGraph, counterexample) }),
        };
      }
      if (!isNumber(got)) return { ...base, verdict: got.kind === 'blank' ? 'blank' : 'wrong' };
      const slack = slackOf(
        got,
        precision,
        expected,
        (which) => numbers?.rounding(which, nodes[place]) ?? 0,
        options,
      );
      const gotFloat = nearestDouble(got.value);
      return { ...base, gotFloat, slack, verdict: judged(got, expected, slack, options) ?? 'wrong' };
    });
  });
  return { entries, bound };
}

/** Values of what should be and of what formulas say, at the values of the model. */
function numbersAt(
  { model, expansion }: ExpectedGraph,
  asked: readonly ArrayToJudge[],
  formulas: readonly ReadonlyMap<number, Node>[],
  { symbols, exactSymbols }: SymbolNumbers,
) {
  const { graph } = expansion;
  const roots = [
    ...asked.flatMap(({ nodes }) => Array.from(nodes)),
    ...formulas.flatMap((all) => [...all.values()]),
  ];
  const floats = floatValues(graph, roots, symbols);
  const exacts = exactSymbols && exactValues(graph, roots, exactSymbols);
  const gradients = asked.flatMap(({ by, nodes }) => (by ? [{ by, nodes }] : []));
  const ofGradients = gradients.length === asked.length;
  const wanted = asked.flatMap(({ nodes }) => Array.from(nodes));
  return {
    expected: (node: Node): Expected => ({ node, exact: exacts?.get(node) ?? null, float: floats[node] }),
    float: (node: Node): number => floats[node],
    same: (left: Node, right: Node): boolean => {
      const [a, b] = [exacts?.get(left), exacts?.get(right)];
      if (a && b) return a.equals(b);
      return Math.abs(floats[left] - floats[right]) <= 1e-9 * Math.max(1, Math.abs(floats[right]));
    },
    rounding: roundingOf(
      graph,
      wanted,
      symbols,
      ofGradients && !entryByEntry(model) ? byProgram(model, gradients) : byGraph(graph, wanted, symbols),
    ),
  };
}

function differing({ model, entries }: ExpectedGraph, found: Counterexample): Differing {
  const places = placesOf(model, entries);
  return {
    expected: found.left,
    got: found.right,
    at: [...found.at].flatMap(([node, value]) => {
      const place = places.get(node);
      return place ? [{ ...place, value: value.toFraction() }] : [];
    }),
  };
}
