import { entryCount } from '../index/tensor.ts';
import type { FoundArray, GivenArrays } from '../values/given-arrays.ts';
import type { AnsweredEntry } from './answer.ts';
import type { GivenAnswer } from './given.ts';
import { demandFewEntries } from './limits.ts';

/** The arrays of a binary file: .npy, .npz, .safetensors; of any size as doubles. */
export function givenInBinary(arrays: GivenArrays, file: string, anySize: boolean): GivenAnswer[] {
  return arrays.names.map((name) => ({
    key: arrays.nameless ? undefined : name,
    within: undefined,
    read: () => {
      const found = arrays.find(name);
      if (!found) throw new Error(`no array ${name} in ${file}`);
      const { shape, binary } = found;
      if (anySize && binary && entryCount(shape) > 1)
        return { shape, entries: [], numbers: { doubles: binary.doubles(), precision: binary.precision } };
      demandFewEntries(entryCount(shape), file);
      return { shape, entries: binaryEntries(found) };
    },
    refuse: (message) => arrays.refuse(arrays.nameless ? undefined : name, message),
  }));
}

function binaryEntries({ binary }: FoundArray): AnsweredEntry[] {
  if (!binary) throw new Error('an array of a binary file says how it is stored');
  const { precision } = binary;
  return binary.stored().map((value): AnsweredEntry => {
    if (typeof value === 'string') return { kind: 'not finite', written: value };
    // Whole numbers are whole whatever they are stored as.
    if (precision === undefined) return { kind: 'exact', value, written: value.toFraction() };
    return { kind: 'float', value, precision, written: String(value.valueOf()) };
  });
}
