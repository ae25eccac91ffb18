import type { Definition, Formula, Reduction } from './formula.ts';

/**
 * An upper bound of the nodes that expanding this definition makes, from its ranges alone, so that it can be asked
 * before any memory is taken. Infinity where it exceeds what numbers can count.
 */
export function nodeBound(definition: Definition): number {
  const outputs = definition.over.reduce((count, { size }) => count * size, 1);
  return outputs * bound(definition.body);
}

function bound(formula: Formula): number {
  switch (formula.kind) {
    case 'number':
    case 'entry':
    case 'place':
      return 0;
    case 'add':
      return formula.terms.reduce((count, term) => count + bound(term), 1);
    case 'multiply':
      // A constant among the factors becomes a coefficient of its own: one product more.
      return formula.factors.reduce((count, factor) => count + bound(factor), 2);
    case 'power':
      return bound(formula.base) + 1;
    case 'apply':
      return formula.arguments.reduce((count, argument) => count + bound(argument), 1);
    case 'slope':
      // Derivatives of the catalogue are a few nodes each.
      return formula.arguments.reduce((count, argument) => count + bound(argument), 8);
    case 'where':
      return bound(formula.body);
    case 'winner':
      return bound(formula.of) + 1;
    case 'sum':
      return members(formula) * bound(formula.body) + 1;
    case 'max':
    case 'logsumexp':
      // The derivative has a node of its own for every member.
      return members(formula) * (bound(formula.body) + 1) + 1;
  }
}

/**
 * How many members a reduction has at most. A narrow condition, such as the one place where 0 <= u - s i - m < 1,
 * leaves few values of one of its letters for given values of the others.
 */
function members({ over, where }: Reduction): number {
  const sizes = new Map(over.map(({ letter, size }) => [letter, size]));
  const narrowed = new Set<string>();
  for (const { value, below } of where) {
    let [best, fewest] = ['', Number.POSITIVE_INFINITY];
    for (const { letter, coefficient } of value.terms) {
      const size = sizes.get(letter);
      const values = Math.ceil(below / Math.abs(coefficient));
      if (size !== undefined && !narrowed.has(letter) && values < size && values / size < fewest) {
        [best, fewest] = [letter, values / size];
      }
    }
    if (best === '') continue;
    narrowed.add(best);
    sizes.set(best, Math.ceil(fewest * (sizes.get(best) ?? 1)));
  }
  return [...sizes.values()].reduce((count, size) => count * size, 1);
}
