import { atom, Binds, type Code, within } from '../../expr/code.ts';
import type { Entry, Formula, Reduction } from '../../index/formula.ts';
import { freeLetters } from '../../index/free-letters.ts';
import { affineCode } from '../../program/text/affine-code.ts';
import type { Branch } from '../../program/text/branch.ts';
import { expression, type Spelling } from '../../program/text/expression.ts';
import { type ArrayView, aligned, inBrackets, indexOf, withAxes, withNewAxes } from './axis.ts';
import { constantCall, isConstant } from './constants.ts';
import type { ArrayLibrary } from './library.ts';
import { axesArgument, axesText, summedCode } from './summed.ts';

/** A formula over whole arrays, with the axes of the view; those that it does not depend on may have the size 1 or be left out in front. */
export function arrayCode(formula: Formula, view: ArrayView, library: ArrayLibrary): Code {
  return expression(formula, spellingFor(view, library));
}

function spellingFor(view: ArrayView, library: ArrayLibrary): Spelling {
  return {
    entry: (entry) => entryCode(entry, view, library),
    place: (form) => placeCode(form, view, library),
    reduction: (reduction) => reductionCode(reduction, view, library),
    number: atom,
    power: (base, exponent, formula) =>
      exponent.equals(0.5)
        ? isConstant(formula)
          ? atom(`math.sqrt(${base.text})`)
          : library.call('root', [base, atom('2')])
        : { text: `${within(base, Binds.Atom)} ** ${exponent.valueOf()}`, binds: Binds.Power },
    call: (name, given, formulas) =>
      formulas.every(isConstant) ? constantCall(name, given, formulas) : library.call(name, given),
    choose: (branch, write) => choice(branch, write, library),
  };
}

function choice(
  { left, relation, right, yes, no }: Branch,
  write: (formula: Formula) => Code,
  library: ArrayLibrary,
): Code {
  const condition = `${within(write(left), Binds.Sum)} ${relation} ${within(write(right), Binds.Sum)}`;
  const value = (formula: Formula): string =>
    formula.kind === 'number' ? decimal(write(formula).text) : write(formula).text;
  return atom(library.where(condition, value(yes), value(no), isConstant(yes) && isConstant(no)));
}

/** 1 as 1.0: neither is to be a whole number only. */
function decimal(digits: string): string {
  return /^-?\d+$/.test(digits) ? `${digits}.0` : digits;
}

function entryCode(entry: Entry, view: ArrayView, library: ArrayLibrary): Code {
  const { tensor, subscripts } = entry;
  const indices = subscripts.map((form, axis) => indexOf(form, tensor.shape[axis], view));
  const texts = aligned(indices, view.axes);
  if (texts) return atom(`${tensor.name}${inBrackets(texts)}`);
  // Its axes stand in another order.
  const letters = indices.flatMap(({ letter }) => letter ?? []);
  const sorted = view.axes.filter((letter) => letters.includes(letter));
  const whole = `${tensor.name}${inBrackets(indices.map(({ text }) => text))}`;
  const turned = atom(
    library.transposed(
      whole,
      sorted.map((letter) => letters.indexOf(letter)),
    ),
  );
  return withNewAxes(turned, sorted, view.axes);
}

/** Letters that are axes as the numbers that they run through. */
function placeCode(form: Parameters<Spelling['place']>[0], view: ArrayView, library: ArrayLibrary): Code {
  const runs = form.terms.flatMap((term) => {
    const extent = view.extents.get(term.letter);
    if (!extent) return [];
    const from = affineCode(extent.from).text;
    const range = `${library.module}.arange(${from === '0' ? '' : `${from}, `}${affineCode(extent.below).text})`;
    const code = withNewAxes(atom(range), [term.letter], view.axes);
    return [{ coefficient: term.coefficient, code }];
  });
  const rest = { ...form, terms: form.terms.filter(({ letter }) => !view.extents.has(letter)) };
  const texts = runs.map(({ coefficient, code }) =>
    coefficient === 1 ? code.text : `${coefficient} * ${code.text}`,
  );
  if (runs.length === 0) return affineCode(rest);
  if (rest.constant !== 0 || rest.terms.length > 0) texts.push(affineCode(rest).text);
  if (texts.length === 1 && runs[0].coefficient === 1) return runs[0].code;
  return { text: texts.join(' + ').replaceAll('+ -', '- '), binds: Binds.Sum };
}

/** A sum, maximum or logarithm of a sum of exponentials that needs no loop. */
function reductionCode(reduction: Reduction, view: ArrayView, library: ArrayLibrary): Code {
  const { kind, over, body } = reduction;
  if (kind === 'sum')
    return summedCode(body, over, view, library, (part, at) => arrayCode(part, at, library));
  const inside = withAxes(view, over);
  const free = freeLetters(body);
  const kept = view.axes.filter((letter) => free.has(letter));
  // The largest of equal numbers is each of them: an axis of size 1 has left no letter in the array.
  const met = kind === 'max' ? over.filter((range) => free.has(range.letter)) : over;
  if (met.length === 0) return arrayCode(body, view, library);
  const metLetters = met.map((range) => range.letter);
  if (!metLetters.every((letter) => free.has(letter)))
    throw new Error(`a ${kind} over what it does not depend on`);
  const array = arrayCode(body, { ...inside, axes: [...kept, ...metLetters] }, library);
  const places = metLetters.map((_, at) => kept.length + at);
  const code =
    kind === 'max'
      ? atom(`${within(array, Binds.Atom)}.${library.largest}(${axesArgument(places, kept, library)})`)
      : atom(library.logsumexp(array.text, axesText(places)));
  return withNewAxes(code, kept, view.axes);
}
