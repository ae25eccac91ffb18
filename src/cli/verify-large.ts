import type Fraction from 'fraction.js';
import type { Answer } from '../answers/answer.ts';
import { BadInput } from '../bad-input.ts';
import type { Document } from '../document/block.ts';
import { verdictByProgramDocument, verdictByProgramJson } from '../document/verdict/by-program.ts';
import type { WeightLayout } from '../model/given-values.ts';
import type { Model } from '../model/model.ts';
import { runs } from '../verify/program-rounding.ts';
import { verifyByProgram } from '../verify/verify-by-program.ts';
import { inSteps } from './terminal/steps.ts';

interface Options {
  readonly layout?: WeightLayout;
  readonly tolerance?: number;
  readonly exact?: boolean;
  readonly rate: Fraction | undefined;
  readonly secondOpinion?: boolean;
}

interface Report {
  readonly correct: boolean;
  document(): Document;
  json(): unknown;
}

/** The verdict on an answer about a model that is too large to be written out. */
export async function verifyLarge(
  model: Model,
  answer: Answer,
  { rate, secondOpinion, layout, tolerance, exact }: Options,
): Promise<Report> {
  if (secondOpinion)
    throw new BadInput(
      `${model.file}: --second-opinion differentiates expressions, for which this model is too large; leave it out.`,
    );
  const verified = await inSteps(1 + runs, model, async (onStep) =>
    verifyByProgram(model, answer, {
      onStep,
      ...(layout && { layout }),
      ...(tolerance !== undefined && { tolerance }),
      ...(exact && { exact }),
      ...(rate && { rate }),
    }),
  );
  return {
    correct: verified.correct,
    document: () => verdictByProgramDocument(model, verified),
    json: () => verdictByProgramJson(verified),
  };
}
