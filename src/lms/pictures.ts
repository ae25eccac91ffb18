import type { Drawing } from '../figures/drawing/drawing.ts';
import { asText } from '../figures/drawing/lettering.ts';
import { svgOf } from '../figures/drawing/svg-of.ts';

/** The pictures of a text or a package, each once, as SVG files. */
export class Pictures {
  readonly #folder: string;
  readonly #names = new Map<string, string>();

  /** `folder` is what stands before a picture's name in its address. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  readonly picture = (drawing: Drawing): string => {
    const source = svgOf(drawing, asText({ family: 'Times New Roman' }));
    const name = this.#names.get(source) ?? `figure-${this.#names.size + 1}.svg`;
    this.#names.set(source, name);
    return `${this.#folder}${name}`;
  };

  /** Names and contents. */
  get files(): readonly (readonly [name: string, source: string])[] {
    return [...this.#names].map(([source, name]) => [name, source] as const);
  }
}
