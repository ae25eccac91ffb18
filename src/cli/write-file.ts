import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { BadInput } from '../bad-input.ts';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'its folder may not be written to',
  EPERM: 'its folder may not be written to',
  EROFS: 'its file system is read-only',
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'part of its path is a file, not a folder',
  EEXIST: 'there is a file of that name, not a folder',
  EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'its name is too long',
};

/**
 * Writes a whole file or nothing: to a temporary name beside it, then renamed over it. What was there stays until the
 * new one is complete. Throws BadInput where the place cannot be written.
 */
export function writeFile(file: string, content: string | Uint8Array): void {
  // Several machines may write to one folder.
  const temporary = join(dirname(file), `.${basename(file)}.${randomUUID()}${unfinishedEnding}`);
  let begun = false;
  try {
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) throw refusal(file, 'EISDIR');
    const descriptor = openSync(temporary, 'wx');
    begun = true;
    try {
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (error) {
    if (begun) rmSync(temporary, { force: true });
    throw error instanceof Error && 'code' in error ? refusal(file, String(error.code), error) : error;
  }
}

const unfinishedEnding = '.tmp';

/** Files below a folder that were being written when their process was killed. */
export function unfinished(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^\..*\.[0-9a-f-]{36}$/.test(basename(name, unfinishedEnding)))
    .filter((name) => name.endsWith(unfinishedEnding))
    .map((name) => join(folder, name));
}

/** Makes the default folder, which need not exist in a fresh place. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw error instanceof Error && 'code' in error ? refusal(folder, String(error.code), error) : error;
  }
}

function refusal(file: string, code: string, error?: Error): Error {
  const reason = reasons[code];
  if (!reason && error) return error;
  return new BadInput(`${file}: cannot be written, since ${reason}; choose another place with -o.`);
}
