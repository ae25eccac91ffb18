import { BadInput } from '../../bad-input.ts';
import type { EvaluatedModel } from '../../evaluate/evaluated.ts';

const endings = ['.npz', '.safetensors'] as const;

/** Refuses a file of arrays with another ending, before anything is worked out. */
export function demandArraysFile(file: string): void {
  if (!endings.some((ending) => file.endsWith(ending)))
    throw new BadInput(
      `-o ${file}: found another ending, expected ${endings.join(' or ')}, to write the arrays of outputs and gradients.`,
    );
}

/** Outputs and gradients under their names in one file, in float64: what `verify` reads as an answer. */
export async function writeArrays(file: string, { outputs, gradients }: EvaluatedModel): Promise<void> {
  const { writeFile } = await import('../write-file.ts');
  const arrays = new Map(
    Array.from([...outputs, ...gradients], ([name, { shape, value }]) => [
      name,
      { shape, data: value, single: false },
    ]),
  );
  if (file.endsWith('.npz')) {
    const { writeNpz } = await import('../../values/write-npz.ts');
    writeFile(file, writeNpz(arrays));
    return;
  }
  const { writeSafetensors } = await import('../../values/write-safetensors.ts');
  writeFile(file, writeSafetensors(arrays));
}
