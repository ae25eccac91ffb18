import Fraction from 'fraction.js';
import type { Inline } from '../document/block.ts';
import { askedOf, markOf } from './asked.ts';
import type { ClassMark } from './grade-class.ts';
import { type Outcome, sumOf } from './mark.ts';

/** How a class did on one question. */
export interface QuestionFigures {
  /** From 1, as on the sheets. */
  readonly number: number;
  readonly exercise: string;
  readonly title: readonly Inline[];
  /** All fields of all students, and how many of them came out how. */
  readonly fields: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** The points of a student, on average. */
  readonly mean: Fraction;
  readonly of: Fraction;
}

/** A named mistake, and how many students made it. */
export interface MistakeFigures {
  readonly name: string;
  readonly title: string;
  readonly explanation: string;
  readonly students: number;
  /** The questions where it was made. */
  readonly questions: readonly number[];
}

export function questionFigures({ students }: ClassMark): QuestionFigures[] {
  return askedOf(students).map((asked): QuestionFigures => {
    const marks = students.flatMap((student) => markOf(student, asked) ?? []);
    const [{ question }] = marks;
    const fields = marks.flatMap((mark) => mark.fields);
    const count = (outcome: Outcome): number => fields.filter((field) => field.outcome === outcome).length;
    return {
      number: asked.number,
      exercise: question.exercise,
      title: question.title,
      fields: fields.length,
      outcomes: {
        right: count('right'),
        rounded: count('rounded'),
        carried: count('carried'),
        wrong: count('wrong'),
        blank: count('blank'),
      },
      mean: mean(marks.map(({ points }) => points)),
      of: mean(marks.map(({ of }) => of)),
    };
  });
}

/** The most frequent first; of mistakes that give the same numbers the likeliest counts. */
export function mistakeFigures({ students }: ClassMark): MistakeFigures[] {
  const found = new Map<string, { of: Omit<MistakeFigures, 'students' | 'questions'>; students: number }>();
  const where = new Map<string, Set<number>>();
  const numbers = new Map(askedOf(students).map(({ key, number }) => [key, number]));
  for (const { questions } of students) {
    const told = new Set<string>();
    for (const { question, number: questionNumber, mistakes } of questions)
      for (const { name, title, explanation } of mistakes.slice(0, 1)) {
        where.set(name, (where.get(name) ?? new Set()).add(numbers.get(question.key) ?? questionNumber));
        if (told.has(name)) continue;
        told.add(name);
        const known = found.get(name) ?? { of: { name, title, explanation }, students: 0 };
        found.set(name, { ...known, students: known.students + 1 });
      }
  }
  return [...found.values()]
    .map(({ of, students: count }): MistakeFigures => {
      const questions = [...(where.get(of.name) ?? [])].toSorted((a, b) => a - b);
      return { ...of, students: count, questions };
    })
    .toSorted((a, b) => b.students - a.students || (a.name < b.name ? -1 : 1));
}

/** How many of a question's fields were credited, from 0 to 1. */
export function shareOf({ outcomes, fields }: QuestionFigures, ...of: readonly Outcome[]): number {
  return fields === 0 ? 0 : of.reduce((sum, outcome) => sum + outcomes[outcome], 0) / fields;
}

export function mean(values: readonly Fraction[]): Fraction {
  return values.length === 0 ? new Fraction(0) : sumOf(values).div(values.length);
}

export function median(values: readonly Fraction[]): Fraction {
  const sorted = values.toSorted((a, b) => a.compare(b));
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : mean(sorted.slice(middle - 1, middle + 1));
}
