import type { Model } from '../../model/model.ts';
import { degeneracies } from '../degenerate/index.ts';
import { NiceValues } from '../nice-values.ts';
import type { WorksheetPlan } from '../section.ts';
import { drawnVariants } from '../variants.ts';
import { AmongVariants, otherPoints } from './among-variants.ts';
import { guessIn, type QuestionFigures, QuestionTallies } from './question-figures.ts';
import { type SpaceFigures, SpaceTally } from './space.ts';
import { Specimens } from './specimen.ts';
import { stepIsWorse } from './step-is-worse.ts';
import { type WinnerFigures, WinnerTally } from './winners.ts';
import { workOf } from './work.ts';
import { type CodeWork, muchEasier, tooEasy, type WorkFigures, workFigures } from './work-figures.ts';

/** What many variants of one worksheet are like. */
export interface Stress {
  readonly title: string;
  readonly seed: string;
  readonly plan: WorksheetPlan;
  readonly count: number;
  /** Variants with a fault, in the order in which they were drawn. */
  readonly degenerate: readonly DegenerateVariant[];
  /** How many have numbers, and answers, that none before has. */
  readonly different: { readonly numbers: number; readonly answers: number };
  /** Undefined for a model whose numbers are fixed. */
  readonly space: SpaceFigures | undefined;
  readonly questions: readonly QuestionFigures[];
  readonly winners: readonly WinnerFigures[];
  /** The part of all points, from 0 to 1, that the same best guesses get in every variant. */
  readonly guess: number;
  readonly work: WorkFigures;
  /** Of variants that ask for a step of gradient descent, after how many of the steps the loss is larger. */
  readonly steps: { readonly count: number; readonly worse: number };
}

interface DegenerateVariant {
  readonly code: string;
  readonly reasons: readonly Reason[];
}

interface Reason {
  /** The name of the rule. */
  readonly rule: string;
  readonly question: number | undefined;
  readonly text: string;
}

interface StressOptions {
  readonly seed: string;
  readonly variants: number;
  /** Called after each variant. */
  readonly advance?: () => void;
}

/**
 * Draws variants as a worksheet with this seed does, looks at each, and keeps counts: no variant stays. Throws
 * BadInput where the wishes for numbers cannot be kept.
 */
export function stressTest(
  model: Model,
  plan: WorksheetPlan,
  { seed, variants: count, advance }: StressOptions,
): Stress {
  const specimens = new Specimens(model, plan);
  const among = new AmongVariants();
  const questions = new QuestionTallies();
  const winners = new WinnerTally(specimens.expected);
  const work: CodeWork[] = [];
  const steps = { count: 0, worse: 0 };
  const space = new SpaceTally();
  const reasons = new Map<string, Reason[]>();
  const codes: string[] = [];
  const blame = (
    code: string,
    rule: string,
    { question, text }: { question?: number; text: string },
  ): void => {
    reasons.set(code, [...(reasons.get(code) ?? []), { rule, question, text }]);
  };
  for (const { variant, drawn, numbers } of drawnVariants(model, plan, seed, count)) {
    const { code } = variant;
    const specimen = specimens.of(code, drawn.model);
    codes.push(code);
    for (const { name, found } of Object.values(degeneracies))
      for (const fault of found(specimen)) blame(code, name, fault);
    const shared = among.seen(specimen, numbers);
    // Where numbers are fixed, all are meant to have the same.
    if (model.random) for (const { rule, found } of shared) blame(code, rule, found);
    questions.add(specimen);
    winners.add(specimen);
    const worse = stepIsWorse(specimen);
    if (worse !== undefined) steps.count++;
    if (worse) steps.worse++;
    work.push({ code, ...workOf(specimen) });
    space.add(code, drawn);
    advance?.();
  }
  for (const { code, found } of among.odd()) blame(code, otherPoints.name, found);
  for (const { code, found } of muchEasier(work)) blame(code, tooEasy.name, found);
  const figures = questions.figures;
  const { different } = among;
  return {
    title: plan.title ?? model.title,
    seed,
    plan,
    count,
    degenerate: codes.flatMap((code) => {
      const codeReasons = reasons.get(code);
      return codeReasons ? [{ code, reasons: codeReasons }] : [];
    }),
    different,
    space: model.random && space.figures(new NiceValues(model, plan.numbers), different.numbers),
    questions: figures,
    winners: winners.figures,
    guess: guessIn(figures.flatMap(({ fields }) => fields)),
    work: workFigures(work),
    steps,
  };
}
