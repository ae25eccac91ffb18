import { basename, extname, join } from 'node:path';
import type { Command } from 'commander';
import { BadInput } from '../../bad-input.ts';
import { defaultFolder } from '../options/destination.ts';
import { writeOut } from '../terminal/standard-output.ts';

const largestModel = 512 * 2 ** 20;

export function importCommand(command: Command): void {
  command
    .description('an ONNX model as a model file, with its numbers in a file beside it')
    .argument('<file>', 'ONNX file')
    .option('-o, --output <file>', 'model file to write (default: out/ and the name of the ONNX file)')
    .addHelpText('after', '\nExample:\n  gradsheet import lenet.onnx -o lenet.yaml')
    .action(importFile);
}

async function importFile(file: string, { output }: { output?: string }): Promise<void> {
  if (output !== undefined && !/\.ya?ml$/.test(output))
    throw new BadInput(`-o ${output}: found the ending "${extname(output)}", expected .yaml or .yml.`);
  const { readBytes } = await import('../read-bytes.ts');
  const { importOnnx } = await import('../../onnx/import.ts');
  const { modelFile } = await import('../../onnx/model-file.ts');
  const { writeSafetensors } = await import('../../values/write-safetensors.ts');
  const { makeFolder, writeFile } = await import('../write-file.ts');
  const imported = importOnnx(readBytes(file, 'ONNX', largestModel), file);
  const target = output ?? join(defaultFolder, `${basename(file, extname(file))}.yaml`);
  if (output === undefined) makeFolder(defaultFolder);
  const arrays = new Map(
    [...imported.parameters].flatMap(([symbol, { numbers }]) =>
      numbers ? [[symbol, numbers] as const] : [],
    ),
  );
  const values = target.replace(/\.ya?ml$/, '.safetensors');
  if (arrays.size > 0) writeFile(values, writeSafetensors(arrays));
  writeFile(target, modelFile(imported, arrays.size > 0 ? basename(values) : undefined));
  const count = [...arrays.values()].reduce((sum, { data }) => sum + data.length, 0);
  const numbers = arrays.size > 0 ? `, and ${values} with ${count.toLocaleString('en-US')} numbers` : '';
  for (const note of imported.notes) process.stderr.write(`${file}: ${note}\n`);
  writeOut(`wrote ${target} with ${imported.layers.length} layers${numbers}\n`);
}
