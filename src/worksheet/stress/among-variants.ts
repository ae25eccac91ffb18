import { pointsOf } from '../../exercises/question.ts';
import type { Degeneracy, Fault } from '../degenerate/degeneracy.ts';
import type { Specimen } from './specimen.ts';

/** What is found where variants are compared. */
export const sameNumbers: Omit<Degeneracy, 'found'> = {
  name: 'sameNumbers',
  summary: 'the numbers are those of a variant before',
  advice: 'Two students get one sheet: draw from more numbers, or ask less of them.',
};
export const sameAnswers: Omit<Degeneracy, 'found'> = {
  name: 'sameAnswers',
  summary: 'all answers are those of a variant before, though the numbers are others',
  advice: 'Who copies a neighbour is right in everything: draw from more numbers, or ask for more.',
};
export const otherPoints: Omit<Degeneracy, 'found'> = {
  name: 'otherPoints',
  summary: 'the sheet has more or fewer points than most',
  advice:
    'Its numbers give an exercise more or less to ask: name exercises that ask the same of all numbers.',
};

/** Compares variants with those seen before; what is kept of each are two lines of text. */
export class AmongVariants {
  /** Codes of the first variants with these numbers, these answers. */
  readonly #numbers = new Map<string, string>();
  readonly #answers = new Map<string, string>();
  /** Codes by points. */
  readonly #points = new Map<number, string[]>();

  /** Different numbers so far, and different answers throughout. */
  get different(): { readonly numbers: number; readonly answers: number } {
    return { numbers: this.#numbers.size, answers: this.#answers.size };
  }

  /** Whether the numbers, or the answers in the order of the sheet, are those of a variant before. */
  seen({ code, questions }: Specimen, numbers: string): { rule: string; found: Fault }[] {
    const answers = JSON.stringify(questions.flatMap(({ fields }) => fields.map(({ printed }) => printed)));
    const points = questions.reduce((sum, { question }) => sum + pointsOf(question), 0);
    const alike = this.#points.get(points);
    if (alike) alike.push(code);
    else this.#points.set(points, [code]);
    const sameSheet = firstOf(this.#numbers, numbers, code);
    const sameKey = firstOf(this.#answers, answers, code);
    if (sameSheet !== undefined)
      return [{ rule: sameNumbers.name, found: { text: `its numbers are those of ${sameSheet}` } }];
    if (sameKey !== undefined)
      return [{ rule: sameAnswers.name, found: { text: `all its answers are those of ${sameKey}` } }];
    return [];
  }

  /** Variants with other points than most have, once all are seen. */
  odd(): { code: string; found: Fault }[] {
    const [[usual] = [0], ...others] = [...this.#points].toSorted(([, a], [, b]) => b.length - a.length);
    return others.flatMap(([points, codes]) =>
      codes.map((code) => ({ code, found: { text: `it has ${points} points, most have ${usual}` } })),
    );
  }
}

/** The code that was first with this text; undefined for the first itself. */
function firstOf(known: Map<string, string>, text: string, code: string): string | undefined {
  const first = known.get(text);
  if (first === undefined) known.set(text, code);
  return first;
}
