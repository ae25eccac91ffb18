import type { Subject } from '../model/subject.ts';
import type { ShapedNumbers } from './axes.ts';
import { together } from './deviation.ts';
import { mistakes } from './index.ts';
import type { Mistake, Way } from './mistake.ts';
import { MistakenRun } from './mistaken-run.ts';
import type { Situation } from './situation.ts';

/** One way of one mistake. */
export interface MistakeWay {
  readonly mistake: Mistake;
  readonly way: Way;
}

/** What every way gives in one situation: computed when asked for, and kept. */
export class Predictions {
  readonly situation: Situation;
  /** The ways of all mistakes that do not look at what was answered, in the order of the catalogue. */
  readonly ways: readonly MistakeWay[];
  readonly #runs = new Map<MistakeWay, MistakenRun>();
  readonly #answers = new Map<MistakeWay, Map<string, ShapedNumbers | undefined>>();

  constructor(situation: Situation) {
    this.situation = situation;
    this.ways = Object.values(mistakes)
      .filter(({ general }) => !general)
      .flatMap((mistake) => mistake.ways(situation, []).map((way): MistakeWay => ({ mistake, way })));
  }

  /** What would be answered in this way. */
  answer(way: MistakeWay, subject: Subject): ShapedNumbers | undefined {
    const both = this.#runs.get(way) ?? new MistakenRun(this.situation, way.way.deviation);
    this.#runs.set(way, both);
    const answers = this.#answers.get(way) ?? new Map<string, ShapedNumbers | undefined>();
    this.#answers.set(way, answers);
    const key = `${subject.kind} ${subject.tensor.name}`;
    if (!answers.has(key)) answers.set(key, both.answer(subject));
    return answers.get(key);
  }

  /** The operations that it took to find out what would be answered in this way. */
  work(way: MistakeWay): number {
    return this.#runs.get(way)?.work ?? 0;
  }
}

/** The passage of two ways made together. */
export function runOfBoth(situation: Situation, first: MistakeWay, second: MistakeWay): MistakenRun {
  return new MistakenRun(situation, together(first.way.deviation, second.way.deviation));
}
