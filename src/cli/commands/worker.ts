import { type Command, InvalidArgumentError, Option } from 'commander';
import type { JobAnswer } from '../class/queued-job.ts';

interface Options {
  readonly queue: string;
  readonly workers?: number;
  readonly output: string;
}

export function workerCommand(command: Command): void {
  command
    .description('print worksheets that others put in a queue, until it is interrupted')
    .requiredOption(
      '--queue <address>',
      'the Redis server that has the queue, such as redis://localhost:6379',
    )
    .requiredOption('-o, --output <folder>', 'the folder of the worksheets, which all machines share')
    .addOption(
      new Option('--workers <count>', 'threads that print (default: one a core)').argParser((text) => {
        if (/^[1-9]\d?$/.test(text) && Number(text) <= 64) return Number(text);
        throw new InvalidArgumentError('Expected a whole number from 1 to 64.');
      }),
    )
    .addHelpText(
      'after',
      '\nExample:\n  gradsheet worker --queue redis://server:6379 -o /shared/class\n  gradsheet worksheet class.yaml --variants 30000 --queue redis://server:6379 -o /shared/class',
    )
    .action(work);
}

/** A job whose worker has not been heard of for so long is given to another one; in milliseconds. */
const lockDuration = 10_000;
/** How often that is looked for, in milliseconds. */
const stalledInterval = 2_000;

async function work({ queue, output: folder, workers }: Options): Promise<void> {
  const { queueName, readJob } = await import('../class/queued-job.ts');
  const { asFaultOfRedis, connected, queueAddress, watch } = await import('../class/redis.ts');
  const { noteFinished } = await import('../class/manifest.ts');
  const { endPool, threadPool } = await import('../class/print-all.ts');
  const { availableParallelism } = await import('node:os');
  const { randomUUID } = await import('node:crypto');
  const { makeFolder } = await import('../write-file.ts');
  makeFolder(folder);
  const connection = await connected(queueAddress(queue));
  const { Worker } = await import('bullmq');
  const threads = workers ?? availableParallelism();
  const interrupted = new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  const pool = await threadPool({ folder }, threads, true);
  const notes = `-${randomUUID()}`;
  const worker = new Worker<unknown, JobAnswer>(
    queueName,
    async ({ data }) => {
      const job = readJob(data);
      if ('refused' in job) return job;
      const answer: JobAnswer = await pool.run(job, { name: 'printQueued' });
      if ('files' in answer) noteFinished(folder, answer.files, notes);
      return answer;
    },
    // Whatever becomes of workers, a job is given up only when one of them fails at it.
    { connection, concurrency: threads, lockDuration, stalledInterval, maxStalledCount: 1000 },
  );
  // That Redis is gone is told by the watch.
  worker.on('error', () => undefined);
  worker.on('completed', (_, answer) => console.error(inShort(answer)));
  console.error(`waiting for jobs with ${threads} thread${threads === 1 ? '' : 's'}; Ctrl-C ends`);
  try {
    await Promise.race([interrupted, watch(connection, queue)]);
    // What was begun is finished, as long as there is somebody to tell it.
    await Promise.race([worker.close(), watch(connection, queue)]);
  } catch (error) {
    throw asFaultOfRedis(error, queue);
  } finally {
    void worker.close(true);
    await endPool(pool);
    connection.disconnect();
  }
}

function inShort(answer: JobAnswer): string {
  if ('refused' in answer) return answer.refused;
  return 'missing' in answer ? answer.missing : `done ${answer.code}`;
}
