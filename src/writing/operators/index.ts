import { affineLetters } from '../../index/affine.ts';
import type { Definition, Entry, Formula } from '../../index/formula.ts';
import { plus } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import { type FormulaStyle, ofFormula } from '../of-formula.ts';
import { combination } from './combination.ts';
import { correlation } from './correlation.ts';
import { entrywise } from './entrywise.ts';
import { innerProduct } from './inner-product.ts';
import { matrixProduct } from './matrix-product.ts';
import { arrayName, type Fact, type OperatorForm, type RuleTerm } from './operator.ts';
import { rearranged } from './rearranged.ts';
import { softmaxJacobian } from './softmax.ts';
import { takesWholeAxes } from './whole-axes.ts';
import { windowsSideBySide } from './windows-side-by-side.ts';

/** The forms that terms are recognized as; the first that fits is taken. */
const forms: readonly ((term: RuleTerm) => OperatorForm | undefined)[] = [
  softmaxJacobian,
  entrywise,
  matrixProduct,
  correlation,
  combination,
  innerProduct,
  windowsSideBySide,
  rearranged,
];

/** A whole line in operators: the axes that keep subscripts on the left, and the right-hand sides. */
interface OperatorLine {
  readonly kept: readonly number[];
  readonly rights: readonly Notation[];
  readonly facts: readonly Fact[];
}

/** A rule or a law written with whole arrays in place of subscripts; undefined where it is none of the known forms. */
export function operatorLine(definition: Definition, style: FormulaStyle): OperatorLine | undefined {
  if (!takesWholeAxes(definition)) return undefined;
  const { body, output, subscripts, over } = definition;
  const left = { kind: 'entry', tensor: output, subscripts } as const;
  const terms = body.kind === 'add' ? body.terms : [body];
  const whole = formOf({ formula: body, left, over, style });
  if (whole) return lineOf([whole]);
  const made = terms.map((formula) => ({ formula, form: formOf({ formula, left, over, style }) }));
  const first = made.find(({ form }) => form && form.kept.length > 0)?.form ?? made[0].form;
  if (!first) return undefined;
  const all: OperatorForm[] = [];
  for (const { formula, form } of made) {
    // What only speaks of the subscripts that are kept stands as it is: the bias b_f.
    const plain = standsAlone(formula, left, first.kept, style);
    const fits = form && String(form.kept) === String(first.kept) ? form : undefined;
    if (fits) all.push(fits);
    else if (plain) all.push({ kept: first.kept, right: plain, facts: [] });
    else return undefined;
  }
  return lineOf(all);
}

function formOf(term: RuleTerm): OperatorForm | undefined {
  for (const form of forms) {
    const found = form(term);
    if (found) return found;
  }
  return undefined;
}

function lineOf(all: readonly OperatorForm[]): OperatorLine {
  const rights = [plus(all.map(({ right }) => right))];
  if (all.some(({ also }) => also)) rights.push(plus(all.map(({ right, also }) => also ?? right)));
  return { kept: all[0].kept, rights, facts: all.flatMap(({ facts }) => facts) };
}

/** A bias b_f, or an array that is added as a whole. */
function standsAlone(
  formula: Formula,
  left: Entry,
  kept: readonly number[],
  style: FormulaStyle,
): Notation | undefined {
  if (formula.kind !== 'entry') return undefined;
  if (JSON.stringify(formula.subscripts) === JSON.stringify(left.subscripts))
    return arrayName(formula, kept, style);
  const letters = new Set(affineLetters(...kept.map((axis) => left.subscripts[axis])));
  const speaks = formula.subscripts.every(({ terms }) => terms.every(({ letter }) => letters.has(letter)));
  return speaks ? ofFormula(formula, style) : undefined;
}
