import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { BadInput } from '../../bad-input.ts';
import { MissingTool } from '../../missing-tool.ts';

/** Seconds that a Redis which answered before is waited for, and one that never did. */
const patience = 60;
const firstPatience = 10;
/** How often it is asked, in milliseconds. */
const pause = 1_000;

/** Throws BadInput for what is no address of Redis. */
export function queueAddress(text: string): string {
  if (/^rediss?:\/\/[^\s/]+(\/\d+)?$/.test(text)) return text;
  throw new BadInput(
    `--queue: found ${JSON.stringify(withoutPassword(text).slice(0, 60))}, expected the address of a Redis server, such as redis://localhost:6379.`,
  );
}

export function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//');
}

/** Looks for Redis once: throws BadInput where it cannot be reached. */
export async function connected(url: string, seconds = firstPatience): Promise<Redis> {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: null, retryStrategy: () => null });
  // Without a listener an error of the connection would end the process.
  let reason = '';
  redis.on('error', (error: NodeJS.ErrnoException) => {
    reason = error.code ?? error.message;
  });
  try {
    const answer = redis.connect().then(() => redis.ping());
    if (!(await isWithin(seconds * 1000, answer))) throw new Error(`no answer within ${seconds} s`);
  } catch (error) {
    redis.disconnect();
    const why = reason || (error instanceof Error ? error.message : String(error));
    throw new BadInput(
      `--queue ${withoutPassword(url)}: no Redis answers there (${why}); start redis-server, or leave --queue out to print on this machine alone.`,
    );
  }
  redis.options.retryStrategy = (times: number) => Math.min(times * 200, 2000);
  return redis;
}

/** Goes on for as long as Redis answers, or comes back in time. Throws MissingTool where it does not. */
export async function watch(redis: Pick<Redis, 'ping'>, url: string, seconds = patience): Promise<never> {
  const shown = `--queue ${withoutPassword(url)}`;
  for (;;) {
    const answer = redis.ping();
    // A short silence is not worth a word.
    if (!(await isWithin(50 * seconds, answer))) {
      console.error(`${shown}: Redis does not answer; waiting for it, at most ${seconds} s.`);
      if (!(await isWithin(seconds * 1000, answer)))
        throw new MissingTool(
          `${shown}: Redis has not answered for ${seconds} s; start it, then run the command again: what is finished is kept.`,
        );
      console.error(`${shown}: Redis answers again.`);
    }
    await sleep(pause, undefined, { ref: false });
  }
}

async function isWithin(milliseconds: number, answer: Promise<unknown>): Promise<boolean> {
  const answered = answer.then(() => true);
  return Promise.race([answered, sleep(milliseconds, false, { ref: false })]);
}

/** What Redis says instead of doing what it was asked (no memory, no right, no such command) is its fault, not ours. */
export function asFaultOfRedis(error: unknown, url: string): unknown {
  return error instanceof Error && error.name === 'ReplyError'
    ? new MissingTool(`--queue ${withoutPassword(url)}: Redis refuses (${error.message.slice(0, 200)}).`)
    : error;
}
