import type { Drawing } from '../figures/drawing/drawing.ts';
import { asText } from '../figures/drawing/lettering.ts';
import { svgOf } from '../figures/drawing/svg-of.ts';

/** An SVG file. */
export type Picture = readonly [name: string, source: string];

/** The pictures of a text, each once, as SVG files. */
export class Pictures {
  readonly #folder: string;
  readonly #of: string;
  readonly #names = new Map<string, string>();

  /** `folder` is what stands before a picture's name in its address; `of` tells these from the pictures of other texts. */
  constructor(folder: string, of?: string) {
    this.#folder = folder;
    this.#of = of === undefined ? '' : `-of-${of}`;
  }

  readonly picture = (drawing: Drawing): string => {
    const source = svgOf(drawing, asText({ family: 'Times New Roman' }));
    const name = this.#names.get(source) ?? `figure-${this.#names.size + 1}${this.#of}.svg`;
    this.#names.set(source, name);
    return `${this.#folder}${name}`;
  };

  get files(): readonly Picture[] {
    return [...this.#names].map(([source, name]) => [name, source] as const);
  }
}
