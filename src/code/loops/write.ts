import { Binds, within } from '../../expr/code.ts';
import type { Affine } from '../../index/affine.ts';
import type { Condition, Formula, Range } from '../../index/formula.ts';
import { type Bound, extremes, type LetterSpan } from '../../program/bounds.ts';
import type { LoopStep } from '../../program/loops/loop-step.ts';
import { affineCode } from '../../program/text/affine-code.ts';
import { expression, type Spelling } from '../../program/text/expression.ts';
import { tieMessage } from '../text/tie-message.ts';

/** How a language with loops in braces writes steps. */
export interface LoopLanguage {
  readonly spelling: Spelling;
  readonly indent: string;
  /** "int", "let" */
  readonly letter: string;
  /** "==", "===" */
  readonly equal: string;
  /** Whether arrays are 0 when they are made, so that it need not be said. */
  readonly zeroed: boolean;
  /** The smallest number that there is: -INFINITY. */
  readonly lowest: string;
  /** The larger or smaller one of whole numbers. */
  choice(which: 'max' | 'min', bounds: readonly string[]): string;
  /** A quotient of whole numbers, rounded up. */
  quotient(form: Affine, divisor: number): string;
  variable(step: Extract<LoopStep, { kind: 'variable' }>, value: string): string;
  /** The larger of two numbers. */
  larger(left: string, right: string): string;
  /** Stops with a message. */
  refuse(message: string): string;
}

/** Lines of code; `ranges` are the letters that have values already. */
export function loopLines(
  steps: readonly LoopStep[],
  language: LoopLanguage,
  ranges: readonly Range[] = [],
): string[] {
  return steps.flatMap((step) => lines(step, language, ranges));
}

function lines(step: LoopStep, language: LoopLanguage, ranges: readonly Range[]): string[] {
  const code = (formula: Formula): string => expression(formula, language.spelling).text;
  const value = (formula: Formula | 'lowest'): string =>
    formula === 'lowest' ? language.lowest : code(formula);
  switch (step.kind) {
    case 'for': {
      const { letter, span } = step;
      const [from, below] = [limit('max', span.from, language), limit('min', span.below, language)];
      const head = `for (${language.letter} ${letter} = ${from}; ${letter} < ${below}; ${letter}++)`;
      const inner = loopLines(step.steps, language, [...ranges, rangeOf(letter, span, ranges)]);
      return inner.length === 0 ? [] : bracedLines(head, inner, language);
    }
    case 'if': {
      const asked = step.conditions.flatMap((condition) => comparisons(condition, ranges, language));
      const inner = loopLines(step.steps, language, ranges);
      return asked.length === 0 ? inner : bracedLines(`if (${asked.join(' && ')})`, inner, language);
    }
    case 'variable':
      return [language.variable(step, value(step.value))];
    case 'set':
      if (language.zeroed && step.value !== 'lowest' && isZero(step.value)) return [];
      return [`${code(step.to)} = ${value(step.value)};`];
    case 'add':
      return [adding(code(step.to), step.value, code)];
    case 'raise': {
      const to = code(step.to);
      return [`${to} = ${language.larger(to, code(step.value))};`];
    }
    case 'better': {
      const candidate = expression(step.candidate, language.spelling);
      const best = code(step.best);
      const inner = [`${best} = ${candidate.text};`, `${code(step.to)} = ${affineCode(step.place).text};`];
      const head = `if (${within(candidate, Binds.Sum)} ${step.orEqual ? '>=' : '>'} ${best})`;
      return bracedLines(head, inner, language);
    }
    case 'refuse':
      return bracedLines(`if (${code(step.number)} > 1)`, [language.refuse(tieMessage)], language);
  }
}

function isZero(formula: Formula): boolean {
  return formula.kind === 'number' && formula.value.equals(0);
}

/** to -= x reads better than to += -x. */
function adding(to: string, value: Formula, code: (formula: Formula) => string): string {
  const text = code(value);
  return text.startsWith('-') && value.kind === 'multiply'
    ? `${to} -= ${text.slice(1)};`
    : `${to} += ${text};`;
}

function bracedLines(head: string, inner: readonly string[], { indent }: LoopLanguage): string[] {
  const shifted = inner.map((line) => (line === '' ? line : `${indent}${line}`));
  // One statement, which may be a loop with its own braces, needs none around it.
  const single = inner.filter((line) => !line.startsWith(indent) && line !== '}').length === 1;
  return single ? [head, ...shifted] : [`${head} {`, ...shifted, '}'];
}

function limit(which: 'max' | 'min', bounds: readonly Bound[], language: LoopLanguage): string {
  const texts = bounds.map(({ form, divisor }) =>
    divisor === 1 ? affineCode(form).text : language.quotient(form, divisor),
  );
  return texts.length === 1 ? texts[0] : language.choice(which, texts);
}

/** A range that holds all values of the letter. */
function rangeOf(letter: string, { below }: LetterSpan, ranges: readonly Range[]): Range {
  const sizes = below.map(({ form, divisor }) => Math.ceil(extremes(form, ranges).most / divisor));
  return { letter, size: Math.max(1, Math.min(...sizes)) };
}

/** 0 <= value < below, without the side that always holds. */
function comparisons(
  { value, below }: Condition,
  ranges: readonly Range[],
  { equal }: LoopLanguage,
): string[] {
  const { least, most } = extremes(value, ranges);
  const { text } = affineCode(value);
  if (below === 1) return [`${text} ${equal} 0`];
  return [...(least < 0 ? [`${text} >= 0`] : []), ...(most >= below ? [`${text} < ${below}`] : [])];
}
