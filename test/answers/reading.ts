import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer, AnsweredEntry } from '../../src/answers/answer.ts';
import { readAnswer } from '../../src/answers/read-answer.ts';
import { type Vocabulary, vocabularyOf } from '../../src/answers/vocabulary.ts';
import { BadInput } from '../../src/bad-input.ts';
import type { Formula } from '../../src/index/formula.ts';
import { readModel } from '../../src/model/read.ts';
import { treeOf } from '../tree-of.ts';

/** A model with an image I of 3 x 3, a filter W of 2 x 2, outputs o (2 x 2), p and v, the target y and the loss L. */
export const lesson = vocabulary(template('how-a-filter-learns'));
/** Two layers with weights: W, b, V, c; z and q are their outputs. */
export const twoLayers = vocabulary(template('conv-relu-maxpool-dense'));
/** Filters W1 and W2, and a weight V that is named like an entry of none. */
export const numbered = vocabulary(`
input: { name: I, shape: [5, 5] }
layers:
  - Conv2d: { kernel_size: 2, bias: false }
  - Conv2d: { kernel_size: 2, bias: false }
  - Flatten
  - Linear: { out_features: 1, bias: false, weight: conv1_weight }
loss: MSELoss
`);
/** Axes of ten and more. */
export const wide = vocabulary(`
input: { name: I, shape: [12, 15] }
layers:
  - Conv2d: { kernel_size: 2, bias: false }
  - Flatten
  - Linear: { out_features: 1, bias: false }
loss: MSELoss
`);

export function vocabulary(model: string): Vocabulary {
  return vocabularyOf(readModel(model, 'model.yaml', { treeOf }));
}

function template(name: string): string {
  return readFileSync(join(import.meta.dirname, `../../templates/${name}.yaml`), 'utf8');
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function read(text: string, file = '-', about: Vocabulary = lesson, of?: string): Promise<Answer> {
  return readAnswer(bytes(text), file, about, { treeOf, ...(of !== undefined && { of }) });
}

/** The sentence that an answer is refused with. */
export async function refusal(
  content: string | Uint8Array,
  file = '-',
  about: Vocabulary = lesson,
  of?: string,
): Promise<string> {
  const given = typeof content === 'string' ? bytes(content) : content;
  try {
    await readAnswer(given, file, about, { treeOf, ...(of !== undefined && { of }) });
  } catch (error) {
    if (error instanceof BadInput) return error.message;
    throw error;
  }
  return 'accepted';
}

/** Everything in an answer, one line an array: "gradient W [2, 2]: 1, 1/10 ± 1/200 (2 digits), ?". */
export function summary({ arrays }: Answer): string[] {
  return arrays.map(
    ({ about, shape, entries }) =>
      `${about.kind} ${about.tensor.name} [${shape.join(', ')}]: ${entries.map(entryText).join(', ')}`,
  );
}

export function entryText(entry: AnsweredEntry): string {
  switch (entry.kind) {
    case 'exact':
      return entry.value.toFraction();
    case 'rounded':
      return `${entry.value.toFraction()} ± ${entry.slack.toFraction()} (${entry.digits})`;
    case 'float':
      return `${entry.precision} ${entry.value.toFraction()}`;
    case 'formula':
      return formulaText(entry.formula);
    case 'not finite':
      return entry.written;
    case 'blank':
      return '?';
  }
}

/** The structure of a formula: names of entries count from 1, d marks a derivative of the loss. */
export function formulaText(formula: Formula): string {
  switch (formula.kind) {
    case 'number':
      return formula.value.toFraction();
    case 'entry': {
      const { tensor, subscripts } = formula;
      const index = subscripts
        .filter((_, axis) => tensor.shape[axis] > 1)
        .map(({ constant }) => constant + 1);
      return `${tensor.role === 'upstream' ? 'd' : ''}${tensor.name}${index.length > 0 ? `[${index.join()}]` : ''}`;
    }
    case 'add':
      return `(${formula.terms.map(formulaText).join(' + ')})`;
    case 'multiply':
      return `(${formula.factors.map(formulaText).join(' ')})`;
    case 'power':
      return `${formulaText(formula.base)}^${formula.exponent.toFraction()}`;
    case 'apply':
      return `${formula.function}(${formula.arguments.map(formulaText).join(', ')})`;
    case 'slope':
      return `${formula.function}'(${formula.arguments.map(formulaText).join(', ')})`;
    default:
      throw new Error(`no answer holds a ${formula.kind}`);
  }
}
