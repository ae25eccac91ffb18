import type { Document } from '../document/block.ts';
import type { Paper } from './paper.ts';
import type { FragmentStyle } from './tex/fragment-style.ts';

/** One format that a derivation is written in. */
export interface Format {
  /** The word after --to; with a dot before it, the file's ending. */
  readonly name: string;
  readonly summary: string;
  /** The same document gives the same bytes, on every machine and every run. What has no pages asks for no paper. */
  write(document: Document, assets: Assets, paper?: Paper): Promise<string | Uint8Array>;
  /** Some blocks of a document alone, to be put into another page; without its title. */
  fragment?(document: Document, assets: Assets, style: FragmentStyle): Promise<string>;
}

/** Files that formats need: page shells from templates/, "katex/..." and "reveal.js/..." from what is meant for browsers in these packages. */
export interface Assets {
  text(name: string): string;
  bytes(name: string): Uint8Array;
}
