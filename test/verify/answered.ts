import Fraction from 'fraction.js';
import type { Answer, AnsweredEntry } from '../../src/answers/answer.ts';
import { type Vocabulary, vocabularyOf } from '../../src/answers/vocabulary.ts';
import type { Tensor } from '../../src/index/tensor.ts';
import type { Model } from '../../src/model/model.ts';
import { exactDouble } from '../../src/values/exact-double.ts';
import { exactNumber } from '../../src/values/exact-number.ts';
import type { VerifyOptions } from '../../src/verify/judge.ts';
import type { Verified } from '../../src/verify/verdict.ts';
import { verifyAnswer } from '../../src/verify/verify.ts';
import { treeOf } from '../tree-of.ts';

/** A fraction or a whole number as a person writes it, a float64 as a machine does. */
export type Written = string | number | AnsweredEntry;

export function written(said: Written): AnsweredEntry {
  if (typeof said === 'object') return said;
  if (typeof said === 'number') {
    const value = exactDouble(said) ?? new Fraction(0);
    return { kind: 'float', value, precision: 'float64', written: String(said) };
  }
  const value = exactNumber(said);
  if (value) return { kind: 'exact', value, written: said };
  return { kind: 'blank', written: said };
}

/** The verdict on gradients given by name: entries row-major, in the shape of the tensor. */
export function verified(
  model: Model,
  gradients: Readonly<Record<string, readonly Written[]>>,
  options: Partial<VerifyOptions> = {},
): Verified {
  const vocabulary = vocabularyOf(model);
  const arrays = Object.entries(gradients).map(([name, entries]) => {
    const tensor = named(vocabulary, name);
    return {
      about: { kind: 'gradient' as const, tensor },
      shape: tensor.shape,
      entries: entries.map(written),
    };
  });
  const answer: Answer = { file: 'answer.json', arrays };
  return verifyAnswer(model, answer, vocabulary, { treeOf, ...options });
}

function named({ tensors }: Vocabulary, name: string): Tensor {
  const found = tensors.find((tensor) => tensor.name === name);
  if (!found) throw new Error(name);
  return found;
}

/** The verdicts of each array, entry by entry. */
export function verdicts({ arrays }: Verified): string[][] {
  return arrays.map(({ entries }) => entries.map(({ verdict }) => verdict));
}
