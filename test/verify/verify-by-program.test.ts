import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/answers/answer.ts';
import { vocabularyOf } from '../../src/answers/vocabulary.ts';
import type { Model } from '../../src/model/model.ts';
import { readModel } from '../../src/model/read.ts';
import { verifyByProgram } from '../../src/verify/verify-by-program.ts';
import { cases, fileName, modelText } from '../oracle/case.ts';

type Gradients = Readonly<Record<string, readonly number[]>>;

const single: Readonly<Record<string, Gradients>> = JSON.parse(
  readFileSync(join(import.meta.dirname, '../oracle/float32_gradients.json'), 'utf8'),
);

function answerOf(model: Model, gradients: Gradients, by = 1): Answer {
  const { tensors } = vocabularyOf(model);
  const arrays = Object.entries(gradients).map(([name, data]) => {
    const tensor = tensors.find((known) => known.name === fileName(name));
    if (!tensor) throw new Error(name);
    const doubles = Float32Array.from(data, (value) => value * by);
    return {
      about: { kind: 'gradient' as const, tensor },
      shape: tensor.shape,
      entries: [],
      numbers: { doubles, precision: 'float32' as const },
    };
  });
  return { file: 'answer.safetensors', arrays };
}

describe('by the program of a model', () => {
  it.each(cases.map((one) => [one.id, one] as const))('%s: float32 of PyTorch is right', (id, one) => {
    const model = readModel(modelText(one), `${id}.json`);
    const { arrays, correct } = verifyByProgram(model, answerOf(model, single[id]), {});
    expect(arrays.flatMap(({ about, wrong }) => wrong.map((entry) => [about.tensor.name, entry]))).toEqual(
      [],
    );
    expect(correct).toBe(true);
    // A tenth off, some entry is wrong in every net.
    expect(verifyByProgram(model, answerOf(model, single[id], 1.1), {}).correct).toBe(false);
  });
});
