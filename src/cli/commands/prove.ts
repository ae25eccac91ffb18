import { basename, extname } from 'node:path';
import { type Command, Option } from 'commander';
import type { FormatName } from '../../formats/index.ts';
import { destinations, formatNames } from '../options/destination.ts';
import { addPrinting, formatBy, type Printing } from '../options/printing.ts';
import { writeOut } from '../terminal/standard-output.ts';

interface Options extends Printing {
  readonly json?: boolean;
  readonly wrt?: string;
  readonly to?: FormatName;
  readonly output?: string;
}

export function proveCommand(command: Command): void {
  addPrinting(command)
    .description('prove the general laws of a model against reverse mode, entry by entry')
    .argument('<model>', 'model file (YAML or JSON), or - for standard input')
    .option('--json', 'print JSON')
    .option('--wrt <names>', 'gradients by these, such as W,I (default: the input and every parameter)')
    .addOption(new Option('--to <format>', 'format to write').choices([...formatNames]))
    .option('-o, --output <file>', 'where to write; its ending chooses the format; - is standard output')
    .addHelpText('after', '\nExample:\n  gradsheet prove templates/how-a-filter-learns.yaml')
    .action(proveModel);
}

/** What the laws of the model are worth; a law that is wrong is a fault of ours. */
async function proveModel(file: string, options: Options): Promise<void> {
  const writes = options.to !== undefined || options.output !== undefined;
  const [wanted] = writes ? destinations(basename(file, extname(file)), options, ['html']) : [];
  const { modelArgument } = await import('../options/model-argument.ts');
  const { chosenTensors } = await import('../../model/expansion.ts');
  const { holds, prove } = await import('../../verify/prove.ts');
  const model = await modelArgument(file);
  const wrt = options.wrt?.split(',').map((name) => name.trim());
  const proofs = prove(model, chosenTensors(model, wrt));
  if (options.json) {
    const { proofsJson } = await import('../../document/laws/proofs-json.ts');
    writeOut(`${JSON.stringify(proofsJson(proofs), null, 2)}\n`);
  } else {
    const { proofDocument } = await import('../../document/laws/proof.ts');
    const document = proofDocument(model, proofs);
    if (wanted) {
      const { assets } = await import('../../formats/assets.ts');
      const { writeFile } = await import('../write-file.ts');
      const written = await (await formatBy(options, wanted.format)).write(document, assets);
      if (wanted.file === '-') writeOut(written);
      else writeFile(wanted.file, written);
    }
    if (wanted?.file !== '-') {
      const { terminal } = await import('../../formats/terminal/terminal.ts');
      writeOut(terminal(document.blocks, process.stdout.columns ?? 100));
      if (wanted) writeOut(`wrote ${wanted.file}\n`);
    }
  }
  if (!holds(proofs)) throw new Error('a law does not agree with reverse mode');
}
