import type { Item } from './deck.ts';

/** The smallest part of a block that stands on one frame, such as a row of an equation. Its clicks are counted later. */
export interface Piece {
  readonly item: Item;
  /** In em. */
  readonly height: number;
  /** What the first piece of its block on a frame needs besides: the headings of a table. */
  readonly opening: number;
  /** Whether it introduces what follows, and should not be the last on a frame. */
  readonly leads: boolean;
}
