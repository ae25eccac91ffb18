import Fraction from 'fraction.js';
import type { AnsweredEntry, Precision } from '../answers/answer.ts';
import type { EntryReader } from '../answers/entry-reader.ts';
import { BadInput } from '../bad-input.ts';
import { definitionValues } from '../evaluate/law-values.ts';
import { isExact, type Quantity, toFloat } from '../evaluate/quantity.ts';
import { hasKind } from '../index/formula.ts';
import type { Tensor } from '../index/tensor.ts';
import { exactDouble } from '../values/exact-double.ts';
import { isNumber, judged, type NumberEntry, slackOf } from '../verify/judge-number.ts';
import type { Expected, Verdict } from '../verify/verdict.ts';

/** What stands in a number field: a number, nothing, or something that is no number, with the reason. */
export type NumberGiven =
  | { readonly kind: 'number'; readonly entry: NumberEntry }
  | { readonly kind: 'blank' }
  | { readonly kind: 'other'; readonly reason: string };

/** Reads a number as it was written: 3/4, -1 1/2, 0.67, 1,5, 2*3, sqrt(2)/2. What cannot be read is no number. */
export function numberGiven(written: string, reader: EntryReader): NumberGiven {
  let entry: AnsweredEntry;
  try {
    entry = reader.entry(written, 'decimal');
  } catch (error) {
    if (error instanceof BadInput) return { kind: 'other', reason: error.message };
    throw error;
  }
  if (isNumber(entry)) return { kind: 'number', entry };
  if (entry.kind === 'blank') return { kind: 'blank' };
  if (entry.kind === 'not finite') return { kind: 'other', reason: 'this is no finite number.' };
  if (hasKind(entry.formula, 'entry'))
    return { kind: 'other', reason: 'this is a formula, where a number is asked.' };
  const value = doubleOf(entry);
  if (!value) return { kind: 'other', reason: 'this has no finite value.' };
  return { kind: 'number', entry: { kind: 'float', value, precision: 'float64', written } };
}

const constant: Tensor = { name: 'constant', shape: [], role: 'output' };

/** sqrt(2)/2 in double precision. */
function doubleOf({ formula }: Extract<AnsweredEntry, { kind: 'formula' }>): Fraction | undefined {
  const definition = { output: constant, over: [], subscripts: [], body: formula };
  const [value] = definitionValues([definition], new Map(), { ties: 'first', kink: '0' });
  return Number.isFinite(value) ? exactDouble(value) : undefined;
}

/**
 * Whether a number is this quantity. Rounding is forgiven as the number declares it, but never more than a unit of the
 * first decimal or a hundredth allow: "0 ± 100" is not every number. `slack` is what else it may be away.
 */
export function judgedNumber(
  entry: NumberEntry,
  precision: Precision | undefined,
  quantity: Quantity,
  slack = 0,
): Verdict | undefined {
  const float = toFloat(quantity);
  // A comparison with what is no number says nothing.
  if (!Number.isFinite(float)) return undefined;
  const expected: Expected = { node: nowhere, exact: isExact(quantity) ? quantity : null, float };
  const most = mostSlack(float);
  const forgiven = forgivenIn(entry, float);
  const ownSlack = slackOf(
    forgiven,
    precision,
    expected,
    (which) => machine[which] * Math.max(1, Math.abs(float)),
    {},
  );
  return judged(forgiven, expected, Math.min(ownSlack + Math.min(slack, most), most), {});
}

/** Half a unit of the last digit of a decimal, as far as it is forgiven; 0 for other numbers. */
export function roundingIn(entry: NumberEntry): number {
  const float = entry.value.valueOf();
  const forgiven = forgivenIn(entry, float);
  return forgiven.kind === 'rounded' ? forgiven.slack.valueOf() : 0;
}

function forgivenIn(entry: NumberEntry, float: number): NumberEntry {
  const most = mostSlack(float);
  if (entry.kind !== 'rounded' || entry.slack.valueOf() <= most) return entry;
  return { ...entry, slack: new Fraction(most) };
}

function mostSlack(float: number): number {
  return Math.max(1 / 20, Math.abs(float) / 200);
}

/** The quantities of a sheet were not made in a graph of their own. */
const nowhere = -1;

/** How far, relative to the number, a few operations in some arithmetic go wrong. */
const machine: Readonly<Record<Precision, number>> = {
  float64: 2 ** -44,
  float32: 2 ** -18,
  float16: 2 ** -8,
  bfloat16: 2 ** -6,
};
