import Fraction from 'fraction.js';
import { apply } from '../expr/apply.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import type { Choice, Values } from '../expr/spelling.ts';
import { compare, num, plus, times } from '../notation/build.ts';
import type { Notation, Relation } from '../notation/notation.ts';
import { text } from '../notation/text.ts';

/**
 * piecewise(x, t, below, at, above): `below` where x < t, `at` where x = t, `above` where x > t. The derivatives of
 * functions with kinks are made of it; written with Iverson brackets, [x > 0].
 */
export const piecewise: ScalarFunction = {
  name: 'piecewise',
  summary: 'one of three values, by whether x is below, at or above a threshold',
  arity: 5,
  value: ([x, threshold, below, at, above]) => (x > threshold ? above : x < threshold ? below : at),
  exact: ([x, threshold, below, at, above]) => {
    const order = x.compare(threshold);
    return order > 0 ? above : order < 0 ? below : at;
  },
  // Within a piece the derivative of that piece; at the threshold itself the value jumps, and 0 is taken for x.
  derivative: (graph, [x, threshold]) => [
    graph.zero,
    null,
    apply(graph, 'piecewise', x, threshold, graph.one, graph.zero, graph.zero),
    apply(graph, 'piecewise', x, threshold, graph.zero, graph.one, graph.zero),
    apply(graph, 'piecewise', x, threshold, graph.zero, graph.zero, graph.one),
  ],
  notation: ([x, threshold, below, at, above]) => {
    const piece = (relation: Relation, value: Notation): Notation[] =>
      isZero(value) ? [] : [times([{ kind: 'bracket', condition: compare(x, relation, threshold) }, value])];
    if (isZero(at) && same(below, above))
      return times([{ kind: 'bracket', condition: compare(x, '!=', threshold) }, above]);
    // The value at the threshold joins the piece it equals.
    const joinsAbove = same(at, above);
    const joinsBelow = !joinsAbove && same(at, below);
    return plus([
      ...piece(joinsAbove ? '>=' : '>', above),
      ...(joinsAbove || joinsBelow ? [] : piece('=', at)),
      ...piece(joinsBelow ? '<=' : '<', below),
    ]);
  },
  choice,
  branch: ([, , below, at, above], values) =>
    values && (values[0] > values[1] ? above : values[0] < values[1] ? below : at),
  branches: true,
  kinkAt: () => undefined,
};

/** `below`, `at` or `above`, two of which are often alike. */
function choice<Value>(
  [left, right, below, at, above]: readonly Value[],
  { number, apply, alike }: Values<Value>,
): Choice<Value> {
  const isZero = (value: Value): boolean => alike(value, number(0));
  if (alike(below, above)) {
    return isZero(above)
      ? { left, relation: '==', right, yes: at, no: above }
      : { left, relation: '!=', right, yes: above, no: at };
  }
  if (alike(at, above)) {
    return isZero(above)
      ? { left, relation: '<', right, yes: below, no: above }
      : { left, relation: '>=', right, yes: above, no: below };
  }
  if (alike(at, below)) {
    return isZero(above)
      ? { left, relation: '<=', right, yes: below, no: above }
      : { left, relation: '>', right, yes: above, no: below };
  }
  const rest = apply('piecewise', left, right, below, at, at);
  return { left, relation: '>', right, yes: above, no: rest };
}

function isZero(notation: Notation): boolean {
  return same(notation, num(new Fraction(0)));
}

function same(a: Notation, b: Notation): boolean {
  return a === b || text(a) === text(b);
}
