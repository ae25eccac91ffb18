import type { Piscina } from 'piscina';
import { BadInput } from '../../bad-input.ts';
import { endBrowsers, note } from '../../formats/browser/running.ts';
import { MissingTool } from '../../missing-tool.ts';
import type { Order, SheetJob } from './order.ts';
import type { PrintedSheet } from './print-sheet.ts';
import type { JobAnswer } from './queued-job.ts';
import type { SheetWork } from './sheet-worker.ts';
import type { Worksheets } from './worksheets.ts';

/** Threads are renewed after so many jobs: what a browser keeps of each document does not add up. */
const jobsPerPool = 200;

/** Prints all jobs, on several threads where that is worth their start. */
export async function printAll(
  order: Order,
  jobs: readonly SheetJob[],
  { folder, lms }: Pick<Worksheets, 'folder' | 'lms'>,
  workers: number | undefined,
  done: (printed: PrintedSheet) => void,
): Promise<void> {
  const { availableParallelism } = await import('node:os');
  const threads = Math.min(workers ?? availableParallelism(), jobs.length);
  if (threads <= 1) {
    const { SheetPrinter } = await import('./print-sheet.ts');
    const printer = new SheetPrinter(order, folder, lms);
    try {
      for (const job of jobs) done(await printer.print(job));
    } finally {
      await printer.close();
    }
    return;
  }
  for (let at = 0; at < jobs.length; at += jobsPerPool) {
    const pool = await sheetPool({ folder, order, lms }, threads);
    try {
      const some = jobs.slice(at, at + jobsPerPool);
      await Promise.all(some.map(async (job) => done(await pool.print(job))));
    } finally {
      await pool.close();
    }
  }
}

async function sheetPool(work: Required<SheetWork>, threads: number) {
  const pool = await threadPool(work, threads, work.order.engine === 'typst');
  return {
    print: async (job: SheetJob): Promise<PrintedSheet> => {
      const answer: JobAnswer = await pool.run(job, { name: 'print' });
      if ('refused' in answer) throw new BadInput(answer.refused);
      if ('missing' in answer) throw new MissingTool(answer.missing);
      return answer;
    },
    close: () => endPool(pool),
  };
}

/** Threads that do what sheet-worker.ts says. */
export async function threadPool(work: SheetWork, threads: number, typst: boolean): Promise<Piscina> {
  // Threads have copies of the environment, but the compiler reads the one that all share.
  if (typst) Object.assign(process.env, (await import('../../formats/typst/pdf.ts')).ownFonts);
  const { Piscina } = await import('piscina');
  const pool = new Piscina({
    filename: script.href,
    maxThreads: threads,
    minThreads: threads,
    workerData: work,
  });
  return pool.on('message', note);
}

/** Ends the threads, and browsers that they cannot end themselves any more. */
export async function endPool(pool: Piscina): Promise<void> {
  await pool.destroy();
  endBrowsers();
}

/** A thread needs JavaScript: where this file runs as TypeScript, the built one. */
const script = new URL(
  import.meta.url.endsWith('.ts') ? '../../../dist/command/sheet-worker.js' : './sheet-worker.js',
  import.meta.url,
);
