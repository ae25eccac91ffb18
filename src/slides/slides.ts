import type { Block, Document, Inline } from '../document/block.ts';
import { clicked } from './clicks.ts';
import type { Deck, Frame, Item } from './deck.ts';
import type { Piece } from './piece.ts';
import { piecesOf } from './pieces.ts';
import { frameHeight, itemGap } from './room.ts';

/** A document as slides: a frame for each heading, or several where it is too much for one. */
export function slides({ title, running, tones, blocks }: Document): Deck {
  return {
    title,
    ...(running !== undefined && { running }),
    tones: tones ?? new Map(),
    frames: topics(blocks).flatMap(framesOf),
  };
}

/** What stands under one title. */
interface Topic {
  readonly section: readonly Inline[];
  readonly title: readonly Inline[];
  readonly pieces: readonly Piece[][];
}

function topics(blocks: readonly Block[]): Topic[] {
  const found: Topic[] = [];
  let section: readonly Inline[] = [];
  let title: readonly Inline[] = [];
  let pieces: Piece[][] = [];
  const close = (): void => {
    if (pieces.length > 0) found.push({ section, title, pieces });
    pieces = [];
  };
  const open = (block: Block): void => {
    switch (block.kind) {
      case 'heading':
        close();
        title = block.text;
        if (block.level === 1) section = block.text;
        return;
      case 'question':
        close();
        title = [`${block.number}. `, ...block.title, ` (${block.points})`];
        block.blocks.forEach(open);
        return;
      case 'figure':
        // What moves has a frame of its own, its caption above.
        if (block.moving) {
          close();
          found.push({ section, title: block.moving.caption, pieces: [piecesOf(block)] });
        } else pieces.push(piecesOf(block));
        return;
      default: {
        const blockPieces = piecesOf(block);
        if (blockPieces.length > 0) pieces.push(blockPieces);
      }
    }
  };
  blocks.forEach(open);
  close();
  return found;
}

/** As few frames as the room allows, filled as evenly as that number allows. */
function framesOf({ section, title, pieces }: Topic): Frame[] {
  let frames = filled(pieces, frameHeight);
  const count = frames.length;
  for (let room = frameHeight - step; room > 0; room -= step) {
    const closer = filled(pieces, room);
    if (closer.length > count) break;
    frames = closer;
  }
  return frames.map((items, at) => ({ section, title, part: at + 1, ...clicked(items) }));
}

const step = 0.5;

/** As many pieces on each frame as fit, in their order; at least one. */
function filled(pieces: readonly Piece[][], room: number): Item[][] {
  const frames: Item[][] = [];
  let items: Item[] = [];
  let used = 0;
  const all = pieces.flatMap((block) => block.map((piece, at) => ({ piece, first: at === 0 })));
  all.forEach(({ piece, first }, at) => {
    const opened = piece.height + piece.opening + itemGap;
    const needed = first ? opened : piece.height;
    const follower = piece.leads ? all[at + 1]?.piece : undefined;
    const together = needed + (follower ? follower.height + follower.opening + itemGap : 0);
    if (items.length > 0 && used + together > room) {
      frames.push(items);
      items = [];
      used = 0;
    }
    const last = items.at(-1);
    used += last ? needed : opened;
    if (first || !last) items.push(piece.item);
    else items[items.length - 1] = joined(last, piece.item);
  });
  return items.length > 0 ? [...frames, items] : frames;
}

/** Two pieces of one block as one item. */
function joined(first: Item, second: Item): Item {
  if (first.kind === 'equation' && second.kind === 'equation')
    return { ...first, rows: [...first.rows, ...second.rows] };
  if (first.kind === 'list' && second.kind === 'list')
    return { ...first, items: [...first.items, ...second.items] };
  if (first.kind === 'table' && second.kind === 'table')
    return { ...first, rows: [...first.rows, ...second.rows] };
  throw new Error(`pieces of one block are of two kinds, ${first.kind} and ${second.kind}`);
}
