import type { EvaluatedJson } from '../../src/evaluate/evaluated-json.ts';

/** Where the losses, outputs and gradients differ, in name, shape or number beyond 1e-9 relative; undefined where nowhere. */
export function differing(found: EvaluatedJson, expected: EvaluatedJson): string | undefined {
  return (
    listed('the parts', Object.keys(found), ['loss', 'outputs', 'gradients']) ??
    differingLoss(found.loss, expected.loss) ??
    differingArrays('output', found.outputs, expected.outputs) ??
    differingArrays('gradient', found.gradients, expected.gradients)
  );
}

function differingLoss(found: EvaluatedJson['loss'], expected: EvaluatedJson['loss']): string | undefined {
  if (found === null || expected === null)
    return found === expected ? undefined : `loss: ${found?.value} for ${expected?.value}`;
  return near(found.value, expected.value) ? undefined : `loss: ${found.value} for ${expected.value}`;
}

function differingArrays(
  what: string,
  found: EvaluatedJson['outputs'],
  expected: EvaluatedJson['outputs'],
): string | undefined {
  const names = listed(`the ${what}s`, Object.keys(found), Object.keys(expected));
  if (names !== undefined) return names;
  for (const [name, { shape, value }] of Object.entries(expected)) {
    const shapes = listed(`the shape of ${what} ${name}`, found[name].shape, shape);
    if (shapes !== undefined) return shapes;
    const [ours, theirs] = [numbersIn(value), numbersIn(found[name].value)];
    if (ours.length !== theirs.length) return `${what} ${name}: ${theirs.length} numbers for ${ours.length}`;
    const at = ours.findIndex((number, place) => !near(theirs[place], number));
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

/** Differences of larger numbers that nearly cancel are as good as those numbers. */
function near(found: number, expected: number): boolean {
  return Math.abs(found - expected) <= 1e-9 * Math.max(Math.abs(expected), 1e-3);
}
