import type { Notation } from '../notation/notation.ts';

/**
 * A picture as data: one unit is one matrix cell, x to the right, y downwards. Drawn as SVG and as TikZ from the
 * same shapes.
 */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
  /** What a reader who cannot see the picture is told. */
  readonly alt: string;
}

export type Shape =
  | {
      readonly kind: 'rectangle';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill: Tint | 'none';
      readonly stroke: 'thin' | 'thick' | 'dashed';
    }
  /** Centred on (x, y). `size` 1 is the size of a cell's entry. */
  | {
      readonly kind: 'label';
      readonly x: number;
      readonly y: number;
      readonly size: number;
      readonly text: Notation;
    }
  | {
      readonly kind: 'arrow';
      readonly from: readonly [number, number];
      readonly to: readonly [number, number];
    };

/** Colours by meaning; each format maps them to one palette that is legible in grey and to the colour-blind. */
export type Tint =
  | 'image'
  | 'window'
  | 'filter'
  | 'output'
  | 'padding'
  | 'winner'
  /** Sizes, from small to large. */
  | 'heat0'
  | 'heat1'
  | 'heat2'
  | 'heat3'
  | 'heat4';
