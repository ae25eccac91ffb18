import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { format } from 'node:util';
import { vi } from 'vitest';
import { statusOf } from '../../src/cli/main.ts';

export const root = resolve(import.meta.dirname, '../..');
export const model = (name: string): string => join(root, 'templates', `${name}.yaml`);

export interface Outcome {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

interface Surroundings {
  /** A folder of its own unless one is named. */
  readonly cwd?: string;
  /** What stands on standard input. */
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Options of Node. */
  readonly node?: readonly string[];
}

/**
 * The command as a user calls it: in this process, which takes a tenth of the time, unless it reads standard input or is
 * to have an environment or a Node of its own.
 */
export async function gradsheet(
  args: readonly string[],
  { cwd = emptyFolder(), input, env, node }: Surroundings = {},
): Promise<Outcome> {
  if (input !== undefined || env || node) return spawned(args, { cwd, input, env, node });
  const outcome = before.then(() => calledHere(args, cwd));
  before = outcome;
  return outcome;
}

/** The built command in a process of its own. */
export function spawned(
  args: readonly string[],
  { cwd = emptyFolder(), input = '', env = {}, node = [] }: Surroundings = {},
): Outcome {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...node, join(root, 'bin/gradsheet.js'), ...args],
    { cwd, input, encoding: 'utf8', env: { ...process.env, ...env } },
  );
  return { status, out: stdout, err: stderr };
}

/** Calls in one process wait for each other: they share its folder and its output. */
let before: Promise<unknown> = Promise.resolve();

async function calledHere(args: readonly string[], cwd: string): Promise<Outcome> {
  const out: Uint8Array[] = [];
  const err: string[] = [];
  const written =
    (into: (content: string | Uint8Array) => void) => (content: string | Uint8Array, done?: unknown) => {
      into(content);
      if (typeof done === 'function') done();
      return true;
    };
  const said = (...words: unknown[]) => void err.push(`${format(...words)}\n`);
  const spies = [
    vi
      .spyOn(process.stdout, 'write')
      .mockImplementation(written((content) => out.push(Buffer.from(content)))),
    vi.spyOn(process.stderr, 'write').mockImplementation(written((content) => err.push(String(content)))),
    vi.spyOn(console, 'error').mockImplementation(said),
    vi.spyOn(console, 'warn').mockImplementation(said),
  ];
  const { exitCode } = process;
  const folder = process.cwd();
  const environment = { ...process.env };
  process.exitCode = undefined;
  process.chdir(cwd);
  try {
    const status = await statusOf(args);
    return { status, out: Buffer.concat(out).toString(), err: err.join('') };
  } finally {
    process.chdir(folder);
    for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
    Object.assign(process.env, environment);
    process.exitCode = exitCode;
    for (const spy of spies) spy.mockRestore();
  }
}

export function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'gradsheet-'));
}
