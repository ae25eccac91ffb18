import type { EntryReader } from '../answers/entry-reader.ts';
import { BadInput } from '../bad-input.ts';
import type { Inline } from '../document/block.ts';
import { type FieldAnswer, letterOf } from '../exercises/question.ts';
import type { EntryOf } from '../model/subject.ts';
import { text } from '../notation/text.ts';

export type ChoiceAnswer = Extract<FieldAnswer, { kind: 'choice' }>;

/** Which option is meant, "none" of them, or nothing. */
type OptionGiven = number | 'none' | 'blank';

/**
 * The option that an answer names: by its letter (B, b, "(b)", "B: o_12"), by its text, or by the entry that it is about
 * in any way of writing it.
 */
export function optionGiven(
  written: string,
  { options }: ChoiceAnswer,
  entries: readonly (EntryOf | undefined)[],
  reader: EntryReader,
): OptionGiven {
  const text = bare(written);
  if (/^[?_…-]*$/.test(text)) return 'blank';
  const byText = options.findIndex((option) => bare(plainText(option)) === text);
  if (byText >= 0) return byText;
  const letter = /^\(?([a-z])(?:\)|[:.].*)?$/i.exec(text)?.[1]?.toUpperCase();
  const byLetter = options.findIndex((_, at) => letterOf(at) === letter);
  if (byLetter >= 0) return byLetter;
  const byEntry = entries.findIndex((entry) => entry && names(text, entry, reader));
  return byEntry >= 0 ? byEntry : 'none';
}

/** "B: o_12" */
export function optionText({ options }: ChoiceAnswer, option: number): string {
  return `${letterOf(option)}: ${plainText(options[option])}`;
}

function names(text: string, { tensor, place }: EntryOf, reader: EntryReader): boolean {
  try {
    const { text: plain } = reader.plain(text);
    const found = reader.mentions.at(plain, 0);
    if (!found || found.derivative || found.end < plain.length) return false;
    return found.tensor === tensor && found.place === place;
  } catch (error) {
    if (error instanceof BadInput) return false;
    throw error;
  }
}

function bare(text: string): string {
  return text.replace(/\s+/g, '');
}

function plainText(option: readonly Inline[]): string {
  return option
    .map((piece) =>
      typeof piece === 'string' ? piece : piece.kind === 'math' ? text(piece.notation) : piece.text,
    )
    .join('');
}
