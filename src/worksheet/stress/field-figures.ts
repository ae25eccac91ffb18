import type { FieldAnswer } from '../../exercises/question.ts';
import type { Notation } from '../../notation/notation.ts';
import type { SeenField } from './specimen.ts';

/** One blank of a question over all variants; which entry stands there may be drawn. */
export interface FieldFigures {
  /** "o_11"; where variants ask for different things, undefined. */
  readonly name: string | undefined;
  readonly label: Notation;
  readonly kind: FieldAnswer['kind'];
  readonly points: number;
  /** Variants that ask it. */
  readonly count: number;
  /** How many different answers there are. */
  readonly different: number;
  readonly common: CommonAnswer;
  /** Undefined for what is no number. */
  readonly numbers: NumberFigures | undefined;
  /** Of a choice how often each option, from A, is the right one. */
  readonly positions: readonly number[] | undefined;
  /** How often the best guess is right that is the same in every variant. */
  readonly guessed: number;
}

interface CommonAnswer {
  readonly printed: string;
  readonly answer: FieldAnswer;
  readonly count: number;
}

interface NumberFigures {
  readonly least: string;
  readonly most: string;
  readonly zeros: number;
  readonly fractions: number;
  /** Answers that no fraction says. */
  readonly irrational: number;
  readonly largestDenominator: number;
  readonly largestMagnitude: string;
}

/** Counts the answers to one blank. */
export class FieldTally {
  #name: string | undefined;
  readonly #first: SeenField;
  readonly #answers = new Map<string, { answer: FieldAnswer; count: number }>();
  readonly #positions: number[] = [];
  #count = 0;
  #zeros = 0;
  #fractions = 0;
  #irrational = 0;
  #largestDenominator = 1n;
  #least: Extreme | undefined;
  #most: Extreme | undefined;
  #farthest: Extreme | undefined;

  constructor(first: SeenField) {
    this.#first = first;
    this.#name = first.field.name;
  }

  add({ printed, field: { name, answer } }: SeenField): void {
    this.#count++;
    if (name !== this.#name) this.#name = undefined;
    const known = this.#answers.get(printed);
    if (known) known.count++;
    else this.#answers.set(printed, { answer, count: 1 });
    if (answer.kind === 'choice')
      for (let at = 0; at < answer.options.length; at++)
        this.#positions[at] = (this.#positions[at] ?? 0) + (at === answer.right ? 1 : 0);
    if (answer.kind !== 'number') return;
    const { exact, float } = answer;
    if (float === 0) this.#zeros++;
    if (!exact) this.#irrational++;
    else if (exact.d > 1n) this.#fractions++;
    if (exact && exact.d > this.#largestDenominator) this.#largestDenominator = exact.d;
    const number = { float, printed };
    if (!this.#least || float < this.#least.float) this.#least = number;
    if (!this.#most || float > this.#most.float) this.#most = number;
    if (!this.#farthest || Math.abs(float) > Math.abs(this.#farthest.float)) this.#farthest = number;
  }

  get figures(): FieldFigures {
    const { label, points, answer } = this.#first.field;
    // Of equally common answers the first by its text: the order of variants decides nothing.
    const [[printed, common]] = [...this.#answers].toSorted(
      ([a, first], [b, second]) => second.count - first.count || (a < b ? -1 : 1),
    );
    return {
      name: this.#name,
      label,
      kind: answer.kind,
      points,
      count: this.#count,
      different: this.#answers.size,
      common: { printed, ...common },
      numbers: this.#numbers(),
      positions: answer.kind === 'choice' ? this.#positions : undefined,
      // A choice is guessed by its place or by its text.
      guessed: Math.max(common.count, ...this.#positions),
    };
  }

  #numbers(): NumberFigures | undefined {
    if (!this.#least || !this.#most || !this.#farthest) return undefined;
    return {
      least: this.#least.printed,
      most: this.#most.printed,
      zeros: this.#zeros,
      fractions: this.#fractions,
      irrational: this.#irrational,
      largestDenominator: Number(this.#largestDenominator),
      largestMagnitude: this.#farthest.printed.replace(/^-/, ''),
    };
  }
}

interface Extreme {
  readonly float: number;
  readonly printed: string;
}
