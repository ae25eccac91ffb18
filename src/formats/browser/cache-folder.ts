import { lstatSync, mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for what is unpacked once: the user's cache, or one of their own in the temporary folder if home is no place. */
export function cacheFolder(): string {
  const home = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const places = [join(home, 'gradsheet'), join(tmpdir(), `gradsheet-${process.getuid?.() ?? 'user'}`)];
  for (const place of places) {
    try {
      mkdirSync(place, { recursive: true, mode: 0o700 });
      if (isOurs(place)) return place;
    } catch {
      // Not writable: the next place.
    }
  }
  throw new Error(`neither ${places.join(' nor ')} can be used as a cache`);
}

/** Programs are run from here, so nobody else may be able to put one there. */
export function isOurs(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return false;
  const uid = process.getuid?.();
  return uid === undefined || (found.uid === uid && (found.mode & 0o022) === 0);
}
