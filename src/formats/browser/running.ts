import { rmSync } from 'node:fs';
import { constants } from 'node:os';
import { isMainThread, parentPort } from 'node:worker_threads';

/** A browser's process, which leads a group of its own, and the folder that it keeps its things in. */
export interface BrowserProcess {
  /** Undefined where none could be started. */
  readonly pid: number | undefined;
  readonly profile: string;
}

/** What a thread tells the main one of a browser that it runs. */
type BrowserNews =
  | { readonly state: 'started' | 'ended'; readonly browser: BrowserProcess }
  | { readonly state: 'answers without sandbox' };

/** All browsers that run, in whatever thread; kept by the main thread, which is the one to hear of signals. */
const running = new Map<string, BrowserProcess>();
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
let sandboxMissed = false;

/** Notes what a browser does, so that it ends with us, however we end. */
export function note(news: BrowserNews): void {
  if (!isMainThread) {
    parentPort?.postMessage(news);
    return;
  }
  if (news.state === 'answers without sandbox') sayThatSandboxIsMissing();
  else if (news.state === 'started') {
    if (running.size === 0) listen();
    running.set(news.browser.profile, news.browser);
  } else {
    running.delete(news.browser.profile);
    if (running.size === 0) unlisten();
  }
}

/** Ends every browser that still runs. */
export function endBrowsers(): void {
  for (const browser of running.values()) end(browser);
  running.clear();
  unlisten();
}

/** Ends a browser and all processes that it has started. */
export function end({ pid, profile }: BrowserProcess): void {
  try {
    if (pid !== undefined) process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
  try {
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
  } catch {
    // A process that is ending still writes there: the system clears its temporary folder.
  }
}

function listen(): void {
  process.on('exit', endBrowsers);
  // A command that hears of a signal itself ends in its own way.
  for (const signal of signals) if (process.listenerCount(signal) === 0) process.on(signal, leave);
}

function unlisten(): void {
  process.off('exit', endBrowsers);
  for (const signal of signals) process.off(signal, leave);
}

function leave(signal: (typeof signals)[number]): void {
  process.exit(128 + constants.signals[signal]);
}

function sayThatSandboxIsMissing(): void {
  if (sandboxMissed) return;
  sandboxMissed = true;
  const why =
    process.getuid?.() === 0
      ? 'The browser does not start with its sandbox for root'
      : 'The browser could not start with its sandbox on this machine';
  console.warn(
    `${why}, so it runs without: it prints only the page written here, which has no script from elsewhere and loads nothing.`,
  );
}
