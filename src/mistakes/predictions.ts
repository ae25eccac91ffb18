import type { Subject } from '../model/subject.ts';
import type { ShapedNumbers } from './axes.ts';
import { together } from './course.ts';
import { mistakes } from './index.ts';
import type { Mistake, Way } from './mistake.ts';
import { Passage } from './passage.ts';
import type { Situation } from './situation.ts';

/** One way of one mistake. */
export interface Made {
  readonly mistake: Mistake;
  readonly way: Way;
}

/** What every way gives in one situation: computed when asked for, and kept. */
export class Predictions {
  readonly situation: Situation;
  /** The ways of all mistakes that do not look at what was answered, in the order of the catalogue. */
  readonly made: readonly Made[];
  readonly #passages = new Map<Made, Passage>();
  readonly #answers = new Map<Made, Map<string, ShapedNumbers | undefined>>();

  constructor(situation: Situation) {
    this.situation = situation;
    this.made = Object.values(mistakes)
      .filter(({ general }) => !general)
      .flatMap((mistake) => mistake.ways(situation, []).map((way): Made => ({ mistake, way })));
  }

  /** What would be answered in this way. */
  answer(made: Made, subject: Subject): ShapedNumbers | undefined {
    const passage = this.#passages.get(made) ?? new Passage(this.situation, made.way.course);
    this.#passages.set(made, passage);
    const answers = this.#answers.get(made) ?? new Map<string, ShapedNumbers | undefined>();
    this.#answers.set(made, answers);
    const key = `${subject.kind} ${subject.tensor.name}`;
    if (!answers.has(key)) answers.set(key, passage.answer(subject));
    return answers.get(key);
  }

  /** The operations that it took to find out what would be answered in this way. */
  work(made: Made): number {
    return this.#passages.get(made)?.work ?? 0;
  }
}

/** The passage of two ways made together. */
export function passageOf(situation: Situation, one: Made, other: Made): Passage {
  return new Passage(situation, together(one.way.course, other.way.course));
}
