import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { alone } from '../../src/cli/class/folder-lock.ts';
import { thisWriter } from '../../src/cli/class/writer.ts';
import { emptyFolder } from './run.ts';

describe('runs into one folder', () => {
  let said: ReturnType<typeof vi.spyOn>;
  beforeEach(() => {
    said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  });
  afterEach(() => said.mockRestore());

  it('wait for each other, and say so', async () => {
    const folder = join(emptyFolder(), 'class');
    let atWork = 0;
    const work = async (): Promise<number> => {
      atWork++;
      await sleep(100);
      return atWork--;
    };
    expect(await Promise.all([1, 2, 3].map(() => alone(folder, work)))).toEqual([1, 1, 1]);
    expect(said.mock.calls).toEqual(
      Array(2).fill([`${folder}: another run writes there (process ${process.pid}); waiting for it to end.`]),
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it('do not wait for one that has failed', async () => {
    const folder = emptyFolder();
    await expect(alone(folder, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await alone(folder, async () => 'done')).toBe('done');
    expect(said).not.toHaveBeenCalled();
  });

  it('go past one that was killed, whichever of them is the first', async () => {
    const folder = emptyFolder();
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeFileSync(join(folder, '.writing'), thisWriter.replace(/\d+$/, String(pid)));
    expect(await Promise.all([1, 2].map((run) => alone(folder, async () => run)))).toEqual([1, 2]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['of another machine', `0123456789ab-${process.pid}`],
    ['of nobody', 'half a na'],
  ])('go past one %s that shows no life', async (_, holder) => {
    const folder = emptyFolder();
    writeFileSync(join(folder, '.writing'), holder);
    expect(await alone(folder, async () => 'done', 300)).toBe('done');
    expect(said).toHaveBeenCalledOnce();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('are refused where they cannot be kept apart', async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, '.writing'));
    await expect(alone(folder, async () => 'done')).rejects.toThrow(
      `${join(folder, '.writing')}: cannot be written, since it is a folder; choose another place with -o.`,
    );
  });
});
