import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { BadInput } from '../bad-input.ts';

/** The bytes of a file, or of standard input ("-"): never more than `largest`, whatever a device or a pipe would give. */
export function readBytes(file: string, what: string, largest: number): Uint8Array {
  try {
    const opened = file === '-' ? 0 : openSync(file, 'r');
    try {
      return bytesOf(opened, file, largest);
    } finally {
      if (file !== '-') closeSync(opened);
    }
  } catch (error) {
    throw asBadInput(error, file, what);
  }
}

/** Whether a name is that of a folder; what can be no name at all is none. */
export function isFolder(name: string): boolean {
  try {
    return statSync(name).isDirectory();
  } catch {
    return false;
  }
}

function bytesOf(opened: number, file: string, largest: number): Uint8Array {
  const { size } = fstatSync(opened);
  if (size > largest) throw new BadInput(`${file}: ${size} bytes, expected at most ${largest}.`);
  let bytes = Buffer.allocUnsafe(Math.max(size, 2 ** 16) + 1);
  let length = 0;
  for (;;) {
    const read = readSync(opened, bytes, length, bytes.length - length, null);
    if (read === 0) return bytes.subarray(0, length);
    length += read;
    if (length > largest)
      throw new BadInput(`${file}: more than ${largest} bytes, expected at most so many.`);
    if (length === bytes.length) bytes = Buffer.concat([bytes], 2 * length);
  }
}

/** What the system says of a name that is the user's. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'this is a folder',
  EACCES: 'it may not be read',
  EPERM: 'it may not be read',
  ENAMETOOLONG: 'the name is longer than that of any file',
  ELOOP: 'its links lead round in a circle',
  ENXIO: 'it cannot be read',
  ERR_INVALID_ARG_VALUE: 'no file has such a name',
};

function asBadInput(error: unknown, file: string, what: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = reasons[code];
  const kind = what === 'model' ? ' as YAML or JSON' : '';
  return reason
    ? new BadInput(`${file}: ${reason}, expected ${/^[AEIO]/i.test(what) ? 'an' : 'a'} ${what} file${kind}.`)
    : error;
}
