// Writes anew everything in the repository that is made by the program: golden files, and the reference page of the docs.
// What changed is then read in git's diff.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

/** Runs a program of the repository to its end, or ends with its status. */
function run(...words) {
  const { status } = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

const tests = join(root, 'test');
const golden = readdirSync(tests, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .filter((file) => /Snapshot\(/.test(readFileSync(join(tests, file), 'utf8')));
run('node_modules/vitest/vitest.mjs', 'run', '--config', 'test/vitest.config.ts', '-u', ...golden);
run('bin/gradsheet.js', 'layers', '--to', 'md', '-o', 'docs/layers.md');
