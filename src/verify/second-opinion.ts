import type { Nerdamer } from 'nerdamer/all.js';
import { askNerdamer, type NerdamerAnswer } from './ask-nerdamer.ts';
import { type GradientToCheck, questionsFor } from './questions.ts';

interface SecondOpinion {
  /** Whether maxima and kinks had to be replaced by the branch that these values take. */
  readonly regional: boolean;
  /** How the two were compared: as polynomials, or by their values at one point where functions like e^x occur. */
  readonly method: 'polynomial' | 'value';
  /** For each entry asked about, spread evenly over `wrt`: whether nerdamer's derivative and ours are the same. */
  readonly agrees: readonly boolean[];
}

/**
 * nerdamer's own derivative of the written-out objective by each symbol of `wrt`, compared with ours. nerdamer leaves
 * max and step functions undifferentiated, so where there are any, each is first replaced by the branch that `values`
 * takes; undefined if something is too large to ask about, if there are branches and no values, or if nerdamer fails.
 */
export function secondOpinion(nerdamer: Nerdamer, asked: GradientToCheck): SecondOpinion | undefined {
  const questions = questionsFor(asked);
  if (!questions) return undefined;
  const opinions = askNerdamer(nerdamer, questions);
  const answered = opinions.filter((opinion): opinion is NerdamerAnswer => opinion.kind === 'answered');
  if (answered.length < opinions.length) return undefined;
  return {
    regional: questions.branches.length > 0,
    method: questions.method,
    agrees: answered.map(({ agrees }) => agrees),
  };
}
