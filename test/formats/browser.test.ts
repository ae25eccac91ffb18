import { chmodSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { launch } from '../../src/formats/browser/launch.ts';
import { openPages, type Pages } from '../../src/formats/browser/pages.ts';
import { MissingTool } from '../../src/missing-tool.ts';

/** A program that stands for a browser. It leaves its process number beside it. */
function named(script: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'gradsheet-fake-')), 'browser');
  writeFileSync(file, script);
  chmodSync(file, 0o755);
  vi.stubEnv('PUPPETEER_EXECUTABLE_PATH', file);
  return file;
}

const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** What browsers keep in the temporary folder that this test has of its own. */
let temporary: string;
const profiles = () => readdirSync(temporary).filter((name) => name.startsWith('gradsheet-browser-'));
beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'gradsheet-temporary-'));
  vi.stubEnv('TMPDIR', temporary);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe.skipIf(process.platform === 'win32')('a browser that does not start', () => {
  it.each([
    [
      'complains',
      '#!/bin/sh\necho "[1:2:ERROR:x.cc(3)] libnss3.so is missing" >&2\nexit 127\n',
      'libnss3.so is missing',
    ],
    ['ends without a word', '#!/bin/sh\nexit 5\n', 'it ended with status 5'],
    [
      'closes its pipe before it ends',
      '#!/bin/sh\nexec 3<&- 4>&-\nsleep 0.2\nexit 5\n',
      'it ended with status 5',
    ],
    ['has no interpreter', '#!/no/such/program\n', 'spawn FILE ENOENT'],
    ['is silent', '#!/bin/sh\necho $$ > "$0.pid"\nexec sleep 1000\n', 'no answer within 0.5 s'],
  ])('is told with its reason, and nothing is left of it: it %s', async (what, script, reason) => {
    const file = named(script);
    const refused = await launch(0.5).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(MissingTool);
    expect((refused as MissingTool).message).toBe(
      `The PDF needs a browser and none started (${file}: ${reason.replace('FILE', file)}); set PUPPETEER_EXECUTABLE_PATH to a Chrome, Chromium or Edge that does.`,
    );
    if (what === 'is silent') expect(isThere(Number(readFileSync(`${file}.pid`, 'utf8')))).toBe(false);
    expect(profiles()).toEqual([]);
  });
});

it.runIf(process.platform === 'linux' && process.arch === 'x64')(
  'a browser that cannot be unpacked is told with the reason',
  async () => {
    const file = join(temporary, 'file');
    writeFileSync(file, '');
    for (const [name, value] of Object.entries({ XDG_CACHE_HOME: file, TMPDIR: file, PATH: '' }))
      vi.stubEnv(name, value);
    await expect(launch()).rejects.toThrow(
      `The PDF needs a browser and none started (@sparticuz/chromium: neither ${file}/gradsheet nor ${file}/gradsheet-${process.getuid?.()} can be used as a cache); set PUPPETEER_EXECUTABLE_PATH to a Chrome, Chromium or Edge that does.`,
    );
  },
);

describe('a browser that prints', () => {
  const content = (page: Page) => page.setContent('<p>page</p>').then(() => page.content());
  const crash = async (page: Page, what: 'Browser.crash' | 'Page.crash'): Promise<never> => {
    const session = await page.createCDPSession();
    await Promise.race([session.send(what), new Promise(() => undefined)]);
    throw new Error('it goes on');
  };
  const using = async <T>(seconds: number | undefined, work: (pages: Pages) => Promise<T>): Promise<T> => {
    const pages = await openPages(seconds);
    try {
      return await work(pages);
    } finally {
      await pages.close();
      expect(profiles()).toEqual([]);
    }
  };

  it.each(['Browser.crash', 'Page.crash'] as const)('is started again after a %s', (what) =>
    using(undefined, async (pages) => {
      let tries = 0;
      const printed = await pages.with((page) => (++tries === 1 ? crash(page, what) : content(page)));
      expect(printed).toContain('<p>page</p>');
      expect(tries).toBe(2);
      expect(await pages.with(content)).toContain('<p>page</p>');
    }),
  );

  it('is given up in a sentence where a second one ends as well', () =>
    using(undefined, async (pages) => {
      await expect(pages.with((page) => crash(page, 'Browser.crash'))).rejects.toThrow(
        /^The browser ended while it printed, and so did another \(.*: it ended with SIG\w+\); see that it has memory enough, or set PUPPETEER_EXECUTABLE_PATH to another\.$/,
      );
    }));

  it('is ended in a sentence when its time is up', () =>
    using(0.5, async (pages) => {
      await expect(pages.with(() => new Promise(() => undefined))).rejects.toThrow(
        /^The browser did not print the page within 0\.5 s and was ended \(.*\); run the command again, or set PUPPETEER_EXECUTABLE_PATH to another\.$/,
      );
    }));

  it('does not hide a fault of ours', () =>
    using(undefined, async (pages) => {
      await expect(pages.with(() => Promise.reject(new Error('a fault of ours')))).rejects.toThrow(
        /^a fault of ours$/,
      );
    }));

  it('says once for a run that it has no sandbox', async () => {
    vi.spyOn(process, 'getuid').mockReturnValue(0);
    vi.resetModules();
    const again = await import('../../src/formats/browser/launch.ts');
    for (const browser of [await again.launch(), await again.launch()]) await browser.close();
    expect(vi.mocked(console.warn).mock.calls).toEqual([
      [
        'The browser does not start with its sandbox for root, so it runs without: it prints only the page written here, which has no script from elsewhere and loads nothing.',
      ],
    ]);
  });
});
