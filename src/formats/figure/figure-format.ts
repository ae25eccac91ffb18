import type { Drawing } from '../../figures/drawing/drawing.ts';
import type { Assets } from '../format.ts';

/** One format that a figure is written in, by itself. */
export interface FigureFormat {
  /** The word after --to; with a dot before it, the file's ending. */
  readonly name: string;
  readonly summary: string;
  /** The same drawing gives the same bytes. */
  write(drawing: Drawing, assets: Assets): Promise<string | Uint8Array>;
}
