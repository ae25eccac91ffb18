import { analysisOf, cotangentNodes } from '../evaluate/analysis.ts';
import { functionOf } from '../expr/apply.ts';
import { gradient } from '../expr/differentiate.ts';
import { type Graph, Kind } from '../expr/graph.ts';
import { reach } from '../expr/reach.ts';
import { expandLaw } from '../index/expand.ts';
import type { Tensor } from '../index/tensor.ts';
import { differentiable, type Expansion, givenTensors } from '../model/expansion.ts';
import type { Law } from '../model/laws.ts';
import { checkSize } from '../model/limit.ts';
import type { Conventions, Model } from '../model/model.ts';
import type { Backward, Stage } from '../model/stage.ts';
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

/** What became of the gradient by one tensor: entry by entry, the law's compared with reverse mode's. */
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
  readonly counterexample: Difference | undefined;
}

/** A counterexample with the entry and the numbers by name. */
interface Difference {
  /** Row-major place in the tensor. */
  readonly place: number;
  readonly byLaw: string;
  readonly byReverseMode: string;
  readonly at: readonly { readonly tensor: Tensor; readonly place: number; readonly value: string }[];
}

export interface Proofs {
  /** Law by law: each rule alone, with what arrives from above as symbols. */
  readonly laws: readonly Proof[];
  /** The laws composed through the whole net, for the input and the parameters. */
  readonly whole: readonly Proof[];
  /** How many combinations of winners of maxima and sides of kinks there are, as log10; 0 where everything is smooth. */
  readonly regions: number;
}

/** Proves the laws of a model, one by one and composed; `terms` bounds the work for normal forms. Throws BadInput if the model is too large to be expanded. */
export function prove(
  model: Model,
  wrt: readonly Tensor[] = differentiable(model),
  terms = mostTerms,
): Proofs {
  checkSize(model);
  const analysis = analysisOf(model);
  const laws = analysis.laws(wrt);
  return {
    laws: laws.map((law) => proveLaw(law, analysis.backward(law.of), model.conventions, terms)),
    whole: proveWhole(model, analysis.expansion, laws, wrt, terms),
    regions: regionsOf(analysis.expansion),
  };
}

/** Whether every entry of every proof is settled. */
export function holds({ laws, whole }: Proofs): boolean {
  return [...laws, ...whole].every(({ undecided, counterexample }) => undecided === 0 && !counterexample);
}

/** One law against reverse mode on the rules that use its tensor, each with its inputs and what arrives as symbols. */
export function proveLaw(law: Law, stage: Backward, conventions: Conventions, terms = mostTerms): Proof {
  const { graph, gradient: slopes } = stage;
  const entries = stageEntries(stage, law);
  const ours = expandLaw(graph, law.definition, entries, conventions);
  return compared(graph, law, ours, slopes, entries, new NormalForms(graph, terms));
}

/** The laws one after the other, from the loss down, against reverse mode on the whole net as one expression. */
function proveWhole(
  model: Model,
  { graph, entries, objective }: Expansion,
  laws: readonly Law[],
  wrt: readonly Tensor[],
  terms: number,
): Proof[] {
  const byLaw = cotangentNodes(model, { graph, entries, objective }, laws, model.conventions);
  const given = new Map(
    givenTensors(model).map((tensor) => [tensor, entries.get(tensor) ?? new Int32Array()]),
  );
  const nodes = wrt.flatMap((tensor) => Array.from(entries.get(tensor) ?? []));
  const slopes = gradient(graph, objective, nodes, model.conventions);
  const forms = new NormalForms(graph, terms);
  const starts = new Map<Tensor, number>();
  for (const [at, tensor] of wrt.entries()) {
    starts.set(
      tensor,
      at === 0 ? 0 : (starts.get(wrt[at - 1]) ?? 0) + (entries.get(wrt[at - 1])?.length ?? 0),
    );
  }
  return wrt.flatMap((tensor) => {
    const law = laws.find(({ of }) => of === tensor);
    const ours = byLaw.get(tensor);
    if (!law || !ours) return [];
    const start = starts.get(tensor) ?? 0;
    return [compared(graph, law, ours, slopes.subarray(start, start + ours.length), given, forms)];
  });
}

/** Terms of normal forms, in all: so many take a few seconds. What is longer is left to the identity test. */
const mostTerms = 3_000_000;

/** Entry by entry, by the strongest method that settles it. */
function compared(
  graph: Graph,
  law: Law,
  ours: Int32Array,
  theirs: Int32Array,
  symbols: ReadonlyMap<Tensor, Int32Array>,
  forms: NormalForms,
): Proof {
  const pairs = Array.from(theirs, (node, at) => [ours[at], node] as const);
  const methods = pairs.map(([left, right]): Method | undefined => {
    if (left === right) return 'same expression';
    return forms.same(left, right) === true ? 'normal form' : undefined;
  });
  const open = pairs.filter((_, at) => methods[at] === undefined);
  const test = open.length > 0 ? identityTest(graph, open) : undefined;
  let next = 0;
  const settled = methods.map((method): Method | undefined => {
    if (method) return method;
    return test?.same[next++] ? 'identity test' : undefined;
  });
  const differing = settled.flatMap((method, at) => (method ? [] : [at]));
  const count = (method: Method): number => settled.filter((found) => found === method).length;
  const found = differing.length > 0 ? counterexample(graph, pairs, differing).found : undefined;
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
    counterexample: found && named(found, symbols),
  };
}

function named(
  { pair, left, right, at }: Counterexample,
  symbols: ReadonlyMap<Tensor, Int32Array>,
): Difference {
  const values = [...symbols].flatMap(([tensor, nodes]) =>
    Array.from(nodes).flatMap((node, place) => {
      const value = at.get(node);
      return value ? [{ tensor, place, value: value.toFraction() }] : [];
    }),
  );
  return { place: pair, byLaw: left, byReverseMode: right, at: values };
}

/** In each of so many regions one formula holds: every maximum has its winner, every kink its side. */
function regionsOf({ graph, objective }: Expansion): number {
  const reached = reach(graph, [objective]);
  let regions = 0;
  for (let node = 0; node < reached.length; node++) {
    if (reached[node] === 0) continue;
    if (graph.kind(node) === Kind.Max) regions += Math.log10(graph.arity(node));
    if (graph.kind(node) === Kind.Apply && functionOf(graph, node).kinks) regions += Math.log10(2);
  }
  return regions;
}

/** Cotangents of outputs under the tensors that stand for them in the law. */
function namedBy(nodes: ReadonlyMap<Tensor, Int32Array>, { cotangents }: Law): [Tensor, Int32Array][] {
  return [...nodes].map(([output, places]) => [cotangents.get(output) ?? output, places]);
}

/** What the law speaks of, in the symbols of the stage: cotangents, and everything that the rules take. */
function stageEntries({ symbols, cotangents }: Stage, law: Law): ReadonlyMap<Tensor, Int32Array> {
  return new Map([...symbols, ...namedBy(cotangents, law)]);
}
