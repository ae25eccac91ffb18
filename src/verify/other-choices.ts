import Fraction from 'fraction.js';
import { exactValues } from '../evaluate/exact-values.ts';
import { floatValues } from '../evaluate/float-values.ts';
import type { Subgradient } from '../expr/differentiate.ts';
import type { Node } from '../expr/node.ts';
import type { Expansion } from '../model/expansion.ts';
import { exactDouble } from '../values/exact-double.ts';
import { doubleArithmetic, exactArithmetic } from './arithmetic.ts';
import { type Flows, slopeNodes, subgradientFlows } from './subgradient-flows.ts';
import { type Claim, madeChoices, type SettledChoice } from './subgradient-set.ts';

/** Conventions of a model file, each as a sentence names it. */
interface Policy extends Subgradient {
  readonly name: string;
}

/** All conventions but the model's own, those that differ from it in one thing first. */
export function otherPolicies(policy: Subgradient): Policy[] {
  const all = (['first', 'last', 'split'] as const).flatMap((ties) =>
    (['0', '1', '1/2'] as const).map((kink) => ({ ties, kink })),
  );
  const differing = ({ ties, kink }: Subgradient): string[] => [
    ...(ties === policy.ties ? [] : [`ties: ${ties}`]),
    ...(kink === policy.kink ? [] : [`kink: ${kink}`]),
  ];
  return all
    .map((policy) => ({ ...policy, differences: differing(policy) }))
    .filter(({ differences }) => differences.length > 0)
    .toSorted((a, b) => a.differences.length - b.differences.length)
    .map(({ differences, ...policy }) => ({ ...policy, name: differences.join(', ') }));
}

/** More than this are not gone through. */
const mostVariables = 20_000;

/**
 * The whole set of subgradients at these values, as flows through the choices that they meet; undefined where these are
 * too many. Exact where all values are rational, in double precision otherwise: then claims need some slack.
 */
export function flowsAt(
  { graph, objective }: Expansion,
  wanted: readonly Node[],
  symbols: (node: Node) => number,
  exactSymbols: ((node: Node) => Fraction) | undefined,
): { readonly flows: Flows; readonly isExact: boolean } | undefined {
  const slopes = slopeNodes(graph, objective);
  const asked = [...slopes.values()].flatMap((partials) => partials.filter((slope) => slope !== null));
  const roots = [objective, ...asked];
  const floats = floatValues(graph, roots, symbols);
  const float = (node: Node): number => floats[node];
  const exacts = exactSymbols && exactValues(graph, roots, exactSymbols);
  const isExact = exacts !== undefined && [...exacts.values()].every((value) => value !== null);
  const flows = isExact
    ? subgradientFlows(
        graph,
        objective,
        wanted,
        slopes,
        {
          arithmetic: exactArithmetic,
          value: (node) => exacts.get(node) ?? new Fraction(0),
          float,
        },
        mostVariables,
      )
    : subgradientFlows(
        graph,
        objective,
        wanted,
        slopes,
        { arithmetic: doubleArithmetic, value: float, float },
        mostVariables,
      );
  return flows && { flows, isExact };
}

/** The choices that make the claimed numbers, if some do; `slack` is how far each may be off. */
export function choicesThatGive(
  { flows, isExact }: { readonly flows: Flows; readonly isExact: boolean },
  claims: readonly { readonly node: Node; readonly value: Fraction; readonly slack: number }[],
): readonly SettledChoice[] | undefined | 'open' {
  return madeChoices(
    flows,
    claims.map(({ node, value, slack }): Claim => {
      const ourSlack = isExact ? 0 : 1e-12 * Math.max(1, Math.abs(value.valueOf()));
      const by = exactDouble(slack + ourSlack) ?? new Fraction(0);
      return { node, least: value.sub(by), most: value.add(by) };
    }),
  );
}
