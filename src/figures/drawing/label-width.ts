import { rowWidth } from '../../notation/width.ts';
import type { LabelText } from './drawing.ts';
import { labelRow } from './label-row.ts';

/** How wide a label of this size is, in cells: never less than it is set. */
export function labelWidth(text: LabelText, size: number): number {
  // An em of size 1 is half a cell.
  return (rowWidth(labelRow(text)) * size) / 2;
}
