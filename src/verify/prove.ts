import { expandLaw } from '../index/expand.ts';
import type { Tensor } from '../index/tensor.ts';
import { type Law, modelLaws } from '../model/laws.ts';
import { checkSize } from '../model/limit.ts';
import type { Conventions, Model } from '../model/model.ts';
import { backwardStage, type Stage } from '../model/stage.ts';
import { type Counterexample, counterexample } from './counterexample.ts';
import { identityTest } from './identity-test.ts';
import { NormalForms } from './normal-form.ts';

/** How the two sides of an entry were found to be the same, the strongest first. */
export type Method =
  /** The engine, which keeps equal expressions once, made the same expression of both. */
  | 'same expression'
  /** Equal polynomial normal forms, in exact arithmetic. */
  | 'normal form'
  /** Equal values at random points of a prime field: no proof, but an error bound. */
  | 'identity test';

/** What became of one law: entry by entry it is compared with reverse mode on the expanded rules. */
export interface Proof {
  readonly law: Law;
  readonly entries: number;
  /** How many entries each method settled. */
  readonly by: Readonly<Record<Method, number>>;
  /** The error bound of the identity test, for all entries together; 0 where it was not needed. */
  readonly bound: number;
  /** Entries that could neither be shown equal nor told apart by numbers. */
  readonly undecided: number;
  /** The first entry that differs, with numbers that show it. */
  readonly counterexample: Counterexample | undefined;
}

/** Proves the laws of a model, one for every tensor on a way to the loss. Throws BadInput if the model is too large. */
export function prove(model: Model, wrt?: readonly Tensor[]): Proof[] {
  checkSize(model);
  return modelLaws(model, wrt).map((law) => proveLaw(law, model.conventions));
}

/**
 * One law against reverse mode on the rules that use its tensor, each with its inputs and what arrives from above as
 * symbols. If both agree there for every tensor, they agree for the whole net, since both compose by the chain rule.
 */
export function proveLaw(law: Law, conventions: Conventions): Proof {
  const stage = backwardStage(law.of, law.users, conventions);
  const { graph, gradient } = stage;
  const ours = expandLaw(graph, law.definition, entriesOf(stage, law), conventions);
  const pairs = Array.from(gradient, (node, at) => [ours[at], node] as const);
  const forms = new NormalForms(graph);
  const methods = pairs.map(([one, other]): Method | undefined => {
    if (one === other) return 'same expression';
    return forms.same(one, other) === true ? 'normal form' : undefined;
  });
  const open = pairs.filter((_, at) => methods[at] === undefined);
  const test = open.length > 0 ? identityTest(graph, open) : undefined;
  let next = 0;
  const settled = methods.map((method): Method | undefined => {
    if (method) return method;
    return test?.same[next++] ? 'identity test' : undefined;
  });
  const differing = settled.flatMap((method, at) => (method ? [] : [at]));
  const count = (method: Method): number => settled.filter((one) => one === method).length;
  const found = differing.length > 0 ? counterexample(graph, pairs, differing) : undefined;
  return {
    law,
    entries: pairs.length,
    by: {
      'same expression': count('same expression'),
      'normal form': count('normal form'),
      'identity test': count('identity test'),
    },
    bound: test && count('identity test') > 0 ? test.bound * open.length : 0,
    undecided: found ? 0 : differing.length,
    counterexample: found,
  };
}

/** What the law speaks of, in the symbols of the stage: cotangents, and everything that the rules take. */
function entriesOf(stage: Stage, { users, cotangents }: Law): ReadonlyMap<Tensor, Int32Array> {
  const entries = new Map<Tensor, Int32Array>(stage.symbols);
  for (const { output } of users) {
    const nodes = stage.cotangents.get(output);
    const cotangent = cotangents.get(output);
    if (nodes && cotangent) entries.set(cotangent, nodes);
  }
  return entries;
}
