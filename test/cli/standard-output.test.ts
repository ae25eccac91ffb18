import { spawnSync } from 'node:child_process';
import { existsSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, gradsheet, model, root } from './run.ts';

const lesson = model('how-a-filter-learns');
const bin = join(root, 'bin/gradsheet.js');

describe.skipIf(!existsSync('/dev/full'))('standard output', () => {
  it.each([[['--help']], [['eval', lesson]], [['schema']], [['derive', lesson, '--to', 'typ']]])(
    'that is full is told after %j, status 3',
    (args) => {
      const { status, stderr } = spawnSync(process.execPath, [bin, ...args], {
        cwd: emptyFolder(),
        encoding: 'utf8',
        stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
      });
      expect([status, stderr]).toEqual([
        3,
        'standard output: cannot be written, since the disk is full; send it to another place.\n',
      ]);
    },
  );

  it('that has room for a part of it is told as well', () => {
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', 'ulimit -f 1; exec "$0" "$@" > part', process.execPath, bin, 'schema'],
      { cwd: emptyFolder(), encoding: 'utf8' },
    );
    expect([status, stderr]).toEqual([
      3,
      'standard output: cannot be written, since files may not be so large; send it to another place.\n',
    ]);
  });

  it('may be closed early: what is left is done, and a wrong answer stays one', () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'answer.json'), '{"W": [[0, 0], [0, 0]]}');
    const closed = (...args: readonly string[]) =>
      spawnSync(
        'sh',
        ['-c', '{ "$0" "$@"; echo $? > status; } | true; cat status', process.execPath, bin, ...args],
        {
          cwd,
          encoding: 'utf8',
        },
      );
    const derived = closed('derive', lesson, '-o', 'lesson.tex');
    expect([derived.stdout, derived.stderr, existsSync(join(cwd, 'lesson.tex'))]).toEqual(['0\n', '', true]);
    expect(closed('verify', lesson, 'answer.json').stdout).toBe('1\n');
  });
});

/** Code that runs beside the command's. */
const beside = (code: string): readonly string[] => ['--import', `data:text/javascript,${code}`];
const when = (code: string): readonly string[] =>
  beside(
    `const timer = setInterval(() => { if (process.listenerCount('uncaughtException') > 0) { clearInterval(timer); ${code} } }, 1)`,
  );

describe('a fault of ours has status 3 and a stack', () => {
  it.each<[string, readonly string[], string]>([
    ['nobody catches', when("throw new Error('thrown')"), 'Error: thrown\n    at '],
    ['nobody waits for', when("Promise.reject(new Error('rejected'))"), 'Error: rejected\n    at '],
    [
      'ends the run early',
      beside('process.stdout.write = () => true'),
      'Error: it ended before its work was done\n    at ',
    ],
  ])('if it %s', async (_, node, stack) => {
    const { status, err } = await gradsheet(['eval', lesson], { node });
    expect(status).toBe(3);
    expect(err).toContain(`This is a fault of gradsheet, not of your input:\n${stack}`);
  });

  it('if the program cannot be loaded', () => {
    const cwd = emptyFolder();
    const file = join(cwd, 'gradsheet.js');
    spawnSync('cp', [bin, file]);
    const { status, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8' });
    expect(status).toBe(3);
    expect(stderr).toContain('ERR_MODULE_NOT_FOUND');
  });
});
