import type { Block, Inline } from '../document/block.ts';
import { paragraph } from '../document/prose.ts';
import type { Question } from '../exercises/question.ts';
import { text } from '../notation/text.ts';
import type { Sheet } from '../worksheet/sheet.ts';
import { type Accepted, acceptedOf } from './accepted.ts';
import type { LmsPart } from './lms-format.ts';

/** One question of one variant, with all that it needs to stand alone in a question bank. */
export interface BankQuestion {
  /** Made of the variant's code and the question's key: the same every time, and fit to be an XML identifier. */
  readonly id: string;
  /** "7KQ2-M0XA 1. Forward through Conv2d" */
  readonly title: string;
  readonly code: string;
  readonly question: Question;
  /** What is given, what is asked, and how answers are written. */
  readonly stem: readonly Block[];
  /** In the order of the question's fields. */
  readonly fields: readonly BankField[];
}

export interface BankField {
  readonly accepted: Accepted;
  readonly points: number;
}

/** The identifier of a variant. */
export function variantId(code: string): string {
  return `v-${identifier(code)}`;
}

export function bankQuestions(sheet: Sheet): BankQuestion[] {
  const { code, given, plan } = sheet;
  return sheet.questions.map(
    (question, at): BankQuestion => ({
      id: `${variantId(code)}-${at + 1}-${identifier(question.key)}`,
      title: `${code} ${at + 1}. ${plain(question.title)}`,
      code,
      question,
      stem: [...given, ...question.ask, ...spelling(question, plan.decimals)],
      fields: question.fields.map((field) => ({
        accepted: acceptedOf(field, plan.decimals),
        points: field.points,
      })),
    }),
  );
}

/** Throws where two parts are the same variant: their questions would have the same identifiers. */
export function distinct(parts: readonly LmsPart[]): readonly LmsPart[] {
  const codes = new Set<string>();
  for (const { code } of parts) {
    const id = variantId(code).toUpperCase();
    if (codes.has(id)) throw new Error(`two sheets of variant ${code}`);
    codes.add(id);
  }
  return parts;
}

/** The same words whatever the answers are, so that they give nothing away. */
function spelling({ fields }: Question, decimals: number): Block[] {
  const kinds = new Set(fields.map(({ answer }) => answer.kind));
  const places = Math.max(1, decimals);
  // An ordinary minus: a typographic one is no number to these systems.
  const numbers = `Write numbers that are not whole as decimals, such as -2.5, or as fractions in lowest terms, such as 3/4. Round longer decimals to ${places} ${places === 1 ? 'place' : 'places'}.`;
  const formulas =
    'Write formulas on one line, the entry of an array with its subscripts behind it: a_12, a12 or a_{1,2}.';
  return [
    ...(kinds.has('number') ? [paragraph(numbers)] : []),
    ...(kinds.has('formula') ? [paragraph(formulas)] : []),
  ];
}

/** Text without formulas and without line breaks. */
function plain(inlines: readonly Inline[]): string {
  return inlines
    .map((piece) =>
      typeof piece === 'string' ? piece : piece.kind === 'math' ? text(piece.notation) : piece.text,
    )
    .join('')
    .replace(/\s+/g, ' ');
}

function identifier(from: string): string {
  return from.replace(/[^A-Za-z0-9-]/g, '_');
}
