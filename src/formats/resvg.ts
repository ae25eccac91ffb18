import { MissingTool } from '../missing-tool.ts';

/** The program that makes pixels of an SVG. Throws MissingTool where it does not load. */
export async function resvg(): Promise<typeof import('@resvg/resvg-js')> {
  try {
    return await import('@resvg/resvg-js');
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new MissingTool(
      `The PNG needs the npm package @resvg/resvg-js, which does not load here (${why}); run npm install again, or take --to svg.`,
    );
  }
}
