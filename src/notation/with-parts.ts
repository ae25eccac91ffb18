import type { Notation } from './notation.ts';

/** The same notation with each of its parts replaced. */
export function withParts(notation: Notation, replace: (part: Notation) => Notation): Notation {
  switch (notation.kind) {
    case 'number':
    case 'decimal':
    case 'words':
    case 'dots':
      return notation;
    case 'symbol':
    case 'indicator':
      return { ...notation, subscripts: notation.subscripts.map(replace) };
    case 'negative':
      return { ...notation, of: replace(notation.of) };
    case 'sum':
      return { ...notation, terms: notation.terms.map(replace) };
    case 'product':
      return { ...notation, factors: notation.factors.map(replace) };
    case 'operation':
      return { ...notation, of: [replace(notation.of[0]), replace(notation.of[1])] };
    case 'fraction':
      return { ...notation, over: replace(notation.over), under: replace(notation.under) };
    case 'power':
      return { ...notation, base: replace(notation.base), exponent: replace(notation.exponent) };
    case 'call':
      return {
        ...notation,
        ...(notation.parameter && { parameter: replace(notation.parameter) }),
        arguments: notation.arguments.map(replace),
      };
    case 'reduction':
      return { ...notation, where: notation.where.map(replace), body: replace(notation.body) };
    case 'derivative':
      return {
        ...notation,
        of: replace(notation.of),
        by: replace(notation.by),
        ...(notation.and && { and: replace(notation.and) }),
      };
    case 'gradient':
      return {
        ...notation,
        of: replace(notation.of),
        by: replace(notation.by),
        subscripts: notation.subscripts.map(replace),
      };
    case 'comparison':
      return { ...notation, sides: notation.sides.map(replace) };
    case 'bracket':
      return { ...notation, condition: replace(notation.condition) };
    case 'matrix':
      return { ...notation, rows: notation.rows.map((row) => row.map(replace)) };
    case 'cases':
      return {
        ...notation,
        cases: notation.cases.map(({ value, when }) => ({ value: replace(value), when: replace(when) })),
      };
  }
}
