import { basename, extname } from 'node:path';
import { type Command, Option } from 'commander';
import type { Detail } from '../document/setting.ts';
import type { Format } from '../formats/format.ts';
import { defaultFolder, destinations, type FormatName, formatNames } from './destination.ts';

const defaultFormats: readonly FormatName[] = ['tex', 'html', 'pdf'];

interface Options {
  readonly to?: FormatName;
  readonly wrt?: string;
  readonly order?: '1' | '2';
  readonly detail: Detail;
  readonly output?: string;
}

export function addDerive(program: Command): void {
  program
    .command('derive')
    .description('derive the gradients and write the derivation down')
    .argument('<model>', 'model file (YAML or JSON), or - for standard input')
    .addOption(new Option('--to <format>', 'format to write').choices([...formatNames]))
    .option('--wrt <names>', 'differentiate by these, such as W,I (default: every parameter)')
    .addOption(
      new Option('--detail <detail>', 'how much is written out')
        .choices(['brief', 'steps', 'full'])
        .default('steps'),
    )
    .addOption(new Option('--order <order>', '2 for second derivatives too').choices(['1', '2']))
    .option('-o, --output <file>', 'where to write; its ending chooses the format; - is standard output')
    .addHelpText('after', '\nExample:\n  gradsheet derive templates/how-a-filter-learns.yaml -o lesson.pdf')
    .action(derive);
}

async function derive(file: string, options: Options): Promise<void> {
  const name = file === '-' ? 'derivation' : basename(file, extname(file));
  const wanted = destinations(name, options, defaultFormats);
  const { modelArgument } = await import('./model-argument.ts');
  const { derivation } = await import('../document/derivation.ts');
  const { formats } = await import('../formats/index.ts');
  const { assets } = await import('./assets.ts');
  const { makeFolder, writeFile } = await import('./write-file.ts');
  const wrt = options.wrt?.split(',').map((name) => name.trim());
  const document = await derivation(await modelArgument(file), {
    detail: options.detail,
    order: options.order === '2' ? 2 : 1,
    ...(wrt && { wrt }),
  });
  const write = async (format: Format): Promise<string | Uint8Array> => format.write(document, assets);

  const [first] = wanted;
  if (first.file === '-') {
    process.stdout.write(await write(formats[first.format]));
    return;
  }
  const { terminal } = await import('../formats/terminal.ts');
  process.stdout.write(
    terminal(
      document.blocks.filter((block) => 'part' in block && isSummary(block.part)),
      process.stdout.columns ?? 100,
    ),
  );
  if (options.output === undefined) makeFolder(defaultFolder);
  for (const { format, file: target } of wanted) {
    writeFile(target, await write(formats[format]));
    process.stdout.write(`wrote ${target}\n`);
  }
}

/** What the terminal shows of a derivation: forward lines, gradients with their numbers, checks. */
function isSummary(part = ''): boolean {
  return /^(forward|gradient)\.|^checks$/.test(part);
}
