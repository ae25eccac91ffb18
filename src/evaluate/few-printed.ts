import { BadInput } from '../bad-input.ts';
import { entryCount } from '../index/tensor.ts';
import { chosenTensors } from '../model/expansion.ts';
import { counted } from '../model/limit.ts';
import type { Model } from '../model/model.ts';

/** As text these are some 60 MB. */
const mostPrinted = 3_000_000;

/** Refuses what nobody can read and no text holds, before it is worked out. */
export function demandFewPrinted(model: Model, wrt: readonly string[] | undefined): void {
  const outputs = model.steps.filter(({ inner }) => !inner).map(({ output }) => output);
  const count = [...outputs, ...chosenTensors(model, wrt)].reduce(
    (total, { shape }) => total + entryCount(shape),
    0,
  );
  if (count > mostPrinted)
    throw new BadInput(
      `${model.file}: its outputs and gradients are ${counted(count)} numbers, more than the ${counted(mostPrinted)} that are printed; write them to a file, as with -o gradients.safetensors.`,
    );
}
