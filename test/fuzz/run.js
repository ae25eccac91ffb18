import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { corpus } from './corpus.js';
import { inputs } from './inputs.js';
import { mostMegabytes, mostSeconds, Reading } from './reading.js';

/**
 * node test/fuzz/run.js N [--seed S] [--only READER]: the corpus, and N inputs made at random, go through the readers.
 * Each has to end within 5 s, with a result or one sentence, and take no more than 300 MB. A failure is made as small
 * as it goes; the same seed makes the same inputs.
 */
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string', default: '1' }, only: { type: 'string' } },
});
const wanted = Number(positionals[0] ?? 1000);
const seed = Number(values.seed);
if (!Number.isInteger(wanted) || wanted < 0 || !Number.isInteger(seed)) {
  console.error('usage: npm run fuzz -- N [--seed S] [--only READER], N and S whole numbers');
  process.exit(2);
}
const readers = Object.keys(inputs).filter((name) => values.only === undefined || name === values.only);
const reading = new Reading();
const table = [];
let failures = 0;

for (const reader of readers) {
  const row = { reader, inputs: 0, read: 0, refused: 0, failed: 0, slowest: 0 };
  const law = async (input) => {
    const { kind, milliseconds = 0, broken } = await reading.outcome(reader, input);
    row.inputs++;
    row[kind] = (row[kind] ?? 0) + 1;
    row.slowest = Math.max(row.slowest, Math.round(milliseconds));
    if (broken) throw new Error(broken);
  };
  for (const { what, file, bytes } of corpus.filter((one) => one.reader === reader)) {
    await law({ file, bytes: bytes() }).catch((error) => failed(row, `${what}: ${error.message}`));
  }
  const numRuns = Math.ceil(wanted / readers.length);
  const found = await fc.check(fc.asyncProperty(inputs[reader], law), { numRuns, seed, endOnFailure: false });
  if (found.failed) {
    const [{ file, bytes }] = found.counterexample;
    failed(
      row,
      `${found.errorInstance?.message}\n${file}, ${bytes.length} bytes: ${shown(bytes)}\nagain with --seed ${found.seed} --only ${reader} (path ${found.counterexamplePath})`,
    );
  }
  table.push(row);
}
reading.stop();
console.log(
  `each within ${mostSeconds} s and ${mostMegabytes} MB, with a result or one sentence; seed ${seed}`,
);
console.table(
  Object.fromEntries(
    table.map(({ reader, inputs: count, read, refused, failed: broken, slowest }) => [
      reader,
      { inputs: count, read, refused, failed: broken, 'slowest, ms': slowest },
    ]),
  ),
);
process.exitCode = failures > 0 ? 1 : 0;

function failed(row, message) {
  row.failed++;
  failures++;
  console.error(`${row.reader}: ${message}\n`);
}

function shown(bytes) {
  return JSON.stringify(Buffer.from(bytes).toString('latin1').slice(0, 3000));
}
