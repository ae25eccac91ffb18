import type { Degeneracy } from '../degenerate/degeneracy.ts';
import { degeneracies } from '../degenerate/index.ts';
import { otherPoints, sameAnswers, sameNumbers } from './among-variants.ts';
import type { Stress } from './stress.ts';
import { tooEasy } from './work-figures.ts';

/** Everything that makes a variant degenerate: what is seen in itself, and what is seen beside others. */
export const rules: readonly Omit<Degeneracy, 'found'>[] = [
  ...Object.values(degeneracies),
  sameNumbers,
  sameAnswers,
  otherPoints,
  tooEasy,
];

/** A rule that was broken. */
interface Broken {
  readonly rule: Omit<Degeneracy, 'found'>;
  /** Codes of the variants, each once, and why the first of them. */
  readonly codes: readonly string[];
  readonly text: string;
}

/** The rules that variants broke, the most frequent first. */
export function brokenRules({ degenerate }: Stress): Broken[] {
  return rules
    .flatMap((rule): Broken[] => {
      const blamed = degenerate.flatMap(({ code, reasons }) => {
        const reason = reasons.find((candidate) => candidate.rule === rule.name);
        return reason ? [{ code, text: reason.text }] : [];
      });
      return blamed.length === 0
        ? []
        : [{ rule, codes: blamed.map(({ code }) => code), text: blamed[0].text }];
    })
    .toSorted((a, b) => b.codes.length - a.codes.length);
}
