import type { Drawing } from './drawing.ts';

/** Centimetres of a cell, less where the whole would be larger than there is room. */
export const onPaper = { largestCell: 0.72, widest: 15.5, tallest: 21 };

/** TeX's points in a centimetre. */
export const points = 28.45274;

/** The centimetres of a cell, on a page; whole hundredths of a millimetre. */
export function cellOf(
  { width, height }: Pick<Drawing, 'width' | 'height'>,
  { largestCell, widest, tallest } = onPaper,
): number {
  return Math.floor(1000 * Math.min(largestCell, widest / width, tallest / height)) / 1000;
}

/** The size of letters that are no smaller than 8pt on a page, in a drawing of this width, and no smaller than 1. */
export function legibleSize(width: number): number {
  // An em of size 1 is half a cell.
  const points1 = (cellOf({ width, height: 1 }) * points) / 2;
  return Math.max(1, Math.ceil((20 * 8) / points1) / 20);
}
