import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { writeManifest } from '../../src/cli/class/manifest.ts';
import { unfinishedName } from '../../src/cli/class/writer.ts';
import { writeFile } from '../../src/cli/write-file.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'gradsheet-write-'));

describe.skipIf(process.platform === 'win32')('a file is written', () => {
  it('into a pipe, which stays one', async () => {
    const pipe = join(folder(), 'pipe');
    spawnSync('mkfifo', [pipe]);
    const reader = spawn('cat', [pipe]);
    const read = text(reader.stdout);
    writeFile(pipe, 'all of it');
    expect(await read).toBe('all of it');
    expect(lstatSync(pipe).isFIFO()).toBe(true);
  });

  it('into a pipe that is closed after the first line, without a word', async () => {
    const pipe = join(folder(), 'pipe');
    spawnSync('mkfifo', [pipe]);
    const reader = spawn('head', ['-n', '1', pipe]);
    const read = text(reader.stdout);
    writeFile(pipe, 'line\n'.repeat(100_000));
    expect(await read).toBe('line\n');
  });

  it('through a link into a device', () => {
    const link = join(folder(), 'link');
    symlinkSync('/dev/null', link);
    writeFile(link, 'nothing of it');
    expect(readlinkSync(link)).toBe('/dev/null');
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it.each([
    ['to a file', true],
    ['to nothing yet', false],
  ])('through a chain of links %s', (_, isThere) => {
    const here = folder();
    mkdirSync(join(here, 'far'));
    symlinkSync('far', join(here, 'near'));
    symlinkSync('../target', join(here, 'far/second'));
    symlinkSync('near/second', join(here, 'first'));
    if (isThere) writeFileSync(join(here, 'target'), 'old');
    writeFile(join(here, 'first'), 'new');
    expect(readFileSync(join(here, 'target'), 'utf8')).toBe('new');
    expect(readdirSync(here).toSorted()).toEqual(['far', 'first', 'near', 'target']);
    expect(lstatSync(join(here, 'far/second')).isSymbolicLink()).toBe(true);
  });

  it('without letting others read what they could not read before', () => {
    const file = join(folder(), 'marks');
    writeFileSync(file, 'old', { mode: 0o600 });
    writeFile(file, 'new');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('under the longest name that there may be', () => {
    const file = join(folder(), 'n'.repeat(255));
    writeFile(file, 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
  });

  it.each<[string, (here: string) => string, string]>([
    [
      'links in a circle',
      (here) => {
        symlinkSync('b', join(here, 'a'));
        symlinkSync('a', join(here, 'b'));
        return 'a';
      },
      'its symbolic links lead in a circle',
    ],
    [
      'a device that is full',
      (here) => {
        symlinkSync('/dev/full', join(here, 'full'));
        return 'full';
      },
      'the disk is full',
    ],
    ['a name that is too long', () => 'n'.repeat(256), 'its name is too long'],
    [
      'a link into a folder that is not there',
      (here) => {
        symlinkSync('nowhere/file', join(here, 'link'));
        return 'link';
      },
      'its folder does not exist',
    ],
  ])('not to %s', (_, made, reason) => {
    const here = folder();
    const file = join(here, made(here));
    expect(() => writeFile(file, 'new')).toThrow(
      `${file}: cannot be written, since ${reason}; choose another place with -o.`,
    );
    expect(readdirSync(here).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('what a finished run clears away', () => {
  it('is what the dead were writing, and not what the living are', () => {
    const here = folder();
    const living = unfinishedName(randomUUID());
    const { pid } = spawnSync(process.execPath, ['--version']);
    const dead = living.replace(`-${process.pid}.`, `-${pid}.`);
    for (const name of [living, dead]) writeFileSync(join(here, name), 'half');
    writeManifest(here, { title: '', model: '', seed: '', variants: [], files: [] });
    expect([living, dead].map((name) => existsSync(join(here, name)))).toEqual([true, false]);
  });
});
