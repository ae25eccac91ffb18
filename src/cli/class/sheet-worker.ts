import { workerData } from 'node:worker_threads';
import { BadInput } from '../../bad-input.ts';
import type { LmsName } from '../../lms/index.ts';
import { MissingTool } from '../../missing-tool.ts';
import { version } from '../version.ts';
import type { Order, SheetJob } from './order.ts';
import { readOrder } from './order-file.ts';
import { type PrintedSheet, SheetPrinter } from './print-sheet.ts';
import type { JobAnswer, QueuedJob } from './queued-job.ts';

/** What the threads of a pool are given when they start; jobs from a queue bring their order. */
export interface SheetWork {
  readonly folder: string;
  readonly order?: Order;
  /** The systems that sheets of this order are made for as well. */
  readonly lms?: readonly LmsName[];
}

const { folder, order, lms = [] }: SheetWork = workerData;

/** The printer of the order that was last worked at. Its browser, if there is one, ends with the thread. */
let current: { readonly digest: string; readonly printer: SheetPrinter } | undefined;

/** A job of the order that the pool is for. */
export function print(job: SheetJob): Promise<JobAnswer> {
  return orRefused(() => {
    if (!order) throw new Error('the pool has no order');
    current ??= { digest: '', printer: new SheetPrinter(order, folder, lms) };
    return current.printer.print(job);
  });
}

/** A job from a queue. */
export function printQueued({ order: digest, ...job }: QueuedJob): Promise<JobAnswer> {
  return orRefused(async () => {
    if (current?.digest !== digest) {
      await current?.printer.close();
      current = undefined;
      const queued = readOrder(folder, digest);
      if (queued.gradsheet !== version)
        throw new BadInput(
          `the worksheets are made with gradsheet ${queued.gradsheet}, a worker is gradsheet ${version}; install the same version everywhere.`,
        );
      current = { digest, printer: new SheetPrinter(queued, folder, []) };
    }
    return current.printer.print(job);
  });
}

/** An error loses its class on its way out of a thread; what has a sentence goes out as that. */
async function orRefused(work: () => Promise<PrintedSheet>): Promise<JobAnswer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BadInput) return { refused: error.message };
    if (error instanceof MissingTool) return { missing: error.message };
    throw error;
  }
}
