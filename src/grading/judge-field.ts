import Fraction from 'fraction.js';
import type { EntryReader } from '../answers/entry-reader.ts';
import { type Quantity, toFloat } from '../evaluate/quantity.ts';
import type { FieldAnswer } from '../exercises/question.ts';
import type { EntryOf } from '../model/subject.ts';
import type { Notation } from '../notation/notation.ts';
import type { Precision } from '../values/number-type.ts';
import { answerNotation } from '../worksheet/fields-shown.ts';
import { type ChoiceAnswer, optionGiven, optionText } from './judge-choice.ts';
import { judgedNumber, type NumberGiven } from './judge-numbers.ts';
import type { FieldMark } from './mark.ts';
import type { FollowedEntry } from './own-answers.ts';

export interface Judged extends Pick<FieldMark, 'outcome' | 'followed' | 'remark'> {
  /** The number that later answers go on from, where the answer is right or follows from those before. */
  readonly carried?: Quantity;
}

/** A number: right, right to its rounding, or what follows from own answers. */
export function judgedNumberField(
  answer: Extract<FieldAnswer, { kind: 'number' }>,
  given: NumberGiven,
  precision: Precision | undefined,
  following: readonly FollowedEntry[],
): Judged {
  const right = answer.exact ?? answer.float;
  const others = following.filter(({ quantity }) => !isSame(quantity, right));
  const first = others.find(({ byRounding }) => !byRounding);
  const followed = first && { followed: quantityNotation(first.quantity) };
  if (given.kind === 'blank') return { outcome: 'blank', ...followed };
  if (given.kind === 'other') return { outcome: 'wrong', remark: given.reason, ...followed };
  const verdict = judgedNumber(given.entry, precision, right);
  if (verdict) return { outcome: verdict === 'rounded' ? 'rounded' : 'right', carried: right };
  const follows = others.find(({ quantity, slack }) => judgedNumber(given.entry, precision, quantity, slack));
  if (!follows) return { outcome: 'wrong', ...followed };
  return { outcome: 'carried', followed: quantityNotation(follows.quantity), carried: follows.quantity };
}

/** A choice: the right option, or one of those that own numbers lead to. */
export function judgedChoiceField(
  answer: ChoiceAnswer,
  written: string,
  entries: readonly (EntryOf | undefined)[],
  following: readonly number[],
  reader: EntryReader,
): Judged {
  const option = optionGiven(written, answer, entries, reader);
  const others = following.includes(answer.right) ? [] : following;
  const shown = (option: number): Notation => ({ kind: 'words', text: optionText(answer, option) });
  const followed = others.length > 0 && { followed: shown(others[0]) };
  if (option === 'blank') return { outcome: 'blank', ...followed };
  if (option === 'none') return { outcome: 'wrong', remark: 'this is none of the options.', ...followed };
  if (option === answer.right) return { outcome: 'right' };
  return others.includes(option)
    ? { outcome: 'carried', followed: shown(option) }
    : { outcome: 'wrong', ...followed };
}

function isSame(left: Quantity, right: Quantity): boolean {
  if (left instanceof Fraction && right instanceof Fraction) return left.equals(right);
  return Math.abs(toFloat(left) - toFloat(right)) <= 1e-12 * Math.max(1, Math.abs(toFloat(right)));
}

function quantityNotation(quantity: Quantity): Notation {
  const exact = quantity instanceof Fraction ? quantity : null;
  return answerNotation({ kind: 'number', exact, float: toFloat(quantity) }, 3);
}
