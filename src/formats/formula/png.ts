import { resvg } from '../resvg.ts';
import type { FormulaFormat } from './formula-format.ts';
import { svg } from './svg.ts';

/** The SVG in pixels, its background clear: 300 of them to the inch. */
export const png: FormulaFormat = {
  name: 'png',
  summary: 'the SVG in pixels, 300 to the inch, its background clear',
  write: async (formula, style) => {
    const { Resvg } = await resvg();
    const source = String(await svg.write(formula, style));
    // What MathJax has no outline for is a letter of a system's font.
    const font = { loadSystemFonts: source.includes('<text') } as const;
    // SVG's pixels are 96 to the inch.
    return new Uint8Array(
      new Resvg(source, { fitTo: { mode: 'zoom', value: 300 / 96 }, font }).render().asPng(),
    );
  },
};
