import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import * as z from 'zod';
import { BadInput } from '../bad-input.ts';
import { isWhole } from './manifest.ts';
import { type Order, orderShape, type SheetJob, sha256, writtenFile } from './order.ts';
import type { PrintedSheet } from './print-sheet.ts';
import { writeFile } from './write-file.ts';

/** The queue's name in Redis. */
export const queueName = 'gradsheet';

/** A job as it stands in the queue. The order, with the names of students, is a file in the folder that all share. */
export interface QueuedJob extends SheetJob {
  readonly order: string;
}

/** What a worker answers; what it cannot take is refused with a sentence. */
export type Answered = PrintedSheet | { readonly refused: string };

/** Looks for Redis once: throws BadInput where it cannot be reached. */
export async function connected(url: string): Promise<Redis> {
  const shown = withoutPassword(url);
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: null, retryStrategy: () => null });
  // Without a listener an error of the connection would end the process.
  let reason = '';
  redis.on('error', (error: NodeJS.ErrnoException) => {
    reason = error.code ?? error.message;
  });
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    redis.disconnect();
    const why = reason || (error instanceof Error ? error.message : String(error));
    throw new BadInput(
      `--queue ${shown}: no Redis answers there (${why}); start redis-server, or leave --queue out to print on this machine alone.`,
    );
  }
  redis.options.retryStrategy = (times: number) => Math.min(times * 200, 5000);
  return redis;
}

/** Throws BadInput for what is no address of Redis. */
export function queueAddress(said: string): string {
  if (/^rediss?:\/\/[^\s/]+(\/\d+)?$/.test(said)) return said;
  throw new BadInput(
    `--queue: found ${JSON.stringify(withoutPassword(said).slice(0, 60))}, expected the address of a Redis server, such as redis://localhost:6379.`,
  );
}

function withoutPassword(url: string): string {
  return url.replace(/\/\/[^@/]*@/, '//');
}

/** Prints by whatever workers there are, on whatever machines: all share `folder`. */
export async function printByQueue(
  order: Order,
  jobs: readonly SheetJob[],
  folder: string,
  url: string,
  done: (printed: PrintedSheet) => void,
): Promise<void> {
  if (jobs.length === 0) return;
  const { Queue, QueueEvents } = await import('bullmq');
  const connection = await connected(url);
  const content = JSON.stringify(order);
  const digest = sha256(content);
  writeFile(join(folder, orderFile(digest)), content);
  const queue = new Queue<QueuedJob, Answered>(queueName, { connection });
  const events = new QueueEvents(queueName, { connection: connection.duplicate() });
  // The same job of a run that was cut off is not put there again.
  const idOf = (job: SheetJob): string => sha256(JSON.stringify([digest, job]));
  const waiting = new Set(jobs.map(idOf));
  try {
    let ended: (jobId: string, answer: Answered) => void = () => undefined;
    const finished = new Promise<void>((resolve, reject) => {
      ended = (jobId, answer) => {
        if (!waiting.delete(jobId)) return;
        if ('refused' in answer) return reject(new BadInput(answer.refused));
        done(answer);
        if (waiting.size === 0) resolve();
      };
      events.on('completed', ({ jobId, returnvalue }) => ended(jobId, answered(returnvalue)));
      events.on('failed', ({ jobId, failedReason }) => {
        if (waiting.has(jobId)) reject(new Error(`a worker failed: ${failedReason}`));
      });
    });
    // Heard before the first job can be done.
    await events.waitUntilReady();
    if ((await queue.getWorkersCount()) === 0)
      console.error(
        `No worker takes jobs yet; on any machine that has this folder: gradsheet worker --queue ${withoutPassword(url)} -o FOLDER`,
      );
    // What was done while nobody listened.
    for (const id of [...waiting]) {
      const job = await queue.getJob(id);
      if (!(await job?.isCompleted())) continue;
      const answer = answered(job?.returnvalue);
      if ('files' in answer && answer.files.every((one) => isWhole(folder, one))) ended(id, answer);
      else await job?.remove();
    }
    await queue.addBulk(
      jobs
        .filter((job) => waiting.has(idOf(job)))
        .map((job) => ({
          name: job.code,
          data: { ...job, order: digest },
          opts: { jobId: idOf(job), removeOnComplete: { age: keptSeconds }, removeOnFail: true },
        })),
    );
    if (waiting.size > 0) await finished;
    rmSync(join(folder, orderFile(digest)), { force: true });
  } finally {
    await events.close();
    await queue.close();
    connection.disconnect();
  }
}

/** How long Redis keeps what a worker answered, for a run that goes on later. */
const keptSeconds = 3600;

const answerShape = z.union([
  z.object({ refused: z.string() }),
  z.object({ code: z.string(), files: z.array(writtenFile), answers: z.array(z.string()) }),
]);

function answered(said: unknown): Answered {
  return answerShape.parse(typeof said === 'string' ? JSON.parse(said) : said);
}

function orderFile(digest: string): string {
  return `.order-${digest}.json`;
}

/** The order of a job. Throws BadInput where the folder does not have it. */
export function orderIn(folder: string, digest: string): Order {
  const file = join(folder, orderFile(digest));
  const content = readOr(file);
  if (content === undefined || sha256(content) !== digest)
    throw new BadInput(
      `${folder}: the order of this job is not in it; worksheet and its workers need one folder that all of them see, named with -o.`,
    );
  return orderShape.parse(JSON.parse(content));
}

function readOr(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
