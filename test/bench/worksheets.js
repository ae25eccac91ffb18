// A class from one command: sheets with keys a second, and the largest memory of the command, by Typst; and pdflatex on
// the same sheets and keys as LaTeX, a process for each, as many at once as there are threads.
// Run with `node test/bench/worksheets.js` after `npm run build`.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const model = join(root, 'templates/a-worksheet.yaml');
const most = Number(process.argv[2] ?? 400);
const threads = availableParallelism();
const folder = mkdtempSync(join(tmpdir(), 'gradsheet-bench-'));

/** One run of the command; its memory is looked at ten times a second. */
async function worksheets(variants, more) {
  const started = performance.now();
  const args = ['worksheet', model, '--variants', String(variants), '--targets', 'sheet,key', ...more];
  const child = spawn(process.execPath, [join(root, 'bin/gradsheet.js'), ...args], { stdio: 'ignore' });
  let memory = 0;
  const watch = setInterval(() => {
    const [, kilobytes = 0] = /^VmHWM:\s+(\d+)/m.exec(statusOf(child.pid)) ?? [];
    memory = Math.max(memory, Number(kilobytes));
  }, 100);
  const status = await new Promise((resolve) => child.on('exit', resolve));
  clearInterval(watch);
  if (status !== 0) throw new Error(`worksheet ended with status ${status}`);
  return { seconds: (performance.now() - started) / 1000, memory };
}

function statusOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    // Elsewhere than on Linux, and after its end.
    return '';
  }
}

function row(name, pdfs, seconds, memory) {
  const size = memory > 0 ? `${(memory / 1024).toFixed(0)} MB` : 'not measured';
  console.log(
    `${name.padEnd(34)} ${String(pdfs).padStart(5)} ${(pdfs / seconds).toFixed(1).padStart(14)}   ${size}`,
  );
}

console.log(
  `${`worksheets, ${threads} threads`.padEnd(34)}  PDFs   PDFs a second   largest memory of the command`,
);
for (const variants of [most / 4, most / 2, most]) {
  const { seconds, memory } = await worksheets(variants, [
    '--engine',
    'typst',
    '-o',
    join(folder, `${variants}`),
  ]);
  row('typst, the whole command', 2 * variants, seconds, memory);
}
if (spawnSync('pdflatex', ['-v']).error === undefined) {
  await worksheets(10, ['--to', 'tex', '-o', join(folder, 'tex')]);
  const files = ['sheets', 'keys'].flatMap((name) =>
    readdirSync(join(folder, 'tex', name)).map((file) => join(folder, 'tex', name, file)),
  );
  const waiting = [...files];
  const started = performance.now();
  await Promise.all(
    Array.from({ length: threads }, async (_, thread) => {
      for (let file = waiting.pop(); file; file = waiting.pop()) {
        const args = ['-interaction=batchmode', `-output-directory=${folder}`, `-jobname=t${thread}`, file];
        const child = spawn('pdflatex', args, { stdio: 'ignore' });
        const status = await new Promise((resolve) => child.on('exit', resolve));
        if (status !== 0) throw new Error(`pdflatex ended with status ${status}`);
      }
    }),
  );
  row('pdflatex, once for each', files.length, (performance.now() - started) / 1000, 0);
}
