import type { FieldAnswer } from '../../exercises/question.ts';
import type { SeenField } from '../stress/specimen.ts';

/** Whether an answer is exactly 0, as a number or as a formula. */
export function isZero({ field: { answer } }: Pick<SeenField, 'field'>): boolean {
  return answer.kind === 'number' ? isZeroNumber(answer) : answer.kind === 'formula' && answer.text === '0';
}

/** Whether nothing is left of a number that is not 0 when it is rounded as it is printed. */
export function vanishes({ field: { answer }, printed }: Pick<SeenField, 'field' | 'printed'>): boolean {
  return answer.kind === 'number' && !isZeroNumber(answer) && Number(printed) === 0;
}

function isZeroNumber({ exact, float }: Extract<FieldAnswer, { kind: 'number' }>): boolean {
  return exact ? exact.n === 0n : float === 0;
}
