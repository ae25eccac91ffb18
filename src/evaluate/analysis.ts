import type { Subgradient } from '../expr/differentiate.ts';
import { nodeBound } from '../index/count.ts';
import { expandLaw } from '../index/expand.ts';
import type { Tensor } from '../index/tensor.ts';
import { differentiable, type Expansion, expandModel } from '../model/expansion.ts';
import { type Law, lawOf } from '../model/laws.ts';
import { lastOutput, type Model, type Step, type Structure } from '../model/model.ts';
import { type Rule, rulesOf, usersOf } from '../model/rules.ts';
import { type Backward, backwardStage, type Forward, forwardStage } from '../model/stage.ts';
import { type Program, programOf } from '../program/program.ts';
import { exactNodeLimit } from './exact-values.ts';
import { entriesOf } from './symbols.ts';

const analyses = new WeakMap<readonly Step[], Analysis>();

/**
 * All that follows from a model without its numbers, worked out once and when it is asked for. Models that differ in
 * numbers, title or notation alone, as the variants of a worksheet do, have their steps in common and share it.
 */
export function analysisOf(model: Model): Analysis {
  const known = analyses.get(model.steps);
  if (known?.fits(model)) return known;
  const analysis = new Analysis(model);
  analyses.set(model.steps, analysis);
  return analysis;
}

export class Analysis {
  /** The rules of the steps and of the loss, in order. */
  readonly rules: readonly Rule[];
  /** Whether the steps are small enough for exact fractions. */
  readonly exactly: boolean;
  readonly #structure: Structure;
  /** The tensor that stands for dL/d(tensor) in laws. */
  readonly #cotangents = new Map<Tensor, Tensor>();
  readonly #outputs: ReadonlyMap<Tensor, Tensor>;
  readonly #laws = new Map<Tensor, Law>();
  readonly #forward = new Map<Tensor, Forward>();
  readonly #backward = new Map<Tensor, Backward>();
  readonly #programs = new Map<string, Program>();
  #expansion: Expansion | undefined;

  constructor({ input, steps, objective, conventions }: Structure) {
    const structure: Structure = { input, steps, objective, conventions };
    this.#structure = structure;
    this.rules = rulesOf(structure);
    const bounds = steps.flatMap(({ definitions }) => definitions.map(nodeBound));
    this.exactly = bounds.reduce((count, bound) => count + bound, 0) <= exactNodeLimit / 4;
    for (const { output } of steps.toReversed())
      this.#cotangents.set(output, { ...output, role: 'upstream' });
    for (const tensor of differentiable(structure))
      this.#cotangents.set(tensor, { ...tensor, role: 'upstream' });
    if (objective.kind === 'upstream') this.#cotangents.set(lastOutput(structure), objective.delta);
    this.#outputs = new Map(Array.from(this.#cotangents, ([tensor, cotangent]) => [cotangent, tensor]));
  }

  fits(model: Model): boolean {
    const { input, objective, conventions } = this.#structure;
    return model.input === input && model.objective === objective && model.conventions === conventions;
  }

  /**
   * The tensors on a way from these to the loss, in the order in which gradients are found: outputs from the loss
   * down, then these.
   */
  flowing(wrt: readonly Tensor[]): Tensor[] {
    const live = new Set<Tensor>(wrt);
    for (const rule of this.rules) if (usersOf([rule], live).length > 0) live.add(rule.output);
    const outputs = this.#structure.steps.map(({ output }) => output).toReversed();
    return [...outputs.filter((output) => live.has(output)), ...wrt];
  }

  /** What takes a tensor: layers, or the loss. */
  users(tensor: Tensor): Rule[] {
    return usersOf(this.rules, new Set([tensor]));
  }

  /**
   * The laws from the loss down: the gradient by each output from those above it, then by each of `wrt`. Nothing is
   * expanded: sizes do not matter.
   */
  laws(wrt: readonly Tensor[] = differentiable(this.#structure)): Law[] {
    return this.flowing(wrt).flatMap((tensor) => this.law(tensor) ?? []);
  }

  /** The law of a tensor; undefined for an output whose gradient is given from above. */
  law(tensor: Tensor): Law | undefined {
    const { objective } = this.#structure;
    if (objective.kind === 'upstream' && tensor === lastOutput(this.#structure)) return undefined;
    return remembered(this.#laws, tensor, () => lawOf(tensor, this.users(tensor), this.#cotangents));
  }

  /** Statements over arrays that make everything from what is given to these gradients. */
  program(wrt: readonly Tensor[]): Program {
    const names = wrt.map(({ name }) => name).join(' ');
    return remembered(this.#programs, names, () => programOf(this.#structure, wrt, this.laws(wrt), []));
  }

  /** The tensor by which a tensor of a law is the gradient; undefined for one that is none. */
  ofCotangent(cotangent: Tensor): Tensor | undefined {
    return this.#outputs.get(cotangent);
  }

  /** Whether a rule makes it: an output or the loss, and not what is given. */
  makes(tensor: Tensor): boolean {
    return this.#maker(tensor) !== undefined;
  }

  /** The rule that makes a tensor on its own, its inputs as symbols. */
  forward(tensor: Tensor): Forward {
    return remembered(this.#forward, tensor, () => {
      const rule = this.#maker(tensor);
      if (!rule) throw new Error(`${tensor.name} is not computed`);
      return forwardStage(rule);
    });
  }

  /** What flows back to a tensor from all that uses it, with what arrives there as symbols. */
  backward(tensor: Tensor): Backward {
    const { conventions } = this.#structure;
    return remembered(this.#backward, tensor, () => backwardStage(tensor, this.users(tensor), conventions));
  }

  /** The whole model as one graph. */
  get expansion(): Expansion {
    this.#expansion ??= expandModel(this.#structure);
    return this.#expansion;
  }

  #maker(tensor: Tensor): Rule | undefined {
    return this.rules.find(({ output }) => output === tensor);
  }
}

/**
 * The gradients that laws give, in the graph of a whole model: by every output and by what is differentiated by, from
 * the loss down. The graph may have more in it than the model, as where an answer is compared with it.
 */
export function cotangentNodes(
  { objective, steps }: Structure,
  { graph, entries }: Expansion,
  laws: readonly Law[],
  choice: Subgradient,
): Map<Tensor, Int32Array> {
  const known = new Map<Tensor, Int32Array>(entries);
  const found = new Map<Tensor, Int32Array>();
  if (objective.kind === 'upstream') found.set(lastOutput({ steps }), entriesOf(entries, objective.delta));
  for (const { of, gradient, definition } of laws) {
    const nodes = expandLaw(graph, definition, known, choice);
    known.set(gradient, nodes);
    found.set(of, nodes);
  }
  return found;
}

function remembered<Key, Value>(known: Map<Key, Value>, key: Key, work: () => Value): Value {
  const before = known.get(key);
  if (before !== undefined) return before;
  const value = work();
  known.set(key, value);
  return value;
}
