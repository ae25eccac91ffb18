import { affineLetters } from '../../index/affine.ts';
import { apart } from '../../index/apart.ts';
import type { Condition, Definition, Entry } from '../../index/formula.ts';
import { type LocalDerivative, localDerivatives } from '../../index/local-derivative.ts';
import type { Tensor } from '../../index/tensor.ts';
import { compare, lossSymbol, num, partial, plus, quotientOf, times } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import { text } from '../../notation/text.ts';
import { shownAxes } from '../../writing/entry-name.ts';
import {
  brackets,
  entryOf,
  leftOf,
  letterRanges,
  ofAffine,
  ofCondition,
  ofFormula,
} from '../../writing/of-formula.ts';
import { recognizing } from '../../writing/recognize.ts';
import type { EquationLine } from '../block.ts';
import { equals } from '../prose.ts';
import type { Setting } from '../setting.ts';

/**
 * d output / d entry for the entries of the wanted tensors in a (simplified) definition, in index letters. The loss is
 * called `direct` where a layer takes the tensor too, since dL/d(entry) is more than this.
 */
export function localLines(
  setting: Setting,
  definitions: readonly Definition[],
  wanted: ReadonlySet<Tensor>,
  overlapping: boolean,
): EquationLine[] {
  return definitions.flatMap((definition) => linesOf(setting, definition, wanted, overlapping));
}

function linesOf(
  setting: Setting,
  definition: Definition,
  wanted: ReadonlySet<Tensor>,
  overlapping: boolean,
): EquationLine[] {
  const { names } = setting;
  const style = recognizing(names.style, definition, overlapping);
  const byTensor = new Map<Tensor, LocalDerivative[]>();
  for (const local of localDerivatives(definition)) {
    const { tensor } = local.by;
    if (wanted.has(tensor)) byTensor.set(tensor, [...(byTensor.get(tensor) ?? []), local]);
  }
  return [...byTensor.values()].map((uses) => {
    // The use whose letters run over most entries says which entry is meant; x[i] is the x[k] with k = i.
    const [general] = uses.toSorted((a, b) => b.bound.length - a.bound.length);
    const outside = new Set([...definition.over, ...general.bound].map(({ letter }) => letter));
    const terms = uses.map((use) =>
      overOthers(
        setting,
        use,
        product([
          ...sameEntry(setting, use.by, general.by),
          ...use.factors.map((factor) => ofFormula(apart(factor, outside), style)),
        ]),
      ),
    );
    return equals(
      partial(leftFor(setting, definition, general.by.tensor), entryOf(general.by, names.style)),
      plus(terms),
    );
  });
}

function leftFor(setting: Setting, definition: Definition, tensor: Tensor): Notation {
  const { names } = setting;
  if (definition.output.role !== 'loss') return leftOf(definition, names.style);
  return takenByLayers(setting, tensor) ? directLoss : names.loss;
}

/** What L is of the tensors that stand in it, all others held fixed. */
export const directLoss: Notation = lossSymbol({ kind: 'words', text: 'direct' });

/** Whether what L itself adds to the gradient is not all of it. */
export function takenByLayers({ model }: Setting, tensor: Tensor): boolean {
  return model.steps.some(({ inputs, parameters }) => inputs.includes(tensor) || parameters.includes(tensor));
}

/**
 * Summed over the letters that do not say which entry is meant: it is used once for each of their values. Conditions
 * stand below the sum, or in brackets where they speak of none of its letters; that the entry is there goes without saying.
 */
function overOthers({ names }: Setting, { by, bound, where }: LocalDerivative, term: Notation): Notation {
  const letters = new Set(affineLetters(...by.subscripts));
  const others = bound.filter(({ letter }) => !letters.has(letter));
  const conditions = where.filter((condition) => !saysThatItIsThere(condition, by));
  const inSum = conditions.filter(({ value }) =>
    value.terms.some(({ letter }) => others.some((range) => range.letter === letter)),
  );
  const outside = conditions.filter((condition) => !inSum.includes(condition));
  const summed: Notation =
    others.length === 0
      ? term
      : {
          kind: 'reduction',
          operator: 'sum',
          over: letterRanges(others, names.style),
          where: inSum.map((condition) => ofCondition(condition, names.style)),
          body: term,
        };
  return outside.length === 0 ? summed : times([...brackets(outside, names.style), summed]);
}

function saysThatItIsThere({ value, below }: Condition, { tensor, subscripts }: Entry): boolean {
  return subscripts.some(
    (form, axis) => tensor.shape[axis] === below && JSON.stringify(form) === JSON.stringify(value),
  );
}

/** The bracket [k = i] where two uses of a tensor have different subscripts; nothing where they are the same. */
function sameEntry({ names }: Setting, left: Entry, right: Entry): Notation[] {
  return shownAxes(left.tensor.shape).flatMap((axis): Notation[] => {
    const [a, b] = [left, right].map(({ subscripts }) => ofAffine(subscripts[axis], names.style));
    return text(a) === text(b) ? [] : [{ kind: 'bracket', condition: compare(a, '=', b) }];
  });
}

/** The product of the factors, with what is divided by below one line. */
function product(factors: readonly Notation[]): Notation {
  const inverse = (factor: Notation): boolean =>
    factor.kind === 'fraction' && factor.over.kind === 'number' && factor.over.value.equals(1);
  const below = factors.flatMap((factor) =>
    factor.kind === 'fraction' && inverse(factor) ? [factor.under] : [],
  );
  const above = factors.filter((factor) => !inverse(factor));
  if (below.length === 0) return above.length === 0 ? num(1) : times(above);
  return quotientOf(above, below);
}
