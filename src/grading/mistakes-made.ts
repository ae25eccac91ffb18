import type Fraction from 'fraction.js';
import { givenFloats } from '../evaluate/symbols.ts';
import { unlessTieRefused } from '../evaluate/tie-refused.ts';
import { diagnose } from '../mistakes/diagnose.ts';
import type { Diagnosed, Diagnosis } from '../mistakes/diagnosis.ts';
import type { AnsweredNumbers } from '../mistakes/fit.ts';
import { Predictions } from '../mistakes/predictions.ts';
import { type Situation, situationOf } from '../mistakes/situation.ts';
import type { Model } from '../model/model.ts';
import { answeredNumbers, situationIn } from './answered-numbers.ts';
import type { JudgedField, JudgedQuestion } from './judge-question.ts';
import type { MistakeMade } from './mark.ts';

/** So many explanations of the same numbers are told. */
const mostTold = 3;

/**
 * The named mistakes behind the wrong fields of each question: those that explain the whole sheet from what is right, or
 * those that explain one question from the student's own answers to the questions before, where that explains more.
 */
export function mistakesMade(
  model: Model,
  rate: Fraction,
  questions: readonly JudgedQuestion[],
): MistakeMade[][] {
  const asked = questions.map(({ fields }) => numberFields(fields));
  const wrong = asked.map((fields) => fields.filter(({ mark }) => mark.outcome === 'wrong'));
  if (wrong.every((fields) => fields.length === 0)) return questions.map(() => []);
  const truth = situationOf(model, givenFloats(model), rate.valueOf());
  const isTrue = ({ mark: { outcome } }: JudgedField): boolean =>
    outcome === 'right' || outcome === 'rounded';
  const arrays = asked.map((fields) => answeredNumbers(truth, fields, (one) => !isTrue(one)));
  const all = diagnose(
    { model, values: truth.values, answered: withoutRepeats(arrays), rate: rate.valueOf() },
    new Predictions(truth),
  );
  return questions.map(({ before }, at) => {
    const places = wrong[at].flatMap(({ entry }) => (entry ? [entry.place] : []));
    const array = arrays[at];
    if (places.length === 0 || !array) return [];
    const whole = explaining(all, array, places);
    const part = before && unlessTieRefused(() => fromOwn(situationIn(truth, before), asked[at], places));
    return told(part && part.count > whole.count ? part : whole);
  });
}

/** The mistakes of one question, made on top of the student's own answers to those before. */
function fromOwn(
  own: Situation,
  fields: readonly JudgedField[],
  places: readonly number[],
): Explaining | undefined {
  const array = answeredNumbers(own, fields, ({ mark }) => mark.outcome === 'wrong');
  if (!array) return undefined;
  const { model, values, rate } = own;
  const diagnosed = diagnose(
    { model, values, answered: [array], ...(rate !== undefined && { rate }) },
    new Predictions(own),
  );
  return explaining(diagnosed, array, places);
}

/** An array that two questions ask for counts once: where the most of it is wrong. */
function withoutRepeats(arrays: readonly (AnsweredNumbers | undefined)[]): AnsweredNumbers[] {
  const found = new Map<string, AnsweredNumbers>();
  for (const one of arrays) {
    if (!one) continue;
    const key = `${one.subject.kind} ${one.subject.tensor.name}`;
    const before = found.get(key);
    if (!before || before.wrong.length < one.wrong.length) found.set(key, one);
  }
  return [...found.values()];
}

interface Explaining {
  readonly diagnoses: readonly Diagnosis[];
  /** How many wrong fields of the question they explain. */
  readonly count: number;
}

/** The best explanations of these places of an array. One entry among others that are not explained may be chance. */
function explaining(
  { diagnoses }: Diagnosed,
  { subject }: AnsweredNumbers,
  places: readonly number[],
): Explaining {
  const countOf = ({ explained }: Diagnosis): number => {
    const own = explained.find(
      (one) => one.subject.kind === subject.kind && one.subject.tensor === subject.tensor,
    );
    const count = places.filter((place) => own?.places.includes(place)).length;
    return own?.whole || count > 1 || count === places.length ? count : 0;
  };
  const count = Math.max(0, ...diagnoses.map(countOf));
  const best = count === 0 ? [] : diagnoses.filter((one) => countOf(one) === count);
  return { diagnoses: best.filter(({ rank }) => rank === best[0].rank), count };
}

function told({ diagnoses }: Explaining): MistakeMade[] {
  return diagnoses.slice(0, mostTold).map(({ mistakes, text }) => ({
    name: mistakes.map(({ mistake }) => mistake.name).join('+'),
    title: mistakes.map(({ mistake }) => mistake.title).join(' and '),
    text,
    explanation: mistakes.map(({ mistake }) => mistake.explanation).join(' '),
  }));
}

/** Fields that are entries of one array; a single value on the way to the loss fits too many mistakes. */
function numberFields(fields: readonly JudgedField[]): JudgedField[] {
  const own = fields.filter(({ entry }) => entry);
  const isValue = own.some(({ entry }) => entry?.kind === 'value');
  return isValue && own.length < 2 ? [] : own;
}
