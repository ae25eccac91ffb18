import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser as Puppeteer } from 'puppeteer-core';
import type { Browser } from './browser.ts';
import { type BrowserProcess, end, note } from './running.ts';

const quiet = [
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  // Glyphs where the layout puts them, the same on every machine.
  '--font-render-hinting=none',
  // Over a pipe it ends with us, however we end.
  '--remote-debugging-pipe',
];

/** The sandbox needs rights that root has not; all that the page may do is switched off as well. */
const withoutSandbox = ['--no-sandbox', '--disable-setuid-sandbox'];

/** A browser that answers. */
export interface RunningBrowser {
  readonly executable: string;
  readonly puppeteer: Puppeteer;
  /** Says why, when its process ends. */
  readonly ended: Promise<string>;
  /** Ends it and all that it has started. */
  close(): Promise<void>;
}

/** How long a browser without a pipe may take to end, in milliseconds. */
const longestEnd = 1000;

/** A browser that was started and does not answer within its time. */
export class Silent extends Error {}

/** Starts a browser. Throws where it does not come to answer, and leaves nothing of it. */
export async function start(browser: Browser, sandbox: boolean, seconds: number): Promise<RunningBrowser> {
  const { default: puppeteer } = await import('puppeteer-core');
  const { PipeTransport } = await import('puppeteer-core/internal/node/PipeTransport.js');
  const profile = mkdtempSync(join(tmpdir(), 'gradsheet-browser-'));
  const options = puppeteer.defaultArgs({ headless: 'shell', userDataDir: profile, args: quiet });
  const { requests, answers, complaint, ended, close } = spawned(browser, options, { profile, sandbox });
  let timer: NodeJS.Timeout | undefined;
  try {
    const connected = await Promise.race([
      puppeteer
        .connect({ transport: new PipeTransport(requests, answers), protocolTimeout: 0 })
        .catch(async (error: unknown) => {
          // One that closes its pipe is about to end, and how it ends says more.
          const why = await Promise.race([ended, sleep(longestEnd, undefined, { ref: false })]);
          throw why === undefined ? error : new Error(why);
        }),
      ended.then((why) => Promise.reject(new Error(why))),
      new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Silent(`no answer within ${seconds} s`)), seconds * 1000);
      }),
    ]);
    if (!sandbox) note({ state: 'answers without sandbox' });
    return { executable: browser.executable, puppeteer: connected, ended, close };
  } catch (error) {
    await close();
    const why = error instanceof Silent ? undefined : complaint();
    throw why === undefined ? error : new Error(why);
  } finally {
    clearTimeout(timer);
  }
}

/** The browser's process, which leads a group of its own. */
function spawned(
  { executable, environment }: Browser,
  options: readonly string[],
  { profile, sandbox }: { readonly profile: string; readonly sandbox: boolean },
) {
  const child = spawn(executable, sandbox ? options : [...options, ...withoutSandbox], {
    env: { ...process.env, ...environment },
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  const browser: BrowserProcess = { pid: child.pid, profile };
  note({ state: 'started', browser });
  let output = '';
  child.stderr?.on('data', (text: Buffer) => {
    output = `${output}${text}`.slice(0, 2000);
  });
  // What is written to a browser that has ended is lost; that it has ended is told below.
  for (const stream of child.stdio) stream?.on('error', () => undefined);
  let runs = true;
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, signal) => resolve(`it ended with ${signal ?? `status ${code}`}`));
  }).finally(() => {
    runs = false;
    // What it started, and what that wrote to its folder.
    end(browser);
    note({ state: 'ended', browser });
  });
  const [, , , requests, answers] = child.stdio;
  return {
    requests: requests as Writable,
    answers: answers as Readable,
    /** The first line in which it said something, without what loggers put before it. */
    complaint: (): string | undefined =>
      output
        .split('\n')
        .find((line) => /[a-z]/i.test(line))
        ?.replace(/^\[[^\]]*\] ?/, '')
        .replace(/\p{Cc}/gu, ' ')
        .slice(0, 200),
    ended,
    close: async (): Promise<void> => {
      if (runs) end(browser);
      await ended;
    },
  };
}
