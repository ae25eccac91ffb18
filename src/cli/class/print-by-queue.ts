import { setTimeout as sleep } from 'node:timers/promises';
import type { Queue, QueueEvents } from 'bullmq';
import { BadInput } from '../../bad-input.ts';
import { MissingTool } from '../../missing-tool.ts';
import { isWhole } from './manifest.ts';
import { type Order, type SheetJob, sha256 } from './order.ts';
import { removeOrder, writeOrder } from './order-file.ts';
import type { PrintedSheet } from './print-sheet.ts';
import { type JobAnswer, type QueuedJob, queueName, readAnswer } from './queued-job.ts';
import { asFaultOfRedis, connected, watch, withoutPassword } from './redis.ts';

type Sheets = Queue<QueuedJob, unknown>;

/** How long Redis keeps what a worker answered, for a run that goes on later, in seconds. */
const kept = 3600;
/** How often it is looked whether the queue still has the jobs, in milliseconds. */
const pause = 2_000;
/** How long connections are given to close in good order, in milliseconds. */
const farewell = 2_000;

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
  const listening = connection.duplicate();
  const queue: Sheets = new Queue(queueName, { connection });
  const events = new QueueEvents(queueName, { connection: listening });
  // That Redis is gone is told by the watch.
  queue.on('error', () => undefined);
  events.on('error', () => undefined);
  try {
    const digest = writeOrder(folder, order);
    const run = new QueuedRun(queue, digest, jobs, folder, done);
    await Promise.race([run.finished(events), run.look(withoutPassword(url)), watch(connection, url)]);
    removeOrder(folder, digest);
  } catch (error) {
    throw asFaultOfRedis(error, url);
  } finally {
    // A Redis that does not answer takes no leave.
    const closed = Promise.allSettled([events.close(), queue.close()]);
    await Promise.race([closed, sleep(farewell, undefined, { ref: false })]);
    for (const redis of [listening, connection]) redis.disconnect();
  }
}

/** The jobs of one run that are not done yet. */
class QueuedRun {
  readonly #queue: Sheets;
  readonly #order: string;
  readonly #folder: string;
  readonly #done: (printed: PrintedSheet) => void;
  /** By the job's name in Redis: the same job of a run that was cut off is not put there again. */
  readonly #waiting: Map<string, SheetJob>;
  #allDone: () => void = () => undefined;

  constructor(
    queue: Sheets,
    order: string,
    jobs: readonly SheetJob[],
    folder: string,
    done: (printed: PrintedSheet) => void,
  ) {
    this.#queue = queue;
    this.#order = order;
    this.#folder = folder;
    this.#done = done;
    this.#waiting = new Map(jobs.map((job) => [sha256(JSON.stringify([order, job])), job]));
  }

  /** Hears of jobs that workers have done, until all are. Throws what is wrong with one of them. */
  finished(events: QueueEvents): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#allDone = resolve;
      events.on('completed', ({ jobId, returnvalue }) => {
        const job = this.#waiting.get(jobId);
        if (!job) return;
        try {
          this.#take(jobId, job, readAnswer(returnvalue, job));
        } catch (error) {
          reject(error);
        }
      });
      events.on('failed', ({ jobId, failedReason }) => {
        if (this.#waiting.has(jobId)) reject(new Error(`a worker failed: ${failedReason}`));
      });
    });
  }

  #take(id: string, job: SheetJob, answer: JobAnswer | undefined): void {
    if (!answer)
      throw new MissingTool(
        `a worker answered to ${job.code} what gradsheet does not; nothing is known of it.`,
      );
    if ('refused' in answer) throw new BadInput(answer.refused);
    if ('missing' in answer) throw new MissingTool(answer.missing);
    this.#waiting.delete(id);
    this.#done(answer);
    if (this.#waiting.size === 0) this.#allDone();
  }

  /** Puts the jobs there, again where Redis has lost them, and says when there is no worker. */
  async look(address: string): Promise<never> {
    let workers = 1;
    await this.#putThere();
    for (;;) {
      const before = workers;
      workers = await this.#queue.getWorkersCount();
      if (workers === 0 && before > 0)
        console.error(
          `No worker takes jobs; on any machine that has this folder: gradsheet worker --queue ${address} -o FOLDER`,
        );
      if (await this.#isAmiss()) await this.#putThere();
      await sleep(pause, undefined, { ref: false });
    }
  }

  /** The job that waits longest is gone, or was done while nobody listened: so may be any other. */
  async #isAmiss(): Promise<boolean> {
    const [oldest] = this.#waiting.keys();
    if (oldest === undefined) return false;
    const job = await this.#queue.getJob(oldest);
    return !job || (await job.isCompleted());
  }

  async #putThere(): Promise<void> {
    for (const [id, job] of [...this.#waiting]) {
      const queued = await this.#queue.getJob(id);
      if (!(await queued?.isCompleted()) || !this.#waiting.has(id)) continue;
      const answer = readAnswer(queued?.returnvalue, job);
      // What an earlier run was refused may be mended, and what was written then may have gone.
      if (answer && 'files' in answer && answer.files.every((file) => isWhole(this.#folder, file)))
        this.#take(id, job, answer);
      else await queued?.remove();
    }
    await this.#queue.addBulk(
      [...this.#waiting].map(([id, job]) => ({
        name: job.code,
        data: { ...job, order: this.#order },
        opts: { jobId: id, removeOnComplete: { age: kept }, removeOnFail: true },
      })),
    );
  }
}
