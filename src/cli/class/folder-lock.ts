import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, utimes, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, makeFolder, orRefused } from '../write-file.ts';
import { hasEnded, readWriter, thisWriter } from './writer.ts';

const lockName = '.writing';
/** After how long a silence a run of another machine is taken for dead, and how often it shows that it is not; in milliseconds. */
const longest = 60_000;
const beat = 5_000;
const pause = 250;

/** Does the work when no other run works in the folder: waits for one that does, and goes past one that was killed. */
export async function alone<T>(folder: string, work: () => Promise<T>, silence = longest): Promise<T> {
  makeFolder(folder);
  const lock = join(folder, lockName);
  await take(folder, lock, silence);
  const beating = setInterval(() => utimes(lock, new Date(), new Date(), () => undefined), beat).unref();
  try {
    return await work();
  } finally {
    clearInterval(beating);
    if (holderOf(lock)?.text === thisWriter) rmSync(lock, { force: true });
  }
}

async function take(folder: string, lock: string, silence: number): Promise<void> {
  let last: Holder | undefined;
  let heard = Date.now();
  while (!make(lock, thisWriter)) {
    const holder = holderOf(lock);
    if (holder === undefined) continue;
    const writer = readWriter(holder.text);
    if (holder.beat !== last?.beat) heard = Date.now();
    if ((writer && hasEnded(writer)) || Date.now() - heard > silence) {
      remove(lock, holder);
      continue;
    }
    if (last === undefined)
      console.error(
        `${folder}: another run writes there${writer ? ` (process ${writer.process})` : ''}; waiting for it to end.`,
      );
    last = holder;
    await sleep(pause);
  }
}

interface Holder {
  readonly text: string;
  /** When it last showed that it goes on, by the folder's clock. */
  readonly beat: number;
}

function holderOf(lock: string): Holder | undefined {
  // Undefined where it was removed meanwhile.
  return orRefused(lock, () =>
    unless('ENOENT', () => ({ text: readFileSync(lock, 'utf8'), beat: statSync(lock).mtimeMs })),
  );
}

/** Others that wait may remove the same lock: by a rename only one of them does, and what is not the dead one's goes back. */
function remove(lock: string, dead: Holder): void {
  const aside = `${lock}.${randomUUID()}`;
  orRefused(lock, () => {
    unless('ENOENT', () => {
      renameSync(lock, aside);
      const found = readFileSync(aside, 'utf8');
      if (found !== dead.text) make(lock, found);
    });
    rmSync(aside, { force: true });
  });
}

/** Whether the lock could be made: not if there is one. */
function make(lock: string, holder: string): boolean {
  return orRefused(
    lock,
    () =>
      unless('EEXIST', () => {
        writeFileSync(lock, holder, { flag: 'wx' });
        return true;
      }) ?? false,
  );
}

/** Undefined where the system says that. */
function unless<T>(code: string, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (codeOf(error) === code) return undefined;
    throw error;
  }
}
