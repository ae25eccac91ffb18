import type { Notation } from '../../notation/notation.ts';

/** Round numbers from the first to the last that lie within, about `count` of them: 1, 2 or 5 times a power of ten apart. */
export function ticks(from: number, to: number, count: number): number[] {
  const step = roundStep((to - from) / count);
  const [first, last] = [Math.ceil(from / step - 1e-9), Math.floor(to / step + 1e-9)];
  return Array.from({ length: last - first + 1 }, (_, at) => rounded((first + at) * step));
}

/** The least of 1, 2, 5 times a power of ten that is not below. */
export function roundStep(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast) + 1e-9);
  const times = [1, 2, 5, 10].find((multiple) => multiple * power >= atLeast * (1 - 1e-9)) ?? 10;
  return rounded(times * power);
}

/** The greatest of 1, 2, 5 times a power of ten that is not above. */
export function roundBelow(atMost: number): number {
  const power = 10 ** Math.floor(Math.log10(atMost) + 1e-9);
  const times = [5, 2, 1].find((multiple) => multiple * power <= atMost * (1 + 1e-9)) ?? 1;
  return rounded(times * power);
}

/** Without the last digits, in which multiples of a step err. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

/** A round number as it stands at an axis. */
export function tickLabel(value: number): Notation {
  const positive: Notation = { kind: 'decimal', digits: String(Math.abs(value)) };
  return value < 0 ? { kind: 'negative', of: positive } : positive;
}
