import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');
export const model = (name: string): string => join(root, 'templates', `${name}.yaml`);

export interface Outcome {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** The built command as a user calls it, in a folder of its own unless `cwd` names one. */
export function gradsheet(
  args: readonly string[],
  { cwd = emptyFolder(), input = '', env = {}, node = [] as readonly string[] } = {},
): Outcome {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...node, join(root, 'bin/gradsheet.js'), ...args],
    { cwd, input, encoding: 'utf8', env: { ...process.env, ...env } },
  );
  return { status, out: stdout, err: stderr };
}

export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'gradsheet-'));
}
