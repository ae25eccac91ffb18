// PDFs by each engine: how many derivations of a convolution a second, each with other numbers, and how much memory.
// Run with `node test/bench/pdf.js` after `npm run build`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { derivation } from '../../dist/document/derivation/derivation.js';
import { assets } from '../../dist/formats/assets.js';
import { openPrinter } from '../../dist/formats/pdf.js';
import { tex } from '../../dist/formats/tex.js';
import { pdfByTypst } from '../../dist/formats/typst/pdf.js';
import { readModel } from '../../dist/model/read.js';

const file = join(import.meta.dirname, '../../templates/how-a-filter-learns.yaml');
const text = readFileSync(file, 'utf8');
const sheets = Number(process.argv[2] ?? 200);

/** A few derivations with other numbers each, under a title of its own for every sheet. */
const derived = [];
for (let at = 0; at < 10; at++) {
  const other = text.replace(/^( +[IW]: )(.*)$/gm, (_, name, rows) => {
    let entry = 0;
    return name + rows.replace(/-?[\d/]+/g, () => String(((at * 7 + entry++ * 5) % 19) - 9));
  });
  derived.push(await derivation(readModel(other, file)));
}
const documents = Array.from({ length: sheets }, (_, at) => {
  const document = derived[at % derived.length];
  return { ...document, title: `${document.title} ${at}` };
});

const folder = mkdtempSync(join(tmpdir(), 'gradsheet-bench-'));
const megabytes = () => process.memoryUsage().rss / 2 ** 20;
console.log(
  'engine                     sheets   sheets a second   memory of this process, at half and at the end',
);

async function measure(name, some, print) {
  await print(documents[0]);
  const started = performance.now();
  let half = 0;
  for (const [at, document] of some.entries()) {
    await print(document);
    if (at === some.length >> 1) half = megabytes();
  }
  const rate = (some.length / (performance.now() - started)) * 1000;
  console.log(
    `${name.padEnd(26)} ${String(some.length).padStart(6)} ${rate.toFixed(1).padStart(17)}   ${half.toFixed(0)} MB, ${megabytes().toFixed(0)} MB`,
  );
}

await measure('typst', documents, (document) => pdfByTypst(document, assets));
const printer = await openPrinter();
await measure('browser, kept open', documents.slice(0, 20), (document) => printer.print(document, assets));
await printer.close();
if (spawnSync('pdflatex', ['-v']).error === undefined) {
  await measure('pdflatex, run once a sheet', documents.slice(0, 10), async (document) => {
    writeFileSync(join(folder, 'a.tex'), String(await tex.write(document, assets)));
    const { status } = spawnSync('pdflatex', ['-interaction=batchmode', 'a.tex'], { cwd: folder });
    if (status !== 0) throw new Error('pdflatex failed');
  });
}
