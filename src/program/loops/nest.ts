import type { Condition, Entry, Range } from '../../index/formula.ts';
import { spanOf } from '../bounds.ts';
import type { LoopStep } from './loop-step.ts';

/** The inside of a loop, or of no loop yet: what is done there before the next loop, and what has a name there. */
export interface Level {
  readonly range: Range | undefined;
  readonly steps: LoopStep[];
  /** Variables by the formula whose value they have. */
  readonly known: Map<string, Entry>;
}

export function level(range?: Range): Level {
  return { range, steps: [], known: new Map() };
}

/**
 * One loop in another around some steps. A condition becomes bounds of the last of its letters, or is asked before the
 * first loop where it has none of them. `innermost` may add steps to every level before it returns its own.
 */
export function nest(
  over: readonly Range[],
  where: readonly Condition[],
  outside: readonly Level[],
  innermost: (levels: readonly Level[]) => readonly LoopStep[],
): LoopStep[] {
  const levels = over.map((range) => level(range));
  const conditions = over.map((): Condition[] => []);
  const before: Condition[] = [];
  for (const condition of where) {
    const last = over.findLastIndex(({ letter }) =>
      condition.value.terms.some((term) => term.letter === letter),
    );
    (conditions[last] ?? before).push(condition);
  }
  let steps = [...innermost([...outside, ...levels])];
  for (let at = over.length - 1; at >= 0; at--) {
    const others = [...outside.flatMap(({ range }) => range ?? []), ...over.slice(0, at)];
    const span = spanOf(over[at], conditions[at], others);
    steps = [{ kind: 'for', letter: over[at].letter, span, steps: [...levels[at].steps, ...steps] }];
  }
  return before.length === 0 ? steps : [{ kind: 'if', conditions: before, steps }];
}
