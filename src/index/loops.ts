import type { Affine } from './affine.ts';
import type { Condition, Range, Reduction } from './formula.ts';

/** The current value of every letter, by its slot. */
export type SlotValues = Int32Array;

/**
 * One loop in another, the last letter fastest. Each condition is asked as soon as the letters it speaks of have
 * values, so that a narrow one (0 <= u - s i - m < 1) cuts off whole loops.
 */
export function loops({ over, where }: Reduction, slots: ReadonlyMap<string, number>) {
  const places = over.map(({ letter }) => slotOf(slots, letter));
  const conditions = over.map((): Condition[] => []);
  const outside: Condition[] = [];
  for (const condition of where) {
    const deepest = over.findLastIndex(({ letter }) =>
      condition.value.terms.some((term) => term.letter === letter),
    );
    (conditions[deepest] ?? outside).push(condition);
  }
  const hold = conditions.map((level) => holding(level, slots));
  const holdOutside = holding(outside, slots);
  return (letters: SlotValues, visit: () => void): void => {
    const from = (depth: number): void => {
      if (depth === over.length) {
        visit();
        return;
      }
      for (let at = 0; at < over[depth].size; at++) {
        letters[places[depth]] = at;
        if (hold[depth](letters)) from(depth + 1);
      }
    };
    if (holdOutside(letters)) from(0);
  };
}

/** Whether all conditions hold at these letters. */
export function holding(
  conditions: readonly Condition[],
  slots: ReadonlyMap<string, number>,
): (letters: SlotValues) => boolean {
  const values = conditions.map(({ value, below }) => ({ value: compile(value, slots), below }));
  return (letters) =>
    values.every(({ value, below }) => {
      const at = value(letters);
      return at >= 0 && at < below;
    });
}

/** Calls `visit` for every combination of the ranges, the last letter fastest. */
export function forEach(
  over: readonly Range[],
  slots: ReadonlyMap<string, number>,
  letters: SlotValues,
  visit: () => void,
): void {
  const places = over.map(({ letter }) => slotOf(slots, letter));
  if (over.some(({ size }) => size === 0)) return;
  for (const place of places) letters[place] = 0;
  for (;;) {
    visit();
    let axis = over.length - 1;
    while (axis >= 0 && ++letters[places[axis]] === over[axis].size) letters[places[axis--]] = 0;
    if (axis < 0) return;
  }
}

export function compile(form: Affine, slots: ReadonlyMap<string, number>): (letters: SlotValues) => number {
  const { constant } = form;
  const places = Int32Array.from(form.terms, ({ letter }) => slotOf(slots, letter));
  const coefficients = Float64Array.from(form.terms, ({ coefficient }) => coefficient);
  return (letters) => {
    let value = constant;
    for (let i = 0; i < places.length; i++) value += coefficients[i] * letters[places[i]];
    return value;
  };
}

export function slotOf(slots: ReadonlyMap<string, number>, letter: string): number {
  const slot = slots.get(letter);
  if (slot === undefined) throw new Error(`letter ${letter} is not bound`);
  return slot;
}
