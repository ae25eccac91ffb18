import { MissingTool } from '../../missing-tool.ts';
import { browsers } from './find.ts';
import { type RunningBrowser, Silent, start } from './start.ts';

/** A browser that does not answer by then, in seconds, is ended. */
const secondsToStart = 30;

/** Starts the first browser that starts; without its sandbox only if need be. Throws MissingTool if there is none. */
export async function launch(seconds = secondsToStart): Promise<RunningBrowser> {
  const failures: string[] = [];
  for await (const browser of browsers((why) => failures.push(why))) {
    for (const sandbox of process.getuid?.() === 0 ? [false] : [true, false]) {
      try {
        return await start(browser, sandbox, seconds);
      } catch (error) {
        failures.push(
          `${browser.executable}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
        );
        // It is not its sandbox that a browser which is silent misses.
        if (error instanceof Silent) break;
      }
    }
  }
  throw new MissingTool(
    failures.length === 0
      ? 'The PDF needs a browser and none was found; install Chrome, Chromium or Edge, or set PUPPETEER_EXECUTABLE_PATH to one (the .tex and .html files need none).'
      : `The PDF needs a browser and none started (${failures[0]}); set PUPPETEER_EXECUTABLE_PATH to a Chrome, Chromium or Edge that does.`,
  );
}
