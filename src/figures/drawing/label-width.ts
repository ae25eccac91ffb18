import { rowWidth } from '../../notation/width.ts';
import type { Letters } from './drawing.ts';
import { oneLine } from './one-line.ts';

/** How wide a label of this size is, in cells: never less than it is set. */
export function labelWidth(text: Letters, size: number): number {
  // An em of size 1 is half a cell.
  return (rowWidth(oneLine(text)) * size) / 2;
}
