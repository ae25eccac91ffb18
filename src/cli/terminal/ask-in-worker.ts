import { Worker } from 'node:worker_threads';
import { type Opinion, refuseUnsafe } from '../../verify/ask-nerdamer.ts';
import type { Questions } from '../../verify/questions.ts';

interface AskLimits {
  /** For all questions together. */
  readonly seconds?: number;
  readonly megabytes?: number;
}

/**
 * nerdamer's opinions, asked in a thread that is ended when its time or memory is up: entries that it has not come to
 * by then are unanswered, with the reason. In the order of the questions.
 */
export async function askInWorker(questions: Questions, limits: AskLimits = {}): Promise<Opinion[]> {
  refuseUnsafe(questions);
  const { seconds = 20, megabytes = 512 } = limits;
  const opinions: Opinion[] = [];
  const worker = new Worker(script, {
    workerData: questions,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  const reason = await new Promise<string>((resolve) => {
    const timer = setTimeout(() => resolve(`no answer within ${seconds} s`), seconds * 1000);
    const ended = (why: string): void => {
      clearTimeout(timer);
      resolve(why);
    };
    worker.on('message', (opinion: Opinion) => opinions.push(opinion));
    worker.on('error', (error) => ended(reasonOf(error, megabytes)));
    worker.on('exit', () => ended('no answer'));
  });
  await worker.terminate();
  const unanswered = questions.entries
    .slice(opinions.length)
    .map((question): Opinion => ({ kind: 'unanswered', ...question, reason }));
  return [...opinions, ...unanswered];
}

function reasonOf(error: Error & { code?: string }, megabytes: number): string {
  return error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? `no answer within ${megabytes} MB of memory`
    : error.message;
}

/** A thread needs JavaScript: where this file runs as TypeScript, the built one. */
const script = new URL(
  import.meta.url.endsWith('.ts')
    ? '../../../dist/command/second-opinion-worker.js'
    : './second-opinion-worker.js',
  import.meta.url,
);
