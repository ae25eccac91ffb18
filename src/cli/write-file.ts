import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  constants,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { BadInput } from '../bad-input.ts';
import { unfinishedName } from './class/writer.ts';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'its folder may not be written to',
  EPERM: 'its folder may not be written to',
  EROFS: 'its file system is read-only',
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'part of its path is a file, not a folder',
  EEXIST: 'there is a file of that name, not a folder',
  EISDIR: 'it is a folder',
  ELOOP: 'its symbolic links lead in a circle',
  ENOSPC: 'the disk is full',
  EDQUOT: 'no more of the disk is yours to fill',
  EFBIG: 'files may not be so large',
  ENAMETOOLONG: 'its name is too long',
  ENXIO: 'nothing takes what is written there',
};

/** A whole, or bytes one part after the other, for what need not be in memory at once. */
type Content = string | Uint8Array | Iterable<Uint8Array>;

/**
 * Writes a whole file or nothing; a device or a pipe is written into, and a symbolic link is followed. Throws BadInput
 * where the place cannot be written.
 */
export function writeFile(file: string, content: Content): void {
  orRefused(file, () => {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found?.isDirectory()) throw refusal(file, 'EISDIR');
    if (found && !found.isFile()) writeInto(file, content);
    else replace(targetOf(file), content, found?.mode);
  });
}

/** Adds to a file, which need not be there. Throws BadInput where it cannot be written. */
export function appendToFile(file: string, text: string): void {
  orRefused(file, () => appendFileSync(file, text));
}

/** Makes the default folder, which need not exist in a fresh place. */
export function makeFolder(folder: string): void {
  orRefused(folder, () => mkdirSync(folder, { recursive: true }));
}

/** Whoever reads from a pipe may close it when enough was seen: that is no error. */
function writeInto(file: string, content: Content): void {
  const descriptor = openSync(file, constants.O_WRONLY);
  try {
    writeAll(descriptor, content);
  } catch (error) {
    if (codeOf(error) !== 'EPIPE') throw error;
  } finally {
    closeSync(descriptor);
  }
}

/**
 * To a temporary name beside it, then renamed over it: what was there stays until the new one is complete, and who may
 * read it stays as it was.
 */
function replace(file: string, content: Content, mode = 0o666): void {
  // Several machines may write to one folder.
  const temporary = join(dirname(file), unfinishedName(randomUUID()));
  const descriptor = openSync(temporary, 'wx', mode & 0o777);
  try {
    try {
      writeAll(descriptor, content);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** A disk may take a part and say so. */
export function writeAll(descriptor: number, content: Content): void {
  const parts =
    typeof content === 'string'
      ? [new TextEncoder().encode(content)]
      : content instanceof Uint8Array
        ? [content]
        : content;
  for (const bytes of parts) for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}

/** Where symbolic links lead, though nothing may be there yet; not in a circle, which was found before. */
function targetOf(file: string): string {
  let target = file;
  while (lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink())
    target = resolve(realpathSync(dirname(target)), readlinkSync(target));
  return target;
}

/** Throws BadInput where the system refuses to write. */
export function orRefused<T>(file: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    const code = codeOf(error);
    throw code === undefined ? error : refusal(file, code);
  }
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

function refusal(file: string, code: string): BadInput {
  const reason = reasons[code] ?? `the system refuses it (${code})`;
  return new BadInput(`${file}: cannot be written, since ${reason}; choose another place with -o.`);
}
