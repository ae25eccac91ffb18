import type { EvaluatedJson } from '../../src/evaluate/evaluated-json.ts';

/**
 * Where the losses, outputs and gradients differ, in name, shape or number beyond 1e-9 relative; undefined where nowhere.
 * Numbers smaller than `least` come of differences of larger ones, and are as good as those.
 */
export function differing(found: EvaluatedJson, expected: EvaluatedJson, least = 1e-3): string | undefined {
  return (
    listed('the parts', Object.keys(found), ['loss', 'outputs', 'gradients']) ??
    differingLoss(found.loss, expected.loss, least) ??
    differingArrays('output', found.outputs, expected.outputs, least) ??
    differingArrays('gradient', found.gradients, expected.gradients, least)
  );
}

function differingLoss(
  found: EvaluatedJson['loss'],
  expected: EvaluatedJson['loss'],
  least: number,
): string | undefined {
  if (found === null || expected === null)
    return found === expected ? undefined : `loss: ${found?.value} for ${expected?.value}`;
  return near(found.value, expected.value, least) ? undefined : `loss: ${found.value} for ${expected.value}`;
}

function differingArrays(
  what: string,
  found: EvaluatedJson['outputs'],
  expected: EvaluatedJson['outputs'],
  least: number,
): string | undefined {
  const names = listed(`the ${what}s`, Object.keys(found), Object.keys(expected));
  if (names !== undefined) return names;
  for (const [name, { shape, value }] of Object.entries(expected)) {
    const shapes = listed(`the shape of ${what} ${name}`, found[name].shape, shape);
    if (shapes !== undefined) return shapes;
    const [ours, theirs] = [numbersIn(value), numbersIn(found[name].value)];
    if (ours.length !== theirs.length) return `${what} ${name}: ${theirs.length} numbers for ${ours.length}`;
    const at = ours.findIndex((number, place) => !near(theirs[place], number, least));
    if (at >= 0) return `${what} ${name}, entry ${at}: ${theirs[at]} for ${ours[at]}`;
  }
  return undefined;
}

function listed(what: string, found: readonly unknown[], expected: readonly unknown[]): string | undefined {
  return found.join() === expected.join() ? undefined : `${what}: ${found.join()} for ${expected.join()}`;
}

/** The numbers of lists in lists. */
export function numbersIn(value: unknown): number[] {
  return Array.isArray(value) ? value.flatMap(numbersIn) : [Number(value)];
}

function near(found: number, expected: number, least: number): boolean {
  return Math.abs(found - expected) <= 1e-9 * Math.max(Math.abs(expected), least);
}
