import type { Notation } from '../../notation/notation.ts';

/**
 * A picture as data: one unit is one matrix cell, x to the right, y downwards. Drawn as SVG and as TikZ from the
 * same shapes, the first ones at the bottom.
 */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly DrawnShape[];
  /** What a reader who cannot see the picture is told. */
  readonly alt: string;
}

export type DrawnShape = Rectangle | Polygon | Circle | Line | Label;

export type Point = readonly [x: number, y: number];

export interface Rectangle {
  readonly kind: 'rectangle';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill: Tint | 'none';
  readonly stroke: Stroke | 'none';
  /** Strokes across it, from the lower left to the upper right. */
  readonly hatched?: boolean;
  readonly round?: boolean;
}

interface Polygon {
  readonly kind: 'polygon';
  readonly points: readonly Point[];
  readonly fill: Tint | 'none';
  readonly stroke: Stroke | 'none';
}

export interface Circle {
  readonly kind: 'circle';
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly fill: Ink | 'white';
  readonly ink: Ink;
}

/** From point to point; a curve is cubic, its points being one on it and two controls in turn, with one on it at the end. */
export interface Line {
  readonly kind: 'line';
  readonly points: readonly Point[];
  readonly curved?: boolean;
  readonly weight: Weight;
  readonly dash?: 'dashed' | 'dotted';
  readonly ink: Ink;
  /** An arrowhead at its end. */
  readonly head?: boolean;
}

/** Its middle, or its beginning or end, is at x, and the middle of its digits at y. `size` 1 is half a cell high. */
export interface Label {
  readonly kind: 'label';
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly text: LabelText;
  readonly at?: 'beginning' | 'end';
  readonly ink?: Ink;
}

/** A formula or words, or several of them one behind the other. */
export type LabelText = Notation | readonly Notation[];

export type Weight = 'thin' | 'medium' | 'thick';

/** How a cell is edged. */
export type Stroke = 'thin' | 'thick' | 'dashed';

/** Colours of faces by meaning; each format maps them to one palette that is legible in grey and to the colour-blind. */
export type Tint =
  | 'image'
  | 'window'
  | 'filter'
  | 'output'
  | 'padding'
  | 'winner'
  /** Under a window, and what it makes, where the rest of the array has a colour of its own. */
  | 'met'
  | 'made'
  /** Outputs and their windows, one after the other. */
  | 'one'
  | 'two'
  | 'three'
  | 'four'
  | 'five'
  | 'six'
  | 'seven'
  /** Sizes, from small to large. */
  | 'heat0'
  | 'heat1'
  | 'heat2'
  | 'heat3'
  | 'heat4'
  /** Numbers above and below 0, from near to far. */
  | 'above1'
  | 'above2'
  | 'above3'
  | 'below1'
  | 'below2'
  | 'below3';

/** Colours of lines and letters. */
export type Ink =
  | 'black'
  /** Edges of cells. */
  | 'edge'
  /** What is less important. */
  | 'faint'
  /** Lines behind a plot. */
  | 'light'
  | 'grey'
  /** What goes forward through a network, and what comes back. */
  | 'forward'
  | 'backward'
  /** A third line in a plot. */
  | 'third';
