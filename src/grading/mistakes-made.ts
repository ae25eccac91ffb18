import type Fraction from 'fraction.js';
import { givenFloats } from '../evaluate/symbols.ts';
import { diagnose } from '../mistakes/diagnose.ts';
import type { Diagnosed, Diagnosis } from '../mistakes/diagnosis.ts';
import type { AnsweredNumbers } from '../mistakes/fit.ts';
import { Predictions } from '../mistakes/predictions.ts';
import { type Situation, situationOf } from '../mistakes/situation.ts';
import type { Model } from '../model/model.ts';
import { unlessTieRefused } from '../model/tie-refused.ts';
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
  const arrays = asked.map((fields) => answeredNumbers(truth, fields, (field) => !isTrue(field)));
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
  situation: Situation,
  fields: readonly JudgedField[],
  places: readonly number[],
): Explaining | undefined {
  const array = answeredNumbers(situation, fields, ({ mark }) => mark.outcome === 'wrong');
  if (!array) return undefined;
  const { model, values, rate } = situation;
  const diagnosed = diagnose(
    { model, values, answered: [array], ...(rate !== undefined && { rate }) },
    new Predictions(situation),
  );
  return explaining(diagnosed, array, places);
}

/** An array that two questions ask for counts once: where the most of it is wrong. */
function withoutRepeats(arrays: readonly (AnsweredNumbers | undefined)[]): AnsweredNumbers[] {
  const found = new Map<string, AnsweredNumbers>();
  for (const array of arrays) {
    if (!array) continue;
    const key = `${array.subject.kind} ${array.subject.tensor.name}`;
    const before = found.get(key);
    if (!before || before.wrong.length < array.wrong.length) found.set(key, array);
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
    const explanation = explained.find(
      (diagnosed) => diagnosed.subject.kind === subject.kind && diagnosed.subject.tensor === subject.tensor,
    );
    const count = places.filter((place) => explanation?.places.includes(place)).length;
    return explanation?.whole || count > 1 || count === places.length ? count : 0;
  };
  const count = Math.max(0, ...diagnoses.map(countOf));
  const best = count === 0 ? [] : diagnoses.filter((diagnosis) => countOf(diagnosis) === count);
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
  const entryFields = fields.filter(({ entry }) => entry);
  const isValue = entryFields.some(({ entry }) => entry?.kind === 'value');
  return isValue && entryFields.length < 2 ? [] : entryFields;
}
