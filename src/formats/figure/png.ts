import { MissingTool } from '../../missing-tool.ts';
import type { FigureFormat } from './figure-format.ts';
import { svg } from './svg.ts';

/** Pixels of the picture for each of the SVG: about 300 in an inch on a page. */
const zoom = 3;

/** The SVG in pixels, on white. */
export const png: FigureFormat = {
  name: 'png',
  summary: 'the SVG in pixels, about 300 to the inch',
  write: async (drawing, assets) => {
    const { Resvg } = await loaded();
    const source = String(await svg.write(drawing, assets));
    const options = {
      fitTo: { mode: 'zoom', value: zoom },
      background: '#fff',
      font: { loadSystemFonts: false },
    } as const;
    return new Uint8Array(new Resvg(source, options).render().asPng());
  },
};

async function loaded(): Promise<typeof import('@resvg/resvg-js')> {
  try {
    return await import('@resvg/resvg-js');
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new MissingTool(
      `The PNG needs the npm package @resvg/resvg-js, which does not load here (${why}); run npm install again, or take --to svg.`,
    );
  }
}
