import { resvg } from '../resvg.ts';
import type { FigureFormat } from './figure-format.ts';
import { svg } from './svg.ts';

/** Pixels of the picture for each of the SVG: about 300 in an inch on a page. */
const zoom = 3;

/** The SVG in pixels, on white. */
export const png: FigureFormat = {
  name: 'png',
  summary: 'the SVG in pixels, about 300 to the inch',
  write: async (drawing, assets) => {
    const { Resvg } = await resvg();
    const source = String(await svg.write(drawing, assets));
    const options = {
      fitTo: { mode: 'zoom', value: zoom },
      background: '#fff',
      font: { loadSystemFonts: false },
    } as const;
    return new Uint8Array(new Resvg(source, options).render().asPng());
  },
};
