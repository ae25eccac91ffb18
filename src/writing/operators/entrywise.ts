import { type Affine, type Formula, isReduction } from '../../index/formula.ts';
import { sym } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import { type FormulaStyle, ofFormula } from '../of-formula.ts';
import { arrayName, type OperatorForm, type Term } from './operator.ts';
import { softmaxOf } from './softmax.ts';

/** The same for every entry, from the entries at its place: delta (.) f'(x). Its Jacobian is diagonal. */
export function entrywise({ formula, left, style }: Term): OperatorForm | undefined {
  if (left.subscripts.length === 0) return undefined;
  const bare: FormulaStyle = {
    ...style,
    shown: (tensor) => style.shown(tensor),
    letter: (name) => style.letter(name),
    call: (name, ...given) => style.call(name, ...given),
    known: (part) => {
      const softmax = softmaxOf(part, left.subscripts);
      if (softmax) return { kind: 'call', name: 'softmax', arguments: [arrayName(softmax, [], style)] };
      // The class y as the vector that is 1 at y and 0 elsewhere.
      if (part.kind === 'apply' && part.function === 'isClass' && part.arguments[0].kind === 'entry')
        return sym('e', arrayName(part.arguments[0], [], style));
      if (part.kind === 'entry')
        return sameSubscripts(part.subscripts, left.subscripts) ? arrayName(part, [], style) : undefined;
      const named = style.known?.(part);
      return named?.kind === 'symbol' ? sym(named.name) : undefined;
    },
  };
  if (!speaksOnlyOfItsPlace(formula, left.subscripts)) return undefined;
  const right = entrywiseProducts(ofFormula(formula, bare));
  return { kept: [], right, facts: right.kind === 'operation' ? [{ kind: 'jacobian' }] : [] };
}

/** Whether every entry is that at the place of the left-hand side. */
function speaksOnlyOfItsPlace(formula: Formula, at: readonly Affine[]): boolean {
  if (softmaxOf(formula, at)) return true;
  if (formula.kind === 'entry') return sameSubscripts(formula.subscripts, at);
  if (formula.kind === 'apply' && formula.function === 'isClass') return true;
  if (isReduction(formula) || formula.kind === 'winner' || formula.kind === 'place') return false;
  return partsOf(formula).every((one) => speaksOnlyOfItsPlace(one, at));
}

function partsOf(formula: Formula): readonly Formula[] {
  switch (formula.kind) {
    case 'add':
      return formula.terms;
    case 'multiply':
      return formula.factors;
    case 'power':
      return [formula.base];
    case 'apply':
    case 'slope':
      return formula.arguments;
    default:
      return [];
  }
}

function sameSubscripts(one: readonly Affine[], other: readonly Affine[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Between whole arrays a product is written with its sign; numbers stand before. */
function entrywiseProducts(notation: Notation): Notation {
  switch (notation.kind) {
    case 'product': {
      const numbers = notation.factors.filter(({ kind }) => kind === 'number');
      const arrays = notation.factors.filter(({ kind }) => kind !== 'number').map(entrywiseProducts);
      const [first, ...rest] = arrays;
      const joined = rest.reduce<Notation>(
        (one, other) => ({ kind: 'operation', operator: 'entrywise', of: [one, other] }),
        first,
      );
      return numbers.length === 0 ? joined : { ...notation, factors: [...numbers, joined] };
    }
    case 'sum':
      return { ...notation, terms: notation.terms.map(entrywiseProducts) };
    case 'negative':
      return { ...notation, of: entrywiseProducts(notation.of) };
    case 'fraction':
      return {
        ...notation,
        over: entrywiseProducts(notation.over),
        under: entrywiseProducts(notation.under),
      };
    default:
      return notation;
  }
}
