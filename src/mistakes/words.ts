import { indexAt } from '../index/tensor.ts';
import type { Subject } from '../model/subject.ts';
import { long } from './axes.ts';
import type { Fit } from './fit.ts';
import { namesInWords } from './mistake.ts';
import { ratioNear } from './simple-ratio.ts';

/** What an array of an answer is called: dL/dW, W, W after the step. */
function subjectText({ kind, tensor: { name } }: Subject): string {
  switch (kind) {
    case 'gradient':
      return `dL/d${name}`;
    case 'value':
      return name;
    case 'update':
      return `${name} after the step`;
  }
}

/** "All 4 entries of dL/dW are ours times 4: the average's 1/4 in p is missing." */
export function diagnosisText(
  whats: readonly string[],
  fits: readonly Fit[],
  truth: (subject: Subject) => Float64Array,
): string {
  const whole = fits.filter((fit) => fit.whole);
  const partly = fits.filter((fit) => !fit.whole);
  const what = whats.length === 1 ? whats[0] : `two mistakes together, ${whats.join('; and ')}`;
  const places = [...wholes(whole), ...partly.map((fit, at) => someOf(fit, whole.length + at))];
  const scale = commonScale(fits, truth);
  const be = manyOf(fits) ? 'are' : 'is';
  const relation =
    scale === '-1'
      ? `${be === 'are' ? 'have' : 'has'} the opposite sign of ours: ${what}.`
      : scale !== undefined
        ? `${be} ours times ${scale}: ${what}.`
        : `${be} what one gets ${whats.length === 1 ? 'if' : 'by'} ${what}.`;
  const hedge =
    partly.length === 0
      ? ''
      : ` The entries beside ${manyOf(partly) ? 'them' : 'it'} do not follow: it may be chance.`;
  return `${namesInWords(places)} ${relation}${hedge}`;
}

function manyOf(fits: readonly Fit[]): boolean {
  return (
    fits.reduce(
      (count, { array, explained, whole }) => count + (whole ? array.numbers.length : explained.length),
      0,
    ) > 1
  );
}

/** Arrays that are explained, all of each; of many only the first are named. */
function wholes(fits: readonly Fit[]): string[] {
  if (fits.length <= mostNamed) return fits.map(allOf);
  const names = fits.slice(0, mostNamed - 1).map(({ array }) => subjectText(array.subject));
  return [`All entries of ${names.join(', ')} and of ${fits.length - names.length} more arrays`];
}

const mostNamed = 4;

function allOf({ array: { subject, numbers } }: Fit, at: number): string {
  const count = numbers.length;
  const entries = count === 1 ? 'the entry' : count === 2 ? 'both entries' : `all ${count} entries`;
  return capital(`${entries} of ${subjectText(subject)}`, at);
}

function someOf({ array: { subject, shape }, explained }: Fit, at: number): string {
  const shown = explained.slice(0, 4).map((place) => {
    const index = indexAt(shape, place).flatMap((at, axis) => (shape[axis] > 1 ? [at + 1] : []));
    return index.length > 0 ? index.join() : '1';
  });
  const more = explained.length - shown.length;
  const names = more > 0 ? `${shown.join('; ')} and ${more} more` : namesInWords(shown);
  const entries = explained.length === 1 ? 'entry' : 'entries';
  return capital(`${entries} ${names} of ${subjectText(subject)} alone`, at);
}

function capital(text: string, at: number): string {
  return at === 0 ? text[0].toUpperCase() + text.slice(1) : text;
}

/** The number c for which all explained entries are c times ours. */
function commonScale(fits: readonly Fit[], truth: (subject: Subject) => Float64Array): string | undefined {
  const ratios = new Set<string>();
  for (const { array, explained } of fits) {
    const { subject, shape, numbers, slack } = array;
    if (subject.kind !== 'gradient') return undefined;
    if (long(shape) !== long(subject.tensor.shape)) return undefined;
    const ratio = ratioNear(numbers, slack, truth(subject), explained);
    if (!ratio) return undefined;
    ratios.add(ratio.text);
  }
  const [ratio, ...others] = ratios;
  return others.length === 0 ? ratio : undefined;
}
