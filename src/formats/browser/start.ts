import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { Browser as Puppeteer } from 'puppeteer-core';
import type { Browser } from './find.ts';
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

/** A browser that was started and does not answer within its time. */
export class Silent extends Error {}

/** Starts a browser. Throws where it does not come to answer, and leaves nothing of it. */
export async function start(browser: Browser, sandbox: boolean, seconds: number): Promise<RunningBrowser> {
  const { default: puppeteer } = await import('puppeteer-core');
  const { PipeTransport } = await import('puppeteer-core/internal/node/PipeTransport.js');
  const { executable, environment } = browser;
  const profile = mkdtempSync(join(tmpdir(), 'gradsheet-browser-'));
  const options = puppeteer.defaultArgs({ headless: 'shell', userDataDir: profile, args: quiet });
  const child = spawn(executable, sandbox ? options : [...options, ...withoutSandbox], {
    env: { ...process.env, ...environment },
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr?.on('data', (text: Buffer) => {
    complaint = `${complaint}${text}`.slice(0, 2000);
  });
  // What is written to a browser that has ended is lost; that it has ended is told below.
  for (const stream of child.stdio) stream?.on('error', () => undefined);
  // Without a process there is only the folder to be removed.
  const running: BrowserProcess = { pid: child.pid, profile, sandbox };
  note({ browser: running, state: 'started' });
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, signal) => {
      resolve(reason(complaint) ?? `it ended with ${signal ?? `status ${code}`}`);
    });
  });
  void ended.then(() => note({ browser: running, state: 'ended' }));
  const close = async (): Promise<void> => {
    end(running);
    await ended;
    // What wrote to its folder while it was removed has ended as well.
    end(running);
  };
  const [, , , requests, answers] = child.stdio;
  const transport = new PipeTransport(requests as Writable, answers as Readable);
  let timer: NodeJS.Timeout | undefined;
  try {
    const connected = await Promise.race([
      puppeteer.connect({ transport, protocolTimeout: 0 }),
      ended.then((why) => Promise.reject(new Error(why))),
      new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Silent(`no answer within ${seconds} s`)), seconds * 1000);
      }),
    ]);
    note({ browser: running, state: 'answers' });
    return { executable, puppeteer: connected, ended, close };
  } catch (error) {
    await close();
    const why = error instanceof Silent ? undefined : reason(complaint);
    throw why === undefined ? error : new Error(why);
  } finally {
    clearTimeout(timer);
  }
}

/** The first line that says something, without what loggers put before it. */
function reason(complaint: string): string | undefined {
  const line = complaint.split('\n').find((text) => /[a-z]/i.test(text));
  return line?.replace(/^\[[^\]]*\] ?/, '').slice(0, 200);
}
