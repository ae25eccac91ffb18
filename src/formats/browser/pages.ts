import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';
import { MissingTool } from '../../missing-tool.ts';
import { launch } from './launch.ts';
import type { RunningBrowser } from './start.ts';

/** A page that is not printed by then, in seconds, is not waited for. */
const secondsToPrint = 120;
/** In milliseconds. */
const moment = 1_000;

/** A browser that works at one page after the other; where it ends by itself, another is started. */
export interface Pages {
  /** What is made of a page that is new and empty. Throws MissingTool where the browser does not do it. */
  with<T>(work: (page: Page) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export async function openPages(seconds = secondsToPrint): Promise<Pages> {
  let browser = await launch();
  return {
    with: async (work) => {
      for (let first = true; ; first = false) {
        try {
          return await within(browser, seconds, work);
        } catch (error) {
          await browser.close();
          // A page of ours that no browser prints is a fault of ours.
          if (error instanceof MissingTool || !(first || error instanceof Ended)) throw error;
          if (!first)
            throw new MissingTool(
              `The browser ended while it printed, and so did another (${browser.executable}: ${error instanceof Error ? error.message : error}); see that it has memory enough, or set PUPPETEER_EXECUTABLE_PATH to another.`,
            );
          browser = await launch();
        }
      }
    },
    close: () => browser.close(),
  };
}

/** The browser, or its process for the page, has ended. */
class Ended extends Error {}

async function within<T>(
  { executable, puppeteer, ended }: RunningBrowser,
  seconds: number,
  work: (page: Page) => Promise<T>,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const done = async (): Promise<T> => {
    const page = await puppeteer.newPage();
    const crashed = new Promise<never>((_, reject) => {
      page.once('error', (error) => reject(new Ended(error.message)));
    });
    const result = await Promise.race([work(page), crashed]);
    await page.close();
    return result;
  };
  try {
    return await Promise.race([
      done(),
      ended.then((why) => Promise.reject(new Ended(why))),
      new Promise<never>((_, reject) => {
        const sentence = `The browser did not print the page within ${seconds} s and was ended (${executable}); run the command again, or set PUPPETEER_EXECUTABLE_PATH to another.`;
        timer = setTimeout(() => reject(new MissingTool(sentence)), seconds * 1000);
      }),
    ]);
  } catch (error) {
    if (puppeteer.connected || error instanceof MissingTool) throw error;
    // Its pipe may be closed a moment before its process is known to have ended.
    throw new Ended(await Promise.race([ended, sleep(moment, 'it hung up', { ref: false })]));
  } finally {
    clearTimeout(timer);
  }
}
