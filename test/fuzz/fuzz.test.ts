import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('whatever is done to a file, every reader ends with a result or a sentence, in little time and memory', () => {
  const run = join(import.meta.dirname, 'run.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [run, '300', '--seed', '7'], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(stdout).toMatch(/model .* values .* answer .* roster .* grade .* onnx /s);
});
