import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readAnswer, readJob } from '../../src/cli/class/queued-job.ts';
import { connected, watch } from '../../src/cli/class/redis.ts';
import { have } from '../tools.ts';
import { emptyFolder, gradsheet, model, root } from './run.ts';

const file = model('a-worksheet');
const port = 20_000 + (process.pid % 20_000);
const queue = `redis://127.0.0.1:${port}`;
const children = new Set<ChildProcess>();

/** A command that goes on in the background. */
function started(command: string, args: readonly string[], cwd: string) {
  const child = spawn(command, args, { cwd });
  children.add(child);
  let said = '';
  const heard: (() => void)[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => {
      said += text;
      for (const listener of heard) listener();
    });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  return {
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    ended,
    said: () => said,
    saying: (words: string) =>
      new Promise<void>((resolve) => {
        const listener = (): void => {
          if (said.includes(words)) resolve();
        };
        heard.push(listener);
        listener();
      }),
  };
}

const command = (args: readonly string[], cwd: string) =>
  started(process.execPath, [join(root, 'bin/gradsheet.js'), ...args], cwd);

const worker = (cwd: string, folder = 'class') =>
  command(['worker', '--queue', queue, '-o', folder, '--workers', '1'], cwd);

const worksheets = (count: number) => [
  'worksheet',
  file,
  '--variants',
  String(count),
  '--seed',
  'spring',
  '--engine',
  'typst',
  '-o',
  'class',
];

/** Every file below the folder, hidden ones too, with its bytes. */
function everything(cwd: string): Record<string, string> {
  const folder = join(cwd, 'class');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(folder.length + 1), readFileSync(path, 'base64')];
    }),
  );
}

describe.skipIf(!have('redis-server', 'apt-get install redis-server'))('worksheets by a queue', () => {
  let redis: ReturnType<typeof started>;
  const startRedis = async (): Promise<void> => {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    redis = started('redis-server', args, emptyFolder());
    await redis.saying('Ready to accept connections');
  };
  let here: Record<string, string>;
  beforeAll(async () => {
    await startRedis();
    const cwd = emptyFolder();
    await gradsheet(worksheets(8), { cwd });
    here = everything(cwd);
  });
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
  });

  it('are those of one machine, byte for byte, and each there once', async () => {
    const shared = emptyFolder();
    const workers = [worker(shared), worker(shared)];
    await Promise.all(workers.map((one) => one.saying('waiting for jobs')));
    const run = command([...worksheets(8), '--queue', queue], shared);
    expect(await run.ended).toBe(0);
    expect(everything(shared)).toEqual(here);
    for (const one of workers) one.kill('SIGTERM');
    expect(await Promise.all(workers.map((one) => one.ended))).toEqual([0, 0]);
    const done = workers.flatMap((one) => one.said().match(/^done \S+$/gm) ?? []);
    expect(new Set(done).size).toBe(8);
    expect(done).toHaveLength(8);
  });

  it('are finished by others when a worker is killed', async () => {
    const shared = emptyFolder();
    const first = worker(shared);
    await first.saying('waiting for jobs');
    const run = command([...worksheets(8), '--queue', queue], shared);
    await first.saying('done');
    first.kill('SIGKILL');
    const second = worker(shared);
    expect(await run.ended).toBe(0);
    second.kill('SIGTERM');
    await second.ended;
    expect(everything(shared)).toEqual(here);
    const done = `${first.said()}${second.said()}`.match(/^done \S+$/gm) ?? [];
    expect(new Set(done).size).toBe(8);
  });

  it('go on where they were when who ordered them is killed, without doing a sheet again', async () => {
    const shared = emptyFolder();
    const one = worker(shared);
    await one.saying('waiting for jobs');
    const run = command([...worksheets(8), '--queue', queue], shared);
    await one.saying('done');
    run.kill('SIGKILL');
    await run.ended;
    const again = command([...worksheets(8), '--queue', queue], shared);
    expect(await again.ended).toBe(0);
    one.kill('SIGTERM');
    await one.ended;
    expect(everything(shared)).toEqual(here);
    expect(one.said().match(/^done \S+$/gm)).toHaveLength(8);
  });

  it('say that there is no worker, and keep the names of students out of Redis', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'roster.csv'), 'id,name\nm1,Ada Lovelace\n');
    const run = command(
      ['worksheet', file, '--roster', 'roster.csv', '--to', 'html', '-o', 'class', '--queue', queue],
      cwd,
    );
    await run.saying(
      `No worker takes jobs; on any machine that has this folder: gradsheet worker --queue ${queue} -o FOLDER`,
    );
    const client = new Redis(queue);
    let jobs: string[] = [];
    while (jobs.length === 0) jobs = await client.keys('bull:gradsheet:????????????????*');
    const seen = JSON.stringify(await Promise.all(jobs.map((key) => client.hgetall(key))));
    client.disconnect();
    expect(seen).toContain('sheets/');
    expect(seen).not.toMatch(/Ada|Lovelace|m1/);
    const one = worker(cwd);
    expect(await run.ended).toBe(0);
    one.kill('SIGTERM');
    await one.ended;
    const [sheet] = readdirSync(join(cwd, 'class/sheets'));
    expect(readFileSync(join(cwd, 'class/sheets', sheet), 'utf8')).toContain('Ada Lovelace');
  });

  it('go on when Redis comes back without what it had', async () => {
    const shared = emptyFolder();
    const one = worker(shared);
    await one.saying('waiting for jobs');
    const run = command([...worksheets(8), '--queue', queue], shared);
    await one.saying('done');
    redis.kill('SIGKILL');
    await redis.ended;
    await startRedis();
    expect(await run.ended).toBe(0);
    one.kill('SIGTERM');
    expect(await one.ended).toBe(0);
    expect(everything(shared)).toEqual(here);
    expect(`${run.said()}${one.said()}`).not.toMatch(/ECONN|Error/);
  });

  it('are not what somebody else puts in the queue, and the worker goes on', async () => {
    const cwd = emptyFolder();
    const one = worker(cwd);
    await one.saying('waiting for jobs');
    const sheets = new Queue('gradsheet', { connection: { host: '127.0.0.1', port } });
    const digest = 'a'.repeat(64);
    await sheets.add('\u001b[31m', {
      order: digest,
      code: 'AAAA-BBBB',
      files: [{ file: '../../x.tex', target: 'sheet', format: 'tex', recipe: digest }],
    });
    await one.saying(
      'a job in the queue is none that gradsheet put there (files.0.file: expected sheets/AAAA-BBBB.tex); it was not done.',
    );
    await sheets.close();
    one.kill('SIGTERM');
    expect(await one.ended).toBe(0);
    expect(one.said()).not.toContain('\u001b');
  });

  it('are refused in a sentence by a worker that has another folder', async () => {
    const cwd = emptyFolder();
    const one = worker(cwd, 'elsewhere');
    await one.saying('waiting for jobs');
    const run = command([...worksheets(1), '--queue', queue], cwd);
    expect(await run.ended).toBe(2);
    expect(run.said()).toContain(
      'elsewhere: the order of this job is not in it; worksheet and its workers need one folder that all of them see, named with -o.',
    );
    one.kill('SIGTERM');
    await one.ended;
  });
});

describe('a queue', () => {
  it.each([
    [
      'an address that is none',
      'http://server',
      '--queue: found "http://server", expected the address of a Redis server, such as redis://localhost:6379.',
    ],
    [
      'a server that is not there, without its password',
      'redis://me:secret@127.0.0.1:1',
      '--queue redis://127.0.0.1:1: no Redis answers there (ECONNREFUSED); start redis-server, or leave --queue out to print on this machine alone.',
    ],
  ])('refuses %s in a sentence', async (_, address, sentence) => {
    for (const args of [worksheets(1), ['worker', '-o', 'class']]) {
      const { status, err } = await gradsheet([...args, '--queue', address]);
      expect([status, err]).toEqual([2, `${sentence}\n`]);
    }
  });
});

describe('a Redis that is silent', () => {
  const silent = new Promise<never>(() => undefined);

  it('is waited for only so long, and both are said', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await expect(watch({ ping: () => silent }, 'redis://me:secret@there:1', 0.1)).rejects.toThrow(
      '--queue redis://there:1: Redis has not answered for 0.1 s; start it, then run the command again: what is finished is kept.',
    );
    expect(said.mock.calls).toEqual([
      ['--queue redis://there:1: Redis does not answer; waiting for it, at most 0.1 s.'],
    ]);
    said.mockRestore();
  });

  it('is refused if it never answered', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `redis://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await expect(connected(url, 0.2)).rejects.toThrow(
      `--queue ${url}: no Redis answers there (no answer within 0.2 s); start redis-server, or leave --queue out to print on this machine alone.`,
    );
    server.close();
  });
});

describe('what comes from Redis', () => {
  const digest = 'a'.repeat(64);
  const file = { file: 'sheets/7KQ2-M0XA.tex', target: 'sheet', format: 'tex', recipe: digest } as const;
  const job = { order: digest, code: '7KQ2-M0XA', files: [file] };
  const answer = {
    code: job.code,
    files: [{ file: file.file, sha256: digest, recipe: digest }],
    answers: [],
  };

  it('is a job that names the files of its variant', () => expect(readJob(job)).toEqual(job));

  it.each<[string, unknown]>([
    ['a file outside', { ...job, files: [{ ...file, file: '../../x.tex' }] }],
    ['a file of its folder that is no sheet', { ...job, files: [{ ...file, file: 'manifest.json' }] }],
    ['a code with a path in it', { ...job, code: '../x', files: [{ ...file, file: 'sheets/../x.tex' }] }],
    ['an order with a path in it', { ...job, order: `../${digest.slice(3)}` }],
    [
      'a format that there is not',
      { ...job, files: [{ ...file, format: 'sh', file: 'sheets/7KQ2-M0XA.sh' }] },
    ],
    ['no object', 'job'],
  ])('is no job with %s', (_, said) =>
    expect(readJob(said)).toEqual({
      refused: expect.stringMatching(
        /^a job in the queue is none that gradsheet put there \([^\n]+\); it was not done\.$/,
      ),
    }),
  );

  it('is an answer to the job that was put there, without what it says to other systems', () =>
    expect(readAnswer(JSON.stringify({ ...answer, parts: [{}] }), job)).toEqual({ ...answer, parts: [] }));

  it.each<[string, unknown]>([
    ['of other files', { ...answer, files: [{ ...answer.files[0], file: '../x.tex' }] }],
    ['of fewer files', { ...answer, files: [] }],
    ['of another variant', { ...answer, code: 'other' }],
    ['that is no JSON', '{'],
    ['that writes to the terminal', { refused: '\u001b[2J' }],
  ])('is no answer %s', (_, said) => expect(readAnswer(said, job)).toBeUndefined());
});
