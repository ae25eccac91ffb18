import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimes, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, makeFolder, orRefused } from './write-file.ts';
import { hasEnded, readWriter, thisWriter } from './writer.ts';

const lockName = '.writing';
/** How often a run shows that it goes on, and after how long a silence it is taken for dead; in milliseconds. */
const beat = 5_000;
const silence = 60_000;
const pause = 250;

/** Does the work when no other run works in the folder: waits for one that does, and goes past one that was killed. */
export async function alone<T>(folder: string, work: () => Promise<T>): Promise<T> {
  makeFolder(folder);
  const lock = join(folder, lockName);
  await take(folder, lock);
  const beating = setInterval(() => utimes(lock, new Date(), new Date(), () => undefined), beat).unref();
  try {
    return await work();
  } finally {
    clearInterval(beating);
    if (holderOf(lock)?.text === thisWriter) rmSync(lock, { force: true });
  }
}

async function take(folder: string, lock: string): Promise<void> {
  let last: Holder | undefined;
  let heard = Date.now();
  while (!isMade(lock)) {
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

function isMade(lock: string): boolean {
  return orRefused(lock, () => {
    try {
      writeFileSync(lock, thisWriter, { flag: 'wx' });
      return true;
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      throw error;
    }
  });
}

interface Holder {
  readonly text: string;
  /** When it last showed that it goes on, by the folder's clock. */
  readonly beat: number;
}

function holderOf(lock: string): Holder | undefined {
  try {
    return { text: readFileSync(lock, 'utf8'), beat: statSync(lock).mtimeMs };
  } catch {
    // Removed meanwhile.
    return undefined;
  }
}

/** Others that wait may remove the same lock: by a rename only one of them does, and what is not the dead one's goes back. */
function remove(lock: string, dead: Holder): void {
  const aside = `${lock}.${randomUUID()}`;
  try {
    renameSync(lock, aside);
    if (readFileSync(aside, 'utf8') !== dead.text) linkSync(aside, lock);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}
