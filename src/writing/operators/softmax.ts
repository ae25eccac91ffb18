import type { Affine } from '../../index/affine.ts';
import type { Entry, Formula } from '../../index/formula.ts';
import { match } from '../../index/match.ts';
import { raised, times } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import { arrayName, keptSubscripts, type OperatorForm, onlyLetter, type RuleTerm } from './operator.ts';

/** A softmax of an array along one of its axes. */
interface SoftmaxOf {
  readonly x: Entry;
  readonly axis: number;
}

/** The x of e^(x_k - log(sum over l of e^x_l)), where k is the place of the left-hand side: softmax(x). */
export function softmaxOf(formula: Formula, at: readonly Affine[]): SoftmaxOf | undefined {
  if (formula.kind !== 'apply' || formula.function !== 'exp') return undefined;
  const [exponent] = formula.arguments;
  if (exponent.kind !== 'add' || exponent.terms.length !== 2) return undefined;
  const [x, minusLog] = exponent.terms;
  if (
    x.kind !== 'entry' ||
    minusLog.kind !== 'multiply' ||
    JSON.stringify(x.subscripts) !== JSON.stringify(at)
  )
    return undefined;
  const [sign, log] = minusLog.factors;
  if (sign.kind !== 'number' || !sign.value.equals(-1) || log.kind !== 'logsumexp') return undefined;
  if (log.body.kind !== 'entry' || log.body.tensor !== x.tensor || log.where.length > 0) return undefined;
  const along = log.body.subscripts.flatMap((form, axis) =>
    JSON.stringify(form) === JSON.stringify(x.subscripts[axis]) ? [] : [{ axis, letter: onlyLetter(form) }],
  );
  const [only] = along;
  const whole =
    along.length === 1 &&
    log.over.length === 1 &&
    log.over[0].letter === only.letter &&
    log.over[0].size === x.tensor.shape[only.axis];
  return whole ? { x, axis: only.axis } : undefined;
}

/** s_k (delta_k - sum over i of delta_i s_i) = (diag(s) - s s^T) delta, for a softmax s of a vector. */
export function softmaxJacobian({ formula, left, style }: RuleTerm): OperatorForm | undefined {
  if (formula.kind !== 'multiply' || formula.factors.length !== 2) return undefined;
  const [s, rest] = formula.factors;
  if (rest.kind !== 'add' || rest.terms.length !== 2) return undefined;
  const [delta, negative] = rest.terms;
  if (delta.kind !== 'entry' || negative.kind !== 'multiply' || negative.factors.length !== 2)
    return undefined;
  const [sign, sum] = negative.factors;
  if (sign.kind !== 'number' || !sign.value.equals(-1) || sum.kind !== 'sum' || sum.body.kind !== 'multiply')
    return undefined;
  const [otherDelta, otherS] = sum.body.factors;
  const same = sum.body.factors.length === 2 && match(delta, otherDelta) && match(s, otherS);
  const named = style.known?.(s);
  if (!same || otherDelta.kind !== 'entry' || named?.kind !== 'symbol' || !left.subscripts.every(onlyLetter))
    return undefined;
  // Of a batch there is one such matrix for each sample.
  const kept = left.subscripts.flatMap((form, axis) =>
    JSON.stringify(form) === JSON.stringify(otherDelta.subscripts[axis]) ? [axis] : [],
  );
  const name: Notation = { ...named, subscripts: keptSubscripts(left, kept, style) };
  const diagonal: Notation = { kind: 'call', name: 'diag', arguments: [name] };
  const square = times([name, raised(name, { kind: 'words', text: 'T' })]);
  const jacobian: Notation = { kind: 'sum', terms: [diagonal, { kind: 'negative', of: square }] };
  return {
    kept,
    right: times([jacobian, arrayName(delta, kept, style)]),
    facts: [{ kind: 'softmax' }],
  };
}
