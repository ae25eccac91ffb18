import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { stackInSources } from '../../src/cli/terminal/stack-in-sources.ts';
import { root } from './run.ts';

const file = join(root, 'dist/command/main.js');

describe('the stack of a fault', () => {
  it('has the places in the sources, not those in the files of the command', () => {
    const lines = readFileSync(file, 'utf8').split('\n');
    const line = lines.findIndex((text) => text.includes('This is a fault of gradsheet'));
    const column = lines[line].indexOf('console');
    const source = readFileSync(join(root, 'src/cli/main.ts'), 'utf8').split('\n');
    const wanted = source.findIndex((text) => text.includes('This is a fault of gradsheet'));
    expect(stackInSources(`at report (${pathToFileURL(file)}:${line + 1}:${column + 1})`)).toBe(
      `at report (src/cli/main.ts:${wanted + 1}:3)`,
    );
  });

  it('stays as it is where there is no map', () => {
    const stack = 'Error: x\n    at f (file:///nowhere/a.js:1:2)\n    at node:internal/timers:3:4';
    expect(stackInSources(stack)).toBe(stack);
  });
});
