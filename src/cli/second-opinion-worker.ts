import { parentPort, workerData } from 'node:worker_threads';
import { askNerdamer } from '../verify/ask-nerdamer.ts';
import type { Questions } from '../verify/questions.ts';

/** Runs in a thread of its own: asks nerdamer and posts each opinion as soon as it is there. */
await askNerdamer(workerData as Questions, (opinion) => parentPort?.postMessage(opinion));
