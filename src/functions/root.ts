import { apply } from '../expr/apply.ts';
import { atom, Binds, within } from '../expr/code.ts';
import { exactPower } from '../expr/exact-power.ts';
import type { ScalarFunction } from '../expr/graph.ts';
import { power } from '../expr/power.ts';
import { product } from '../expr/product.ts';
import { num, raised, ratio } from '../notation/build.ts';
import type { Notation } from '../notation/notation.ts';
import { inPython } from './spelled.ts';

/**
 * root(x, p) = x^(1/p), p a constant. At x = 0 its slope is infinite on the right; as in PyTorch's LPPool2d the derivative taken
 * there is 0.
 */
export const root: ScalarFunction = {
  name: 'root',
  summary: 'x^(1/p), with the derivative 0 at x = 0',
  arity: 2,
  value: ([x, p]) => (p === 2 ? Math.sqrt(x) : x ** (1 / p)),
  exact: ([x, p]) => exactPower(x, p.inverse()),
  // x^(1/p) / (p x), which is x^(1/p - 1) / p
  derivative: (graph, [x, p]) => {
    const inverse = graph.valueOf(p).inverse();
    const slope = product(graph, [graph.constant(inverse), power(graph, x, graph.constant(inverse.sub(1)))]);
    return [apply(graph, 'piecewise', x, graph.zero, slope, graph.zero, slope), null];
  },
  notation: ([x, p]) =>
    isTwo(p) ? { kind: 'call', name: 'sqrt', arguments: [x] } : raised(x, ratio(num(1), p)),
  code: {
    js: {
      call: ([x, p]) =>
        p.text === '2'
          ? atom(`Math.sqrt(${x.text})`)
          : {
              text: `${within(x, Binds.Atom)} ** (1 / ${within(p, Binds.Sign)})`,
              binds: Binds.Power,
              leadsWithPower: true,
            },
    },
    c: { call: ([x, p]) => atom(p.text === '2.0' ? `sqrt(${x.text})` : `pow(${x.text}, 1.0 / (${p.text}))`) },
    ...inPython((library) => ({
      call: ([x, p]) =>
        p.text === '2'
          ? atom(`${library}.sqrt(${x.text})`)
          : { text: `${within(x, Binds.Atom)} ** (1 / ${within(p, Binds.Sign)})`, binds: Binds.Power },
    })),
  },
  branch: ([x, p]) => `(${x})^(1/(${p}))`,
  branches: false,
  kinkAt: () => undefined,
};

function isTwo(notation: Notation): boolean {
  return notation.kind === 'number' && notation.value.equals(2);
}
