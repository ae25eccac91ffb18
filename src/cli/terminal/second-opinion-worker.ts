import { parentPort, workerData } from 'node:worker_threads';
import { askNerdamer, loadNerdamer } from '../../verify/ask-nerdamer.ts';
import type { Questions } from '../../verify/questions.ts';

/** Runs in a thread of its own: asks nerdamer and posts each opinion as soon as it is there. */
askNerdamer(await loadNerdamer(), workerData as Questions, (opinion) => parentPort?.postMessage(opinion));
