import { vocabularyOf } from '../../answers/vocabulary.ts';
import { analysisOf } from '../../evaluate/analysis.ts';
import { floatValues } from '../../evaluate/float-values.ts';
import { steppedNode } from '../../evaluate/stepped.ts';
import { entriesOf, givenFloats, numbersBySymbol } from '../../evaluate/symbols.ts';
import type { Field, FieldAnswer, Question } from '../../exercises/question.ts';
import type { Node } from '../../expr/node.ts';
import type { Model } from '../../model/model.ts';
import type { EntryOf } from '../../model/subject.ts';
import { text } from '../../notation/text.ts';
import { type ExpectedGraph, expectedGraphOf } from '../../verify/expected-graph.ts';
import type { WorksheetPlan } from '../section.ts';
import { bareQuestions } from '../sheet.ts';

/** One variant as it is looked at: its questions, what each field asks for, and the value of every expression. */
export interface Specimen {
  readonly code: string;
  /** With the numbers of this variant. */
  readonly model: Model;
  readonly plan: WorksheetPlan;
  readonly questions: readonly SeenQuestion[];
  /** The same for all variants. */
  readonly expected: ExpectedGraph;
  /** By node of the ground's graph. */
  readonly values: Float64Array;
}

export interface SeenQuestion {
  readonly question: Question;
  /** From 1, on the sheet of this variant. */
  readonly number: number;
  readonly fields: readonly SeenField[];
}

export interface SeenField {
  readonly field: Field;
  /** The answer as a student would write it: "-3/2", "0.250", "I_11"; of a choice the option. */
  readonly printed: string;
  /** Undefined for a field that asks for no entry of an array. */
  readonly about: EntryOf | undefined;
  /** The expression that the answer is the value of. */
  readonly node: Node | undefined;
}

/** Makes specimens of the variants of one model, which is expanded once. */
export class Specimens {
  readonly expected: ExpectedGraph;
  readonly #plan: WorksheetPlan;

  constructor(model: Model, plan: WorksheetPlan) {
    this.#plan = plan;
    this.expected = expectedGraphOf(model, analysisOf(model).expansion, vocabularyOf(model), true);
  }

  of(code: string, model: Model): Specimen {
    const plan = this.#plan;
    const questions = bareQuestions(model, code, plan).map(
      (question, at): SeenQuestion => ({
        question,
        number: at + 1,
        fields: question.fields.map((field) => this.#seen(field)),
      }),
    );
    return { code, model, plan, questions, expected: this.expected, values: this.#values(model) };
  }

  #seen(field: Field): SeenField {
    const { about } = field;
    return {
      field,
      printed: printed(field.answer, this.#plan.decimals),
      about,
      node: about && this.#node(about),
    };
  }

  #node({ kind, tensor, place }: EntryOf): Node | undefined {
    const { entries, vocabulary, expansion } = this.expected;
    const value = entries.get(tensor)?.[place];
    if (kind === 'value') return value;
    const cotangent = vocabulary.cotangents.get(tensor);
    const slope = cotangent && entries.get(cotangent)?.[place];
    if (kind === 'gradient' || value === undefined || slope === undefined) return slope;
    return steppedNode(expansion.graph, value, slope, this.#plan.rate);
  }

  #values(model: Model): Float64Array {
    const { entries, expansion } = this.expected;
    const symbols = numbersBySymbol(
      Array.from(givenFloats(model), ([tensor, numbers]) => [entriesOf(entries, tensor), numbers] as const),
    );
    const { graph } = expansion;
    const all = Int32Array.from({ length: graph.size }, (_, node) => node);
    return floatValues(graph, all, (node) => symbols[node]);
  }
}

/** Whole numbers and simple fractions as they are, others with the decimals that the worksheet asks for. */
export function printed(answer: FieldAnswer, decimals: number): string {
  switch (answer.kind) {
    case 'number':
      return answer.exact && answer.exact.d < 1000n
        ? answer.exact.toFraction()
        : rounded(answer.float, decimals);
    case 'formula':
      return answer.text;
    case 'choice':
      return answer.options[answer.right]
        .map((piece) =>
          typeof piece === 'string' ? piece : piece.kind === 'math' ? text(piece.notation) : piece.text,
        )
        .join('');
  }
}

/** "0.000" and never "-0.000". */
function rounded(value: number, decimals: number): string {
  return value.toFixed(decimals).replace(/^-(?=[0.]*$)/, '');
}
