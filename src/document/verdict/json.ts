import { indexAt } from '../../index/tensor.ts';
import type { Diagnosed } from '../../mistakes/diagnosis.ts';
import type { Model } from '../../model/model.ts';
import { type ArrayVerdict, type EntryVerdict, isRight, type Verified } from '../../verify/verdict.ts';
import { Names } from '../names.ts';
import { choiceText } from './choices.ts';
import { expectedJson } from './names.ts';
import { type Opinions, secondOpinionJson } from './second-opinion.ts';

/** A verdict as data. Indices count from 1; gradients are always there, values and steps where they were answered. */
export function verdictJson(
  model: Model,
  verified: Verified,
  { diagnoses, notTried }: Diagnosed,
  opinions?: Opinions,
): unknown {
  const names = new Names(model);
  const of = (kind: ArrayVerdict['about']['kind']): Record<string, unknown> =>
    Object.fromEntries(
      verified.arrays
        .filter(({ about }) => about.kind === kind)
        .map((array) => [array.about.tensor.name, arrayJson(names, model, verified, array, diagnoses)]),
    );
  const [values, updates] = [of('value'), of('update')];
  return {
    correct: verified.correct,
    gradients: of('gradient'),
    ...(Object.keys(values).length > 0 && { values }),
    ...(Object.keys(updates).length > 0 && { updates }),
    ...(verified.otherChoice && {
      choice: {
        policy: verified.otherChoice.policy ?? null,
        text: choiceText(model, verified.expected, verified.otherChoice),
      },
    }),
    ...(verified.undecided && { choicesUndecided: true }),
    ...(verified.bound > 0 && { bound: verified.bound }),
    ...(opinions && { secondOpinion: secondOpinionJson(model, names, verified.expected, opinions) }),
    ...(notTried > 0 && { mistakesNotTried: notTried }),
  };
}

function arrayJson(
  names: Names,
  model: Model,
  verified: Verified,
  array: ArrayVerdict,
  diagnoses: Diagnosed['diagnoses'],
): unknown {
  const { about, entries, correct, method, otherShape, shape } = array;
  return {
    correct,
    method,
    ...(otherShape && { shape, expectedShape: about.tensor.shape }),
    entries: entries.map((entry) => entryJson(names, model, verified, array, entry)),
    diagnosis: diagnoses.flatMap(({ mistakes, explained, text, rank }) => {
      const explanation = explained.find(
        ({ subject }) => subject.tensor === about.tensor && subject.kind === about.kind,
      );
      if (!explanation) return [];
      return [
        {
          mistakes: mistakes.map(({ mistake, what }) => ({
            name: mistake.name,
            title: mistake.title,
            what,
            explanation: mistake.explanation,
          })),
          text,
          rank: rank + 1,
          whole: explanation.whole,
          entries: explanation.places.map((place) =>
            indexFromOne(otherShape ? shape : about.tensor.shape, place),
          ),
        },
      ];
    }),
  };
}

function entryJson(
  names: Names,
  model: Model,
  { expected: expectedGraph }: Verified,
  { about }: ArrayVerdict,
  { place, verdict, expected, got, inRegion, rightHere, counterexample }: EntryVerdict,
): unknown {
  return {
    index: indexFromOne(about.tensor.shape, place),
    correct: isRight(verdict),
    verdict,
    expected: expectedJson(names, model, expectedGraph, expected),
    got: got.written,
    ...(inRegion && { inRegion }),
    ...(rightHere && { rightAtTheseValues: true }),
    ...(counterexample && {
      counterexample: {
        expected: counterexample.expected,
        got: counterexample.got,
        at: counterexample.at.map(({ tensor, place: at, value }) => ({
          of: tensor.name,
          index: indexFromOne(tensor.shape, at),
          value,
        })),
      },
    }),
  };
}

function indexFromOne(shape: readonly number[], place: number): number[] {
  return indexAt(shape, place).map((at) => at + 1);
}
