import type { SheetJob, WrittenFile } from './print-sheet.ts';

/** Threads are renewed after so many jobs: what printing keeps of each document does not add up. */
const jobsPerPool = 200;

/** Prints all jobs, on several threads where that is worth their start. */
export async function printAll(
  jobs: readonly SheetJob[],
  workers: number | undefined,
  done: (files: readonly WrittenFile[]) => void,
): Promise<void> {
  const { availableParallelism } = await import('node:os');
  const threads = Math.min(workers ?? availableParallelism(), jobs.length);
  const { progress } = await import('./progress.ts');
  const bar = progress(jobs.length, 'sheets');
  const one = (files: readonly WrittenFile[]): void => {
    done(files);
    bar.advance();
  };
  try {
    if (threads <= 1) {
      const { closePrinter, printSheet } = await import('./print-sheet.ts');
      try {
        for (const job of jobs) one(await printSheet(job));
      } finally {
        await closePrinter();
      }
      return;
    }
    // Threads have copies of the environment, but the compiler reads the one that all share.
    if (jobs.some(({ engine }) => engine === 'typst'))
      Object.assign(process.env, (await import('../formats/typst-pdf.ts')).ownFonts);
    const { Piscina } = await import('piscina');
    for (let at = 0; at < jobs.length; at += jobsPerPool) {
      const pool = new Piscina({
        filename: new URL('./sheet-worker.js', import.meta.url).href,
        maxThreads: threads,
        minThreads: threads,
      });
      try {
        const some = jobs.slice(at, at + jobsPerPool);
        await Promise.all(some.map(async (job) => one(await pool.run(job, { name: 'print' }))));
      } finally {
        await pool.destroy();
      }
    }
  } finally {
    bar.stop();
  }
}
