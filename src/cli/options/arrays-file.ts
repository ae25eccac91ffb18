import { BadInput } from '../../bad-input.ts';
import { entryCount } from '../../index/tensor.ts';
import { chosenTensors } from '../../model/expansion.ts';
import { counted } from '../../model/limit.ts';
import type { Model } from '../../model/model.ts';
import { endingOf } from '../../values/endings.ts';
import type { WrittenArray } from '../../values/number-bytes.ts';

export type WriteParts = (arrays: ReadonlyMap<string, WrittenArray>) => Iterable<Uint8Array>;

const writers: ReadonlyMap<string, () => Promise<WriteParts>> = new Map([
  ['npz', async () => (await import('../../values/write-npz.ts')).npzParts],
  ['safetensors', async () => (await import('../../values/write-safetensors.ts')).safetensorsParts],
]);
const endings = [...writers.keys()].map((ending) => `.${ending}`).join(' or ');

/** What writes arrays into the file that -o names, by its ending. Throws BadInput for any other. */
export async function arraysWriter(file: string): Promise<WriteParts> {
  const load = writers.get(endingOf(file));
  if (load) return load();
  throw new BadInput(
    file === '-'
      ? `-o -: arrays are not written to standard output, expected a file in ${endings}.`
      : `-o ${file}: found the ending ".${endingOf(file)}", expected ${endings}.`,
  );
}

/** A number takes some 40 characters of JSON with what stands around it, and no text has more than 2^29. */
const mostPrinted = 8_000_000;

/** Refuses to print what would be no text, before anything is worked out. */
export function demandPrintable(model: Model, wrt: readonly string[] | undefined): void {
  const outputs = model.steps.filter(({ inner }) => !inner).map(({ output }) => output);
  const count = [...outputs, ...chosenTensors(model, wrt)].reduce(
    (sum, { shape }) => sum + entryCount(shape),
    0,
  );
  if (count <= mostPrinted) return;
  throw new BadInput(
    `${model.file}: found ${counted(count)} numbers of outputs and gradients, expected at most ${counted(mostPrinted)} to print; write them into a file in ${endings} with -o.`,
  );
}
