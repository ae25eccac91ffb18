import { BadInput } from '../../bad-input.ts';
import type { Browser } from './browser.ts';
import { embedded } from './embedded.ts';
import { installed, isExecutable } from './installed.ts';

/**
 * The browsers to try, in this order: the one that PUPPETEER_EXECUTABLE_PATH names (and then no other), the one that
 * comes as an npm package, one that is installed. One that cannot be unpacked is `unusable`.
 */
export async function* browsers(unusable: (why: string) => void): AsyncGenerator<Browser> {
  const named = process.env.PUPPETEER_EXECUTABLE_PATH;
  if (named) {
    if (!isExecutable(named)) {
      throw new BadInput(
        `PUPPETEER_EXECUTABLE_PATH: found ${JSON.stringify(named)}, which is no program; set it to a Chrome, Chromium or Edge, or unset it.`,
      );
    }
    yield { executable: named, environment: {} };
    return;
  }
  const carried = await embedded().catch((error: Error) => {
    unusable(`@sparticuz/chromium: ${error.message}`);
    return undefined;
  });
  if (carried) yield carried;
  const present = installed();
  if (present) yield present;
}
