import Fraction from 'fraction.js';
import { exactNodeLimit } from '../evaluate/evaluate-model.ts';
import { exactValues } from '../evaluate/exact-values.ts';
import { floatValues } from '../evaluate/float-values.ts';
import type { Graph } from '../expr/graph.ts';
import { nearestDouble } from '../expr/nearest-double.ts';
import type { Node } from '../expr/node.ts';
import type { Tensor } from '../index/tensor.ts';
import { type Expansion, givenTensors } from '../model/expansion.ts';
import type { Model } from '../model/model.ts';
import { num } from '../notation/build.ts';
import type { Notation, Relation } from '../notation/notation.ts';
import type { ExactArray } from '../values/exact-array.ts';

/** An exact rational, or a double where exact arithmetic was not run or cannot express the value. */
export type Quantity = Fraction | number;

/** Fractions with more digits than this above or below the line say less to a reader than six decimals. */
const longestFraction = 9;

export function isExact(value: Quantity): value is Fraction {
  return value instanceof Fraction;
}

export function toFloat(value: Quantity): number {
  return isExact(value) ? nearestDouble(value) : value;
}

/** 3/4 as a fraction; a long fraction or a double as its first six digits. */
export function ofQuantity(value: Quantity): Notation {
  return isReadable(value) ? num(value) : ofFloat(toFloat(value));
}

/** "=" where the notation says the value exactly, "~" where it was rounded. */
export function relationTo(value: Quantity): Relation {
  return isReadable(value) ? '=' : '~';
}

/** A double that is a small dyadic fraction, such as 3/4, as that fraction: sums and halves of ordinary numbers. */
export function ofDouble(value: number): Quantity {
  return Number.isInteger(value * 1024) ? new Fraction(value) : value;
}

/** A double rounded to `digits` significant digits. */
export function ofFloat(value: number, digits = 6): Notation {
  const rounded = Number(value.toPrecision(digits));
  const positive: Notation = { kind: 'decimal', digits: String(Math.abs(rounded)) };
  return rounded < 0 ? { kind: 'negative', of: positive } : positive;
}

function isReadable(value: Quantity): value is Fraction {
  return (
    isExact(value) && String(value.n).length <= longestFraction && String(value.d).length <= longestFraction
  );
}

/** Values of the nodes that `roots` are made of: exact if wanted, and double where exact arithmetic has no answer. */
export function quantities(
  graph: Graph,
  roots: ArrayLike<Node>,
  symbols: (node: Node) => Quantity,
  exactly: boolean,
): (node: Node) => Quantity {
  const floats = floatValues(graph, roots, (node) => toFloat(symbols(node)));
  if (!exactly) return (node) => floats[node];
  const exacts = exactValues(graph, roots, (node) => {
    const value = symbols(node);
    return isExact(value) ? value : null;
  });
  return (node) => exacts.get(node) ?? floats[node];
}

/** The numbers of a derivation by tensor, row-major: values, and the loss's derivatives by them. */
export interface Numbers {
  readonly values: ReadonlyMap<Tensor, readonly Quantity[]>;
  readonly cotangents: ReadonlyMap<Tensor, readonly Quantity[]>;
}

/** Values of nodes of the whole model's graph. */
export function modelQuantities(
  model: Model,
  { graph, entries }: Expansion,
  { values }: Numbers,
  roots: ArrayLike<Node>,
): (node: Node) => Quantity {
  const symbols: Quantity[] = [];
  let exactly = graph.size <= exactNodeLimit;
  for (const tensor of givenTensors(model)) {
    const given = values.get(tensor) ?? [];
    entries.get(tensor)?.forEach((node, place) => {
      symbols[node] = given[place];
      exactly &&= isExact(given[place]);
    });
  }
  return quantities(graph, roots, (node) => symbols[node], exactly);
}

export function givenQuantities(
  tensor: Tensor,
  values: ReadonlyMap<string, ExactArray>,
): readonly Quantity[] {
  const given = values.get(tensor.name);
  if (!given) throw new Error(`${tensor.name} has no values`);
  return given.data;
}
