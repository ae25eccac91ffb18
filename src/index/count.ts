import type { Definition, Formula } from './formula.ts';

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
      return 0;
    case 'add':
      return formula.terms.reduce((count, term) => count + bound(term), 1);
    case 'multiply':
      // A constant among the factors becomes a coefficient of its own: one product more.
      return formula.factors.reduce((count, factor) => count + bound(factor), 2);
    case 'power':
      return bound(formula.base) + 1;
    case 'apply':
      return bound(formula.argument) + 1;
    case 'sum':
    case 'max':
      return formula.over.reduce((count, { size }) => count * size, bound(formula.body)) + 1;
  }
}
