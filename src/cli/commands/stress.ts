import { basename, extname } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { BadInput } from '../../bad-input.ts';
import type { FormatName } from '../../formats/index.ts';
import type { Stress } from '../../worksheet/stress/stress.ts';
import { type Destination, defaultFolder, destinations, formatNames } from '../options/destination.ts';
import { addPrinting, formatBy, type Printing } from '../options/printing.ts';
import { writeOut } from '../terminal/standard-output.ts';

interface Options extends Printing {
  readonly variants: number;
  readonly seed: string;
  readonly exercises?: string;
  readonly json?: boolean;
  readonly to?: FormatName;
  readonly output?: string;
}

const mostVariants = 100_000;

export function stressCommand(command: Command): void {
  addPrinting(command)
    .description('try many variants of a worksheet and find those that would embarrass in class')
    .argument('<model>', 'model file (YAML or JSON), or - for standard input')
    .option('--variants <count>', 'how many are tried', variantCount, 1000)
    .option('--seed <seed>', 'what all numbers are drawn from: the variants are those of worksheet', '1')
    .option(
      '--exercises <names>',
      'what is asked, such as outputs,gradient (default: as the model says, or all)',
    )
    .option('--json', 'print JSON')
    .addOption(new Option('--to <format>', 'write the report in this format').choices([...formatNames]))
    .option('-o, --output <file>', 'where to write; its ending chooses the format; - is standard output')
    .addHelpText('after', '\nExample:\n  gradsheet stress class.yaml --seed spring -o report.pdf')
    .action(stress);
}

async function stress(file: string, options: Options): Promise<void> {
  if (options.json && options.output === '-')
    throw new BadInput(
      '--json -o -: standard output is either JSON or the report; name a file for the report.',
    );
  const writes = options.to !== undefined || options.output !== undefined;
  const name = file === '-' ? 'stress' : `${basename(file, extname(file))}-stress`;
  const [wanted] = writes ? destinations(name, options, ['html']) : [];
  const { modelArgument } = await import('../options/model-argument.ts');
  const { planOf } = await import('../../worksheet/section.ts');
  const { stressTest } = await import('../../worksheet/stress/stress.ts');
  const { progress } = await import('../terminal/progress.ts');
  const model = await modelArgument(file);
  const plan = planOf(
    model,
    options.exercises?.split(',').map((name) => name.trim()),
  );
  const bar = progress(options.variants, 'variants');
  let found: Stress;
  try {
    found = stressTest(model, plan, { ...options, advance: bar.advance });
  } finally {
    bar.stop();
  }
  if (wanted) await writeReport(found, wanted, options);
  if (options.json) {
    const { stressJson } = await import('../../worksheet/stress/stress-json.ts');
    writeOut(`${JSON.stringify(stressJson(found), null, 2)}\n`);
  } else if (wanted?.file !== '-') {
    const { terminal } = await import('../../formats/terminal/terminal.ts');
    const { summary } = await import('../../worksheet/stress/summary.ts');
    const { paintFor } = await import('../terminal/paint.ts');
    writeOut(terminal(summary(found), process.stdout.columns ?? 100, paintFor(process.stdout)));
    if (wanted) writeOut(`wrote ${wanted.file}\n`);
  }
}

async function writeReport(found: Stress, { format, file }: Destination, options: Options): Promise<void> {
  const { assets } = await import('../../formats/assets.ts');
  const { makeFolder, writeFile } = await import('../write-file.ts');
  const { stressDocument } = await import('../../worksheet/stress/stress-document.ts');
  const report = await (await formatBy(options, format)).write(stressDocument(found), assets);
  if (file === '-') {
    writeOut(report);
    return;
  }
  if (options.output === undefined) makeFolder(defaultFolder);
  writeFile(file, report);
}

function variantCount(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= mostVariants) return value;
  throw new InvalidArgumentError(`Expected a whole number from 1 to ${mostVariants}.`);
}
