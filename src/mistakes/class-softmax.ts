import { indexAt, type Tensor } from '../index/tensor.ts';

/** Where the classes are: the first axis of a sample. */
export function classAxis(batch: number | undefined): number {
  return batch === undefined ? 0 : 1;
}

/** The softmax of an array along the axis of its classes. */
export function softmaxOf({ shape }: Tensor, numbers: Float64Array, axis: number): Float64Array {
  const key = (place: number): string => indexAt(shape, place).toSpliced(axis, 1).join();
  const largest = new Map<string, number>();
  for (const [place, number] of numbers.entries())
    largest.set(key(place), Math.max(largest.get(key(place)) ?? number, number));
  const powers = numbers.map((number, place) => Math.exp(number - (largest.get(key(place)) ?? 0)));
  const totals = new Map<string, number>();
  for (const [place, power] of powers.entries())
    totals.set(key(place), (totals.get(key(place)) ?? 0) + power);
  return powers.map((power, place) => power / (totals.get(key(place)) ?? 1));
}
