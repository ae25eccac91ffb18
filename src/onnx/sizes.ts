import type { Shape } from '../index/tensor.ts';
import type { ValueInfo } from './proto.ts';

/** Sizes, or the name of one that is left open: by a name, by nothing, or by -1 as some write it. */
export function dimsOf({ type }: ValueInfo): readonly (number | string)[] | undefined {
  return type?.tensorType?.shape?.dim.map(({ dimValue, dimParam }) =>
    dimParam !== '' || dimValue <= 0 ? dimParam : dimValue,
  );
}

export function knownSizes(dims: readonly (number | string)[]): Shape | undefined {
  const known = dims.filter((size) => typeof size === 'number');
  return known.length === dims.length ? known : undefined;
}

export function sizeText(size: number | string): string {
  return size === '' ? '?' : String(size);
}
