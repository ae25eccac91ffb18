import type { Browser as Running } from 'puppeteer-core';
import { MissingTool } from '../../missing-tool.ts';
import { type Browser, browsers } from './find.ts';

const quiet = [
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  // Glyphs where the layout puts them, the same on every machine.
  '--font-render-hinting=none',
];

const withoutSandbox =
  'The browser could not start with its sandbox on this machine, so it runs without: it prints only the page written here, which has no script and loads nothing.';

/** Starts the first browser that starts; without its sandbox only if need be, and then it says so. Throws MissingTool if there is none. */
export async function launch(): Promise<Running> {
  const failures: string[] = [];
  for await (const browser of browsers()) {
    for (const sandbox of isRoot() ? [false] : [true, false]) {
      try {
        const running = await start(browser, sandbox);
        if (!sandbox && !isRoot()) console.warn(withoutSandbox);
        return running;
      } catch (error) {
        failures.push(
          `${browser.executable}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
        );
      }
    }
  }
  throw new MissingTool(
    failures.length === 0
      ? 'The PDF needs a browser and none was found; install Chrome, Chromium or Edge, or set PUPPETEER_EXECUTABLE_PATH to one (the .tex and .html files need none).'
      : `The PDF needs a browser and none started (${failures[0]}); set PUPPETEER_EXECUTABLE_PATH to a Chrome, Chromium or Edge that does.`,
  );
}

async function start({ executable, environment }: Browser, sandbox: boolean): Promise<Running> {
  const { default: puppeteer } = await import('puppeteer-core');
  return puppeteer.launch({
    executablePath: executable,
    headless: 'shell',
    env: { ...process.env, ...environment },
    // The sandbox needs rights that root has not; all that the page may do is switched off as well.
    args: sandbox ? quiet : [...quiet, '--no-sandbox', '--disable-setuid-sandbox'],
    // Over a pipe it ends with us, however we end.
    pipe: true,
    timeout: 60_000,
  });
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}
