import { describe, expect, it } from 'vitest';
import { settingOf } from '../../src/document/setting.ts';
import { exercises } from '../../src/exercises/index.ts';
import { latex } from '../../src/notation/latex.ts';
import { NiceValues } from '../../src/worksheet/nice-values.ts';
import { planOf } from '../../src/worksheet/section.ts';
import { sheetOf } from '../../src/worksheet/sheet.ts';
import { variantCode } from '../../src/worksheet/variant-code.ts';
import { knownOf, trueChains, workedOut } from '../document/worked-out.ts';
import { example } from '../examples.ts';
import { sides } from '../notation/latex-value.ts';

const model = example('a-worksheet');
const codes = Array.from({ length: 12 }, (_, at) => variantCode('autumn', String(at), 0));

describe.each(Object.keys(exercises))('the exercise %s', (name) => {
  const plan = planOf(model, [name]);
  const nice = new NiceValues(model, plan.numbers);

  it('has solutions whose equations are true, and answers that are the entries asked for', () => {
    let [equations, answers] = [0, 0];
    for (const code of codes) {
      const sheet = sheetOf(nice.variant(code), code, plan);
      const setting = settingOf(sheet.model, {});
      const known = knownOf(setting);
      for (const { fields, solution } of sheet.questions) {
        equations += trueChains(workedOut(solution, setting, 39));
        for (const { answer, label } of fields) {
          const [value] = sides(latex(label), known);
          if (answer.kind !== 'number' || typeof value !== 'number') continue;
          expect(value, `${latex(label)} of ${code}`).toBeCloseTo(answer.float, 9);
          answers++;
        }
      }
    }
    // Its answers are derivatives of one entry by another, which have no numbers of their own.
    if (name !== 'local') expect(equations).toBeGreaterThan(0);
    if (['outputs', 'winner', 'loss', 'delta', 'gradient'].includes(name)) expect(answers).toBeGreaterThan(0);
  });
});
