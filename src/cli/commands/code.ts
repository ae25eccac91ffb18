import { basename, extname, join } from 'node:path';
import { type Command, Option } from 'commander';
import { BadInput } from '../../bad-input.ts';
import { namesIn } from '../../catalogue.ts';
import { codeTargets, type TargetName } from '../../code/index.ts';
import { defaultFolder } from '../options/destination.ts';
import { writeOut } from '../terminal/standard-output.ts';

const targetNames = namesIn(codeTargets);

interface Options {
  readonly to?: TargetName;
  readonly wrt?: string;
  readonly variant?: string;
  readonly output?: string;
}

export function codeCommand(command: Command): void {
  command
    .description('the gradient as code: a source file of loops and slices, from the laws of the model')
    .argument('<model>', 'model file (YAML or JSON), or - for standard input')
    .addOption(
      new Option('--to <target>', 'language or library (default: by the ending of -o, else numpy)').choices(
        targetNames,
      ),
    )
    .option('--wrt <names>', 'differentiate by these, such as W,I (default: the input and every parameter)')
    .option('--variant <code>', 'with the numbers of this variant of its worksheets')
    .option('-o, --output <file>', 'where to write; its ending chooses the target; - is standard output')
    .addHelpText('after', '\nExample:\n  gradsheet code templates/how-a-filter-learns.yaml --to torch')
    .action(code);
}

async function code(file: string, options: Options): Promise<void> {
  const name = targetFor(options);
  const { modelArgument } = await import('../options/model-argument.ts');
  const { sourceOf } = await import('../../code/source.ts');
  const { makeFolder, writeFile } = await import('../write-file.ts');
  const model = await modelArgument(file, {
    anySize: true,
    ...(options.variant !== undefined && { variant: options.variant }),
  });
  const target = await codeTargets[name].load();
  const wrt = options.wrt?.split(',').map((name) => name.trim());
  const text = target.write(sourceOf(model, wrt, target.reserved));
  if (options.output === '-') {
    writeOut(text);
    return;
  }
  const base = file === '-' ? 'code' : basename(file, extname(file));
  const to = options.output ?? join(defaultFolder, `${base}${codeTargets[name].endings[0]}`);
  if (options.output === undefined) makeFolder(defaultFolder);
  writeFile(to, text);
  writeOut(`wrote ${to}\n`);
}

/** What --to says, else the ending of -o; Python is NumPy's unless --to says whose. */
function targetFor({ to, output }: Options): TargetName {
  if (to !== undefined) return to;
  if (output === undefined) return 'numpy';
  const ending = extname(output);
  const found = targetNames.find((name) => codeTargets[name].endings.some((known) => known === ending));
  if (found) return found;
  const endings = [...new Set(targetNames.flatMap((name): string[] => codeTargets[name].endings))];
  throw new BadInput(
    output === '-'
      ? `-o -: standard output has no ending to choose the target by, expected --to with one of ${targetNames.join(', ')}.`
      : `-o ${output}: found the ending "${ending}", expected one of ${endings.join(', ')}, or --to with a target.`,
  );
}
