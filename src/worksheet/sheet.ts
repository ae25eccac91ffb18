import type { Block } from '../document/block.ts';
import { backward } from '../document/derivation/backward.ts';
import { forward } from '../document/derivation/forward.ts';
import { given } from '../document/derivation/given.ts';
import { gradientSection } from '../document/derivation/gradient.ts';
import { withValues } from '../document/derivation/with-values.ts';
import { nameOf, topicOf } from '../document/parts.ts';
import { type Setting, settingOf } from '../document/setting.ts';
import { finiteRun, type StageRun } from '../evaluate/stage-run.ts';
import type { Material } from '../exercises/exercise.ts';
import { exercises } from '../exercises/index.ts';
import type { Question } from '../exercises/question.ts';
import type { Model } from '../model/model.ts';
import type { WorksheetPlan } from './section.ts';
import { drawingOf } from './variant-code.ts';

/** One variant of a worksheet: what is given, and the questions with their answers. */
export interface Sheet {
  readonly title: string;
  readonly code: string;
  /** The model with the numbers of this variant. */
  readonly model: Model;
  readonly given: readonly Block[];
  readonly questions: readonly Question[];
  readonly plan: WorksheetPlan;
}

/** The sheet of a variant. */
export function sheetOf(model: Model, code: string, plan: WorksheetPlan): Sheet {
  const setting = settingOf(model, { views: ['elements', 'sums'] });
  const numbers = numbersOf(setting);
  const derived = [
    ...forward(setting),
    ...backward(setting),
    ...gradientSection(setting),
    ...withValues(setting, numbers),
  ];
  const parts: Material['parts'] = (...topics) => {
    const names = topics.map(nameOf);
    return derived.filter((block) => {
      const topic = topicOf(block);
      return topic && names.includes(nameOf(topic));
    });
  };
  return {
    title: plan.title ?? model.title,
    code,
    model,
    given: given(setting, numbers).filter((block) => block.kind !== 'heading'),
    questions: questionsOf({ setting, numbers, parts }, code, plan),
    plan,
  };
}

/** The questions of a variant with their fields and answers, and without the derivation that a sheet quotes: this is quick. */
export function bareQuestions(model: Model, code: string, plan: WorksheetPlan): Question[] {
  const setting = settingOf(model, { views: ['elements', 'sums'] });
  return questionsOf({ setting, numbers: numbersOf(setting), parts: () => [] }, code, plan);
}

function numbersOf({ model, wrt }: Setting): StageRun {
  const numbers = finiteRun(model, wrt);
  if (!numbers) throw new Error('a sheet needs numbers');
  return numbers;
}

function questionsOf(
  derivation: Pick<Material, 'setting' | 'numbers' | 'parts'>,
  code: string,
  plan: WorksheetPlan,
): Question[] {
  // Another stream than that of the numbers, so that neither moves the other.
  const draw = drawingOf(`${code}/questions`);
  const material: Material = { ...derivation, draw, rate: plan.rate };
  return plan.exercises.flatMap(({ name, points, space }) =>
    exercises[name].questions(material).map(
      (question): Question => ({
        ...question,
        space: space ?? question.space,
        fields: question.fields.map((field) => ({ ...field, points: points ?? field.points })),
      }),
    ),
  );
}
