// The laws of whole nets, from the model file to Markdown: time, memory and length, at several sizes of the image.
// Run with `node test/bench/laws.js` after `npm run build`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lawsDocument } from '../../dist/document/laws/laws-document.js';
import { md } from '../../dist/formats/md.js';
import { nodesOf } from '../../dist/model/limit.js';
import { readModel } from '../../dist/model/read.js';

const thousands = (count) => count.toLocaleString('en');
console.log('net        image        elements would need   laws    peak memory   equations   Markdown');
for (const [name, sizes] of [
  ['lenet5', [28]],
  ['alexnet', [224, 448, 1792]],
  ['resnet18', [224, 448, 1792]],
]) {
  for (const size of sizes) {
    const file = join(import.meta.dirname, `${name}.yaml`);
    const text = readFileSync(file, 'utf8').replaceAll(`${sizes[0]}, ${sizes[0]}`, `${size}, ${size}`);
    const started = performance.now();
    const model = readModel(text, file, { anySize: true });
    const document = lawsDocument(model);
    const written = await md.write(document, { text: () => '', bytes: () => new Uint8Array() });
    const time = performance.now() - started;
    const memory = process.resourceUsage().maxRSS / 1024;
    const equations = document.blocks.filter(({ kind }) => kind === 'equation').length;
    console.log(
      `${name.padEnd(10)} ${`${size} x ${size}`.padEnd(12)} ${`${thousands(nodesOf(model))} nodes`.padStart(20)}  ${`${time.toFixed(0)} ms`.padStart(7)} ${`${memory.toFixed(0)} MB`.padStart(12)} ${`${equations}`.padStart(11)}   ${thousands(written.length)} characters`,
    );
  }
}
