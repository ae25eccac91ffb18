import type { Diagnosis } from './diagnosis.ts';
import { numbersOf, type Situation } from './situation.ts';
import { countOf, type Trial } from './trial.ts';
import { diagnosisText } from './words.ts';

/** So many are worth reading. */
const mostDiagnoses = 24;

/**
 * Trials in the order in which they are to be believed: more entries explained, more whole arrays, reasons before a mere
 * factor, one mistake before two, less that speaks against it, then the order of the catalogue.
 */
export function ranked(trials: readonly Trial[], arrays: number, situation: Situation): Diagnosis[] {
  const keyed = trials.map((trial) => ({ trial, key: keyOf(trial) }));
  // Sorting is stable: what is equal stays in the order of the catalogue.
  keyed.sort((a, b) => {
    const at = a.key.findIndex((value, which) => value !== b.key[which]);
    return at < 0 ? 0 : a.key[at] - b.key[at];
  });
  const signed = keyed.map(({ trial, key }) => ({ trial, sign: JSON.stringify([key, placesOf(trial)]) }));
  const ranks = [...new Set(signed.map(({ sign }) => sign))];
  const groups = new Map<string, typeof signed>();
  for (const member of signed) {
    const names = member.trial.ways.map(({ mistake: { name } }) => name).join();
    const group = `${names} ${member.sign}`;
    groups.set(group, [...(groups.get(group) ?? []), member]);
  }
  return [...groups.values()].slice(0, mostDiagnoses).map(([{ trial, sign }, ...others]): Diagnosis => {
    const { ways, fits, against } = trial;
    const named = ways.map(({ mistake, way: { what } }) => ({ mistake, what }));
    return {
      mistakes: named,
      otherwise: others.map((rival) => rival.trial.ways.map(({ way }) => way.what)),
      explained: fits.map(({ array: { subject }, explained, whole }) => ({
        subject,
        places: explained,
        whole,
      })),
      count: countOf(trial),
      whole: fits.length === arrays && fits.every(({ whole }) => whole),
      against,
      rank: ranks.indexOf(sign),
      text: diagnosisText(
        named.map(({ what }) => what),
        fits,
        ({ tensor }) => numbersOf(situation.gradients, tensor),
      ),
    };
  });
}

function keyOf(trial: Trial): number[] {
  return [
    -countOf(trial),
    -trial.fits.filter(({ whole }) => whole).length,
    trial.ways.some(({ mistake }) => mistake.general) ? 1 : 0,
    trial.ways.length,
    trial.against,
  ];
}

/** Which entries are explained, for comparison. */
function placesOf({ fits }: Trial): (string | number)[] {
  return fits.flatMap(({ array: { subject }, explained }) => [
    subject.kind,
    subject.tensor.name,
    ...explained,
  ]);
}
