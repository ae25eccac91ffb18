import type { Affine } from '../../index/affine.ts';
import { type Application, type Formula, hasKind, isReduction, parts } from '../../index/formula.ts';
import { sym } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import { withParts } from '../../notation/with-parts.ts';
import { type FormulaStyle, ofFormula } from '../of-formula.ts';
import { arrayName, keptSubscripts, type OperatorForm, type RuleTerm, withSubscripts } from './operator.ts';
import { softmaxOf } from './softmax.ts';

/**
 * The same for every entry, from the entries at its place: delta (.) f'(x). Its Jacobian is diagonal. A softmax and the
 * target class are vectors along one axis: of the other axes subscripts are kept, softmax(x_s) - e_{y_s}.
 */
export function entrywise({ formula, left, style }: RuleTerm): OperatorForm | undefined {
  const at = left.subscripts;
  if (at.length === 0 || !speaksOnlyOfItsPlace(formula, at) || !speaksOfArrays(formula)) return undefined;
  const [axis, ...others] = new Set(vectorAxes(formula, at));
  if (others.length > 0) return undefined;
  const kept = axis === undefined ? [] : at.flatMap((_, index) => (index === axis ? [] : [index]));
  const bare: FormulaStyle = {
    ...style,
    known: (part) => {
      const softmax = softmaxOf(part, at);
      if (softmax) return { kind: 'call', name: 'softmax', arguments: [arrayName(softmax.x, kept, style)] };
      // The class y as the vector that is 1 at y and 0 elsewhere.
      if (part.kind === 'apply' && part.function === 'isClass' && part.arguments[0].kind === 'entry') {
        const [target] = part.arguments;
        return sym('e', arrayName(target, [...target.subscripts.keys()], style));
      }
      if (part.kind === 'entry')
        return sameSubscripts(part.subscripts, at) ? arrayName(part, kept, style) : undefined;
      const named = style.known?.(part);
      return named?.kind === 'symbol' ? withSubscripts(named, keptSubscripts(left, kept, style)) : undefined;
    },
  };
  const right = entrywiseProducts(ofFormula(formula, bare));
  return { kept, right, facts: right.kind === 'operation' ? [{ kind: 'jacobian' }] : [] };
}

/** A number alone is no array. */
function speaksOfArrays(formula: Formula): boolean {
  return hasKind(formula, 'entry');
}

/** The axes along which a softmax or the target class is a vector. */
function vectorAxes(formula: Formula, at: readonly Affine[]): number[] {
  const softmax = softmaxOf(formula, at);
  if (softmax) return [softmax.axis];
  if (formula.kind === 'apply' && formula.function === 'isClass') return classAxes(formula, at);
  return parts(formula).flatMap((part) => vectorAxes(part, at));
}

/** The axis whose letter is compared with the target class; none where there is one class, and so no letter. */
function classAxes({ arguments: [, place] }: Application, at: readonly Affine[]): number[] {
  if (place.kind !== 'place' || place.value.terms.length === 0) return [];
  return at.flatMap((form, axis) => (sameSubscripts([form], [place.value]) ? [axis] : []));
}

/** Whether every entry is that at the place of the left-hand side. */
function speaksOnlyOfItsPlace(formula: Formula, at: readonly Affine[]): boolean {
  if (softmaxOf(formula, at)) return true;
  if (formula.kind === 'entry') return sameSubscripts(formula.subscripts, at);
  if (formula.kind === 'apply' && formula.function === 'isClass') return classAxes(formula, at).length === 1;
  if (isReduction(formula) || ['where', 'winner', 'place'].includes(formula.kind)) return false;
  return parts(formula).every((part) => speaksOnlyOfItsPlace(part, at));
}

function sameSubscripts(left: readonly Affine[], right: readonly Affine[]): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** Between whole arrays a product is written with its sign; numbers stand before. */
function entrywiseProducts(notation: Notation): Notation {
  // Subscripts are no arrays.
  if (notation.kind === 'symbol' || notation.kind === 'derivative') return notation;
  const made = withParts(notation, entrywiseProducts);
  if (made.kind !== 'product') return made;
  const numbers = made.factors.filter(({ kind }) => kind === 'number');
  const [first, ...rest] = made.factors.filter(({ kind }) => kind !== 'number');
  const joined = rest.reduce<Notation>(
    (left, right) => ({ kind: 'operation', operator: 'entrywise', of: [left, right] }),
    first,
  );
  return numbers.length === 0 ? joined : { ...made, factors: [...numbers, joined] };
}
