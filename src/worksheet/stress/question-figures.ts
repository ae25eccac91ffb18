import type { Inline } from '../../document/block.ts';
import { type FieldFigures, FieldTally } from './field-figures.ts';
import type { SeenQuestion, Specimen } from './specimen.ts';

/** One question over all variants. */
export interface QuestionFigures {
  /** On the longest sheet that has it. */
  readonly number: number;
  readonly exercise: string;
  readonly title: readonly Inline[];
  /** Variants that ask it. */
  readonly count: number;
  readonly fields: readonly FieldFigures[];
  /** The part of its points, from 0 to 1, that the same best guesses get in every variant. */
  readonly guess: number;
}

interface Tally {
  number: number;
  count: number;
  readonly first: SeenQuestion;
  readonly fields: FieldTally[];
}

/** Counts the answers to all questions; variants of one question have its key. */
export class QuestionTallies {
  readonly #tallies = new Map<string, Tally>();

  add({ questions }: Specimen): void {
    for (const seen of questions) {
      const { key } = seen.question;
      const tally = this.#tallies.get(key) ?? { number: 0, count: 0, first: seen, fields: [] };
      this.#tallies.set(key, tally);
      tally.count++;
      tally.number = Math.max(tally.number, seen.number);
      for (const [at, field] of seen.fields.entries()) {
        tally.fields[at] ??= new FieldTally(field);
        tally.fields[at].add(field);
      }
    }
  }

  get figures(): QuestionFigures[] {
    return [...this.#tallies.values()]
      .map(({ first: { question }, fields: tallies, ...rest }): QuestionFigures => {
        const fields = tallies.map(({ figures }) => figures);
        const { exercise, title } = question;
        return { ...rest, exercise, title, fields, guess: guessIn(fields) };
      })
      .toSorted((a, b) => a.number - b.number);
  }
}

/** Points that the best guesses get, of all points, in all variants together. */
export function guessIn(fields: readonly FieldFigures[]): number {
  const of = (count: (field: FieldFigures) => number): number =>
    fields.reduce((sum, field) => sum + field.points * count(field), 0);
  return of(({ guessed }) => guessed) / of(({ count }) => count);
}
