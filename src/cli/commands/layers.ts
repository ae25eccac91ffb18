import { type Command, Option } from 'commander';
import { type DestinationOptions, defaultFolder, destinations, formatNames } from '../options/destination.ts';
import { writeOut } from '../terminal/standard-output.ts';

export function layersCommand(command: Command): void {
  command
    .description('the layers and losses: what each does, its options, its rule and what is derived from it')
    .argument('[names...]', 'layers or losses to explain (default: a list of all)')
    .addOption(
      new Option('--to <format>', 'write the reference page in this format').choices([...formatNames]),
    )
    .option('-o, --output <file>', 'where to write; its ending chooses the format; - is standard output')
    .addHelpText('after', '\nExample:\n  gradsheet layers Conv2d\n  gradsheet layers --to md -o layers.md')
    .action(layers);
}

async function layers(names: readonly string[], options: DestinationOptions): Promise<void> {
  const toFile = options.to !== undefined || options.output !== undefined;
  if (names.length === 0 && !toFile) {
    writeOut(await list());
    return;
  }
  const { treeOf } = await import('../options/model-argument.ts');
  const { reference } = await import('../../document/reference.ts');
  const document = reference(names, treeOf);
  if (!toFile) {
    const { terminal } = await import('../../formats/terminal/terminal.ts');
    writeOut(terminal(document.blocks, process.stdout.columns ?? 100));
    return;
  }
  const { formats } = await import('../../formats/index.ts');
  const { assets } = await import('../../formats/assets.ts');
  const { makeFolder, writeFile } = await import('../write-file.ts');
  if (options.output === undefined) makeFolder(defaultFolder);
  for (const { format, file } of destinations(names.length === 0 ? 'layers' : names.join('-'), options, [
    'md',
  ])) {
    const content = await (await formats[format].load()).write(document, assets);
    if (file === '-') writeOut(content);
    else {
      writeFile(file, content);
      writeOut(`wrote ${file}\n`);
    }
  }
}

/** Every name with what it does, in one line each. */
async function list(): Promise<string> {
  const catalogues = {
    Layers: (await import('../../layers/index.ts')).layers,
    Losses: (await import('../../losses/index.ts')).losses,
  };
  const lines = Object.entries(catalogues).map(([title, members]) => {
    const width = Math.max(...Object.keys(members).map((name) => name.length));
    const rows = Object.values(members).map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
    return [title, ...rows].join('\n');
  });
  return `${lines.join('\n\n')}\n\ngradsheet layers NAME explains one of them.\n`;
}
