import type { Drawing } from './drawing/drawing.ts';
import type { Scene } from './scene.ts';

/** One kind of figure that a model has, in a file of its own, and all that is known of it. */
export interface Figure {
  /** The word on the command line. */
  readonly name: string;
  readonly summary: string;
  /** What it can be drawn of; the first one if nothing is said. None where the model has no such figure. */
  subjects(scene: Scene): readonly FigureSubject[];
  /** Throws BadInput for what is too large to be read, or needs values that the model does not have. */
  draw(scene: Scene, subject: FigureSubject): Drawing;
}

/** An array of the model, or all of it. */
export interface FigureSubject {
  /** The name of an output, of a parameter or of the input; "" for the whole model. */
  readonly name: string;
  /** The layer that makes it, which may be said instead. */
  readonly layer?: string;
}

export const wholeModel: FigureSubject = { name: '' };
