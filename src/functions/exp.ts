import Fraction from 'fraction.js';
import { apply } from '../expr/apply.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import { num, plus, raised, ratio, sym, times } from '../notation/build.ts';
import type { Notation } from '../notation/notation.ts';
import { called, inPython } from './spelled.ts';

/** e^x */
export const exp: ScalarFunction = {
  name: 'exp',
  summary: 'e^x',
  arity: 1,
  value: ([x]) => Math.exp(x),
  exact: ([x]) => (x.equals(0) ? new Fraction(1) : null),
  derivative: (graph, [x]) => [apply(graph, 'exp', x)],
  notation: ([x]) => {
    // e^(a - log b) = e^a / b, which is how a softmax is written
    const terms = x.kind === 'sum' ? x.terms : [x];
    const below = terms.flatMap((term) => (isNegativeLog(term) ? term.of.arguments : []));
    const above = terms.filter((term) => !isNegativeLog(term));
    const over = above.length === 0 ? num(1) : raised(sym('e'), plus(above));
    return below.length === 0 ? over : ratio(over, times(below));
  },
  code: {
    js: called('Math.exp'),
    c: called('exp'),
    ...inPython((library) => called(`${library}.exp`)),
  },
  typed: { name: 'exp', as: 'exp' },
  // nerdamer simplifies quotients of exponentials to what they are not: e^(x - log(e^x + e^y)) to e^(x - 1).
  branch: () => undefined,
  branches: false,
  kinkAt: () => undefined,
};

type Call = Extract<Notation, { kind: 'call' }>;

function isNegativeLog(term: Notation): term is { kind: 'negative'; of: Call } {
  return term.kind === 'negative' && term.of.kind === 'call' && term.of.name === 'log';
}
