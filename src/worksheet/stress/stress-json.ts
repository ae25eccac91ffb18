import { mostDraws } from '../nice-values.ts';
import type { FieldFigures } from './field-figures.ts';
import type { QuestionFigures } from './question-figures.ts';
import { remarksOn } from './remarks.ts';
import { brokenRules } from './rules.ts';
import type { Stress } from './stress.ts';

/** The test for programs; `null` where there is nothing to say: no numbers are drawn, a question has no number. */
export function stressJson(stress: Stress): unknown {
  const { title, seed, count, degenerate, different, space, questions, winners, guess, work, steps } = stress;
  const { operations, digits, easiest, hardest } = work;
  return {
    title,
    seed,
    variants: count,
    degenerate: degenerate.map(({ code, reasons }) => ({
      variant: code,
      reasons: reasons.map(({ rule, question = null, text }) => ({ rule, question, text })),
    })),
    rules: brokenRules(stress).map(({ rule, codes }) => ({ rule: rule.name, variants: codes.length })),
    remarks: remarksOn(stress),
    different,
    numbers: space
      ? {
          possible: finite(space.possible),
          nice: {
            how: space.nice.how,
            least: finite(Math.floor(space.nice.least)),
            most: finite(Math.ceil(space.nice.most)),
          },
          draws: {
            total: space.draws.total,
            mean: space.draws.mean,
            most: space.draws.most,
            variant: space.draws.code,
            limit: mostDraws,
            refused: Object.fromEntries(space.draws.refused),
            failure: space.draws.failure,
          },
        }
      : null,
    guess,
    questions: questions.map(questionJson),
    winners,
    work: { operations, digits, easiest, hardest },
    steps,
  };
}

function questionJson({ number, exercise, count, fields, guess }: QuestionFigures): unknown {
  return { number, exercise, variants: count, guess, fields: fields.map(fieldJson) };
}

function fieldJson({
  name,
  kind,
  points,
  count,
  different,
  common,
  numbers,
  positions,
}: FieldFigures): unknown {
  return {
    name: name ?? null,
    kind,
    points,
    variants: count,
    different,
    common: { answer: common.printed, variants: common.count },
    ...(numbers && { numbers }),
    ...(positions && { positions }),
  };
}

/** JSON has no infinity. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
