import { settingOf } from '../../../src/document/setting.ts';
import { analysisOf } from '../../../src/evaluate/analysis.ts';
import { differentiable } from '../../../src/model/expansion.ts';
import { pageWidth } from '../../../src/notation/page-width.ts';
import { printedLaws as inLetters } from '../../document/printed-laws.ts';
import { printedOperators } from '../../writing/printed-operators.ts';
import { each, type Judge } from '../judge.ts';

/** Every law as it is printed, in index letters and with whole arrays, read back from its LaTeX. */
export const printedLaws: Judge = {
  name: 'printed laws',
  absent: () => undefined,
  compare: each(({ model }) => {
    const setting = settingOf(model, { wrt: differentiable(model).map(({ name }) => name) });
    const laws = analysisOf(model).laws();
    const both = [inLetters(setting, laws, pageWidth), printedOperators(setting, laws)];
    const [difference] = both.flatMap(({ differences }) => differences);
    if (difference !== undefined) return { kind: 'differs', what: difference };
    const [unread] = both.flatMap((comparison) => comparison.unread);
    return unread === undefined ? { kind: 'agrees' } : { kind: 'skipped', why: 'some are not read' };
  }),
};
