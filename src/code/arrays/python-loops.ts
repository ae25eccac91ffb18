import type { Affine } from '../../index/affine.ts';
import type { Condition, Range } from '../../index/formula.ts';
import { type Bound, type LetterSpan, spanOf } from '../../program/bounds.ts';
import type { CodeNames } from '../../program/code-names.ts';
import { affineCode } from '../../program/text/affine-code.ts';
import type { AxisExtent } from './axis.ts';

/** Loops around whole-array statements, and the extents of the axes in them. */
interface PythonLoops {
  readonly extents: ReadonlyMap<string, AxisExtent>;
  /** The lines of the loops around what they hold. */
  around(inner: readonly string[]): string[];
}

/**
 * Loops over some letters, slices along the others. Each condition bounds the axis it speaks of, or else the last of its
 * loops; bounds that are more than a form have names, i0 and i1.
 */
export function pythonLoops(
  ranges: readonly Range[],
  loops: ReadonlySet<string>,
  where: readonly Condition[],
  names: CodeNames,
): PythonLoops {
  const looped = ranges.filter(({ letter }) => loops.has(letter));
  const speaks = (condition: Condition, letter: string): boolean =>
    condition.value.terms.some((term) => term.letter === letter);
  const extents = new Map<string, AxisExtent>();
  /** Lines before the loop at this depth opens. */
  const named: string[][] = [[], ...looped.map(() => [])];
  for (const axis of ranges) {
    if (loops.has(axis.letter)) continue;
    const conditions = where.filter((condition) => speaks(condition, axis.letter));
    const span = spanOf(axis, conditions, looped);
    const depth =
      1 + looped.findLastIndex(({ letter }) => conditions.some((condition) => speaks(condition, letter)));
    const { extent, lines } = extentOf(axis.letter, span, names);
    extents.set(axis.letter, extent);
    named[depth].push(...lines);
  }
  const ofLoops = where.filter(
    (condition) => ![...extents.keys()].some((letter) => speaks(condition, letter)),
  );
  const never = ofLoops.some(
    ({ value, below }) => value.terms.length === 0 && (value.constant < 0 || value.constant >= below),
  );
  const spans = looped.map((range, at) => {
    const later = looped.slice(at + 1);
    const conditions = ofLoops.filter(
      (condition) =>
        speaks(condition, range.letter) && !later.some(({ letter }) => speaks(condition, letter)),
    );
    return spanOf(range, conditions, looped.slice(0, at));
  });
  const open = (at: number, inner: readonly string[]): string[] => {
    if (at === looped.length) return [...named[at], ...inner];
    const { from, below } = spans[at];
    const start = limit('max', from);
    const head = `for ${looped[at].letter} in range(${start === '0' ? '' : `${start}, `}${limit('min', below)}):`;
    return [...named[at], head, ...open(at + 1, inner).map((line) => `    ${line}`)];
  };
  return { extents, around: (inner) => (never ? [] : open(0, inner)) };
}

function extentOf(
  letter: string,
  { from, below, mayBeEmpty }: LetterSpan,
  names: CodeNames,
): { extent: AxisExtent; lines: readonly string[] } {
  const isForm = (bounds: readonly Bound[]): boolean => bounds.length === 1 && bounds[0].divisor === 1;
  if (isForm(from) && isForm(below) && !mayBeEmpty)
    return { extent: { from: from[0].form, below: below[0].form }, lines: [] };
  const [first, last] = names.ends(letter);
  const start = limit('max', from);
  const end = limit('min', below);
  const name = (text: string): Affine => ({ constant: 0, terms: [{ letter: text, coefficient: 1 }] });
  // A slice that ends before it begins would count from the end of its array.
  const lines = mayBeEmpty
    ? [`${first} = ${start}`, `${last} = max(${first}, ${end})`]
    : [`${first}, ${last} = ${start}, ${end}`];
  return { extent: { from: name(first), below: name(last) }, lines };
}

function limit(which: 'max' | 'min', bounds: readonly Bound[]): string {
  const texts = bounds.map(({ form, divisor }) =>
    divisor === 1
      ? affineCode(form).text
      : `(${affineCode({ ...form, constant: form.constant + divisor - 1 }).text}) // ${divisor}`,
  );
  return texts.length === 1 ? texts[0] : `${which}(${texts.join(', ')})`;
}
