import { ProgramRun } from '../../evaluate/program-run.ts';
import { toFloat } from '../../evaluate/quantity.ts';
import type { StageRun } from '../../evaluate/stage-run.ts';
import { entryCount } from '../../index/tensor.ts';
import type { Block, Inline } from '../block.ts';
import type { Setting } from '../setting.ts';
import { choicesOfProgram } from './choices-met.ts';
import { byDifferences, differencesOf } from './differences.ts';

export interface Checks {
  readonly items: Inline[][];
  /** Where the derivative was a choice. */
  readonly choices: Block[];
}

/** What says the same by other means of a model that is too large to be written as one expression. */
export function checksOfProgram(setting: Setting, numbers: StageRun | undefined): Checks {
  const items: Inline[][] = [];
  if (numbers) {
    const loops = new ProgramRun(setting.model, setting.wrt, { few: Number.POSITIVE_INFINITY });
    items.push(byLoops(setting, numbers, loops));
    const placeOf = placesIn(setting);
    const differences = differencesOf(setting, numbers, (entry, by) => {
      const { tensor, place } = placeOf(entry);
      return loops.objectiveAt(tensor, place, by);
    });
    items.push(byDifferences(differences));
  }
  items.push([
    { kind: 'strong', text: 'nerdamer' },
    ', a second algebra system: not asked, since the written-out expression is too large for it.',
  ]);
  return { items, choices: numbers ? choicesOfProgram(setting) : [] };
}

/** Matrix products made the numbers of the derivation; loops over the entries of the same laws make them again. */
function byLoops({ wrt }: Setting, numbers: StageRun, loops: ProgramRun): Inline[] {
  let [count, differing] = [0, 0];
  for (const tensor of wrt) {
    const again = loops.gradient(tensor);
    for (const [place, value] of numbers.gradient(tensor).entries()) {
      count++;
      if (Math.abs(toFloat(value) - again[place]) > 1e-9 * Math.max(1, Math.abs(again[place]))) differing++;
    }
  }
  if (differing > 0)
    throw new Error(`by matrix products and by loops, ${differing} of ${count} derivatives differ`);
  return [
    { kind: 'strong', text: 'The model as a program' },
    `: by matrix products and by loops over its entries, the gradient has the same ${count} values, to 9 digits.`,
  ];
}

/** The entries of all tensors, counted through. */
function placesIn({ wrt }: Setting) {
  return (entry: number) => {
    let place = entry;
    for (const tensor of wrt) {
      const count = entryCount(tensor.shape);
      if (place < count) return { tensor, place };
      place -= count;
    }
    throw new Error(`there is no entry ${entry}`);
  };
}
