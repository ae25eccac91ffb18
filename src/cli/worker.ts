import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Answered, QueuedJob } from './queue.ts';

interface Options {
  readonly queue: string;
  readonly workers?: number;
  readonly output: string;
}

export function addWorker(program: Command): void {
  program
    .command('worker')
    .description('print worksheets that others put in a queue, until it is interrupted')
    .requiredOption(
      '--queue <address>',
      'the Redis server that has the queue, such as redis://localhost:6379',
    )
    .requiredOption('-o, --output <folder>', 'the folder of the worksheets, which all machines share')
    .addOption(
      new Option('--workers <count>', 'threads that print (default: one a core)').argParser((said) => {
        if (/^[1-9]\d?$/.test(said) && Number(said) <= 64) return Number(said);
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
  const { connected, queueAddress, queueName } = await import('./queue.ts');
  const { noteFinished } = await import('./manifest.ts');
  const { threadPool } = await import('./print-all.ts');
  const { availableParallelism } = await import('node:os');
  const { randomUUID } = await import('node:crypto');
  const { makeFolder } = await import('./write-file.ts');
  makeFolder(folder);
  const connection = await connected(queueAddress(queue));
  const { Worker } = await import('bullmq');
  const threads = workers ?? availableParallelism();
  const pool = await threadPool({ folder }, threads, true);
  const notes = `-${randomUUID()}`;
  const worker = new Worker<QueuedJob, Answered>(
    queueName,
    async ({ data }) => {
      const answer: Answered = await pool.run(data, { name: 'printQueued' });
      if ('files' in answer) noteFinished(folder, answer.files, notes);
      return answer;
    },
    // Whatever becomes of workers, a job is given up only when one of them fails at it.
    { connection, concurrency: threads, lockDuration, stalledInterval, maxStalledCount: 1000 },
  );
  worker.on('error', (error) => console.error(`queue: ${error.message}`));
  worker.on('completed', ({ name }) => console.error(`done ${name}`));
  console.error(`waiting for jobs with ${threads} thread${threads === 1 ? '' : 's'}; Ctrl-C ends`);
  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  // What was begun is finished.
  await worker.close();
  await pool.destroy();
  connection.disconnect();
}
