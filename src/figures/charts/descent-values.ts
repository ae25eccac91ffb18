import Fraction from 'fraction.js';
import { BadInput } from '../../bad-input.ts';
import { analysisOf } from '../../evaluate/analysis.ts';
import { exactValues } from '../../evaluate/exact-values.ts';
import { floatValues } from '../../evaluate/float-values.ts';
import { steppedExact, steppedFloat } from '../../evaluate/stepped.ts';
import { entriesOf, symbolValues } from '../../evaluate/symbols.ts';
import { gradient } from '../../expr/differentiate.ts';
import { nearestDouble } from '../../expr/nearest-double.ts';
import type { Node } from '../../expr/node.ts';
import { reach } from '../../expr/reach.ts';
import type { Tensor } from '../../index/tensor.ts';
import { differentiable } from '../../model/expansion.ts';
import { checkSize } from '../../model/limit.ts';
import { type FigureSubject, wholeModel } from '../figure.ts';
import type { Scene } from '../scene.ts';

/** The loss where parameters were moved against their gradient. */
export interface DescentValues {
  /** The tensors that move. */
  readonly moves: readonly Tensor[];
  /** The loss after one step of this rate: from exact fractions where they are few, else in double precision. */
  lossAfter(rate: number): number;
  /** How the loss changes with the rate at 0: minus the sum of the squares of the gradient. */
  readonly slope: number;
  /** The loss before and after each of so many steps; it ends where it is no number any more. */
  lossesOf(rate: number, steps: number): number[];
}

/** Graphs with more nodes are evaluated in double precision. */
const mostExact = 20_000;

/** All parameters together, and each by itself; the input where there are no parameters. None without a loss and values. */
export function movingSubjects({ model }: Scene): FigureSubject[] {
  if (model.objective.kind !== 'loss' || !model.values) return [];
  const all = movable(model);
  return all.length === 1 ? [{ name: all[0].name }] : [wholeModel, ...all.map(({ name }) => ({ name }))];
}

function movable(model: Scene['model']): Tensor[] {
  const parameters = differentiable(model).filter((tensor) => tensor !== model.input);
  return parameters.length > 0 ? parameters : [model.input];
}

export function descentValues({ model }: Scene, { name }: FigureSubject): DescentValues {
  const { values } = model;
  if (!values) throw new Error('no values');
  checkSize(model);
  const moves = movable(model).filter((tensor) => name === '' || tensor.name === name);
  const { expansion } = analysisOf(model);
  const { graph, entries, objective } = expansion;
  const places = moves.flatMap((tensor) => Array.from(entriesOf(entries, tensor)));
  const slopes = gradient(graph, objective, Int32Array.from(places), model.conventions);
  const exact = symbolValues(model, expansion, values);
  const start = exact.map((value) => nearestDouble(value));
  const at = floatValues(graph, [objective, ...slopes], (node) => start[node]);
  const first = Array.from(slopes, (node) => at[node]);
  const slope = -first.reduce((sum, partial) => sum + partial * partial, 0);
  if (slope === 0)
    throw new BadInput(`${model.file}: the gradient is 0 at these values, so that no step can be drawn.`);
  // The graph may hold what others asked of the model.
  const size = reach(graph, slopes).reduce((count, reached) => count + reached, 0);
  const fractions = size <= mostExact ? exactSlopes() : undefined;

  function exactSlopes(): Map<Node, Fraction> | undefined {
    const found = exactValues(graph, slopes, (node) => exact[node]);
    const known = new Map<Node, Fraction>();
    for (const [which, place] of places.entries()) {
      const value = found.get(slopes[which]);
      if (!value) return undefined;
      known.set(place, value);
    }
    return known;
  }

  return {
    moves,
    slope,
    lossAfter: (rate) => {
      if (fractions) {
        const by = new Fraction(rate);
        const after = exact.slice();
        for (const [node, slope] of fractions) after[node] = steppedExact(after[node], slope, by);
        const loss = exactValues(graph, [objective], (node) => after[node]).get(objective);
        if (loss) return nearestDouble(loss);
      }
      const numbers = start.slice();
      for (const [which, place] of places.entries())
        numbers[place] = steppedFloat(numbers[place], first[which], rate);
      return floatValues(graph, [objective], (node) => numbers[node])[objective];
    },
    lossesOf: (rate, steps) => {
      const numbers = start.slice();
      const losses: number[] = [];
      for (let step = 0; step <= steps; step++) {
        const now = floatValues(graph, [objective, ...slopes], (node) => numbers[node]);
        if (!Number.isFinite(now[objective])) break;
        losses.push(now[objective]);
        for (const [which, place] of places.entries())
          numbers[place] = steppedFloat(numbers[place], now[slopes[which]], rate);
      }
      return losses;
    },
  };
}

/** How far along the gradient the loss is worth a look, and where it is least on the way. */
export function wayDown({ lossAfter, slope }: DescentValues): { end: number; least: number } {
  const before = lossAfter(0);
  // The rate at which the tangent has come down by as much as the loss is.
  const unit = Math.abs(before || 1) / -slope;
  let end = unit / 64;
  while (end < 8 * unit && lossAfter(end) < before) end *= 2;
  // As soon as the loss is no lower than before, the rest says nothing more.
  const samples = Array.from({ length: 65 }, (_, at) => (end * at) / 64);
  const losses = samples.map(lossAfter);
  const least = losses.indexOf(Math.min(...losses.filter(Number.isFinite)));
  const back = losses.findIndex((loss, at) => at > least && !(loss < before));
  return { end: samples[back < 0 ? 64 : back], least: samples[Math.max(1, least)] };
}
