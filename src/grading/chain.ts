import type Fraction from 'fraction.js';
import type { Setting } from '../document/setting.ts';
import { exactNodeLimit } from '../evaluate/exact-values.ts';
import { givenQuantities, isExact, type Quantity, quantities, toFloat } from '../evaluate/quantity.ts';
import type { Node } from '../expr/node.ts';
import { nodeBound } from '../index/count.ts';
import type { Tensor } from '../index/tensor.ts';
import { givenTensors } from '../model/expansion.ts';
import { lastOutput, type Model } from '../model/model.ts';
import type { Stage } from '../model/stage.ts';
import type { Subject } from '../model/subject.ts';

/** Entries that are taken as they were answered, by array and row-major place. */
export interface Answered {
  readonly values: ReadonlyMap<Tensor, ReadonlyMap<number, Quantity>>;
  readonly gradients: ReadonlyMap<Tensor, ReadonlyMap<number, Quantity>>;
}

/** How a model's arrays are computed from each other, whatever its numbers: worked out once for a class. */
export interface Links {
  readonly setting: Setting;
  readonly exactly: boolean;
  readonly rate: Fraction;
}

export function linksOf(setting: Setting, rate: Fraction): Links {
  const bounds = setting.model.steps.flatMap(({ definitions }) => definitions.map(nodeBound));
  const nodes = bounds.reduce((count, bound) => count + bound, 0);
  return { setting, exactly: nodes <= exactNodeLimit / 4, rate };
}

/**
 * The way from the outputs over the loss back to the gradients, with some entries as somebody answered them in place of
 * what is right: everything else is computed from these. Only what is asked for is computed, in exact fractions.
 */
export class Chain {
  readonly #links: Links;
  readonly #answered: Answered;
  readonly #values = new Map<Tensor, readonly Quantity[]>();
  readonly #gradients = new Map<Tensor, readonly Quantity[]>();

  constructor(links: Links, model: Model, answered: Answered) {
    this.#links = links;
    this.#answered = answered;
    if (!model.values) throw new Error('a chain needs numbers');
    for (const tensor of givenTensors(model)) this.#values.set(tensor, givenQuantities(tensor, model.values));
    const { objective } = model;
    if (objective.kind === 'upstream') this.#gradients.set(lastOutput(model), this.value(objective.delta));
  }

  /** All entries of what a field is one of. */
  numbers({ kind, tensor }: Subject): readonly Quantity[] {
    if (kind === 'value') return this.value(tensor);
    if (kind === 'gradient') return this.gradient(tensor);
    const slopes = this.gradient(tensor);
    const { rate } = this.#links;
    // W - eta dL/dW
    return this.value(tensor).map((value, at): Quantity => {
      const slope = slopes[at];
      return isExact(value) && isExact(slope)
        ? value.sub(slope.mul(rate))
        : toFloat(value) - toFloat(rate) * toFloat(slope);
    });
  }

  /** Whether it has a value here: what is given, every output, a loss. */
  hasValue(tensor: Tensor): boolean {
    return this.#values.has(tensor) || this.#stage(tensor) !== undefined;
  }

  hasGradient(tensor: Tensor): boolean {
    return this.#gradients.has(tensor) || this.#links.setting.back(tensor) !== undefined;
  }

  value(tensor: Tensor): readonly Quantity[] {
    return this.#known(tensor, this.#values, this.#answered.values, () => {
      const stage = this.#stage(tensor);
      if (!stage) throw new Error(`${tensor.name} is not computed`);
      return this.#evaluated(stage, stage.made);
    });
  }

  gradient(tensor: Tensor): readonly Quantity[] {
    return this.#known(tensor, this.#gradients, this.#answered.gradients, () => {
      const stage = this.#links.setting.back(tensor);
      if (!stage) throw new Error(`${tensor.name} has no gradient`);
      return this.#evaluated(stage, stage.gradient);
    });
  }

  #stage(tensor: Tensor) {
    const { stages, loss } = this.#links.setting;
    if (loss?.objective.definition.output === tensor) return loss.stage;
    return stages.find(({ step }) => step.output === tensor)?.stage;
  }

  #known(
    tensor: Tensor,
    known: Map<Tensor, readonly Quantity[]>,
    answered: Answered['values'],
    compute: () => readonly Quantity[],
  ): readonly Quantity[] {
    const before = known.get(tensor);
    if (before) return before;
    const own = answered.get(tensor);
    const computed = compute();
    const numbers = own ? computed.map((quantity, place) => own.get(place) ?? quantity) : computed;
    known.set(tensor, numbers);
    return numbers;
  }

  #evaluated(stage: Stage, nodes: Int32Array): Quantity[] {
    const symbols = new Map<Node, Quantity>();
    const fill = (of: Stage['symbols'], numbers: (tensor: Tensor) => readonly Quantity[]): void => {
      for (const [tensor, places] of of) {
        const all = numbers(tensor);
        places.forEach((node, place) => {
          symbols.set(node, all[place]);
        });
      }
    };
    fill(stage.symbols, (tensor) => this.value(tensor));
    fill(stage.cotangents, (tensor) => this.gradient(tensor));
    const value = quantities(stage.graph, nodes, (node) => symbols.get(node) ?? 0, this.#links.exactly);
    return Array.from(nodes, value);
  }
}
