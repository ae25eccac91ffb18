import { basename, extname, join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { BadInput } from '../../bad-input.ts';
import { namesIn } from '../../catalogue.ts';
import type { FormatName } from '../../formats/index.ts';
import { type LmsName, lmsFormats } from '../../lms/index.ts';
import type { Model } from '../../model/model.ts';
import type { Student, Target } from '../../worksheet/documents.ts';
import type { WorksheetPlan } from '../../worksheet/section.ts';
import type { Print } from '../class/make-worksheets.ts';
import type { Order } from '../class/order.ts';
import type { PrintedSheet } from '../class/print-sheet.ts';
import { folders, type Sides, sides, studentsByCode } from '../class/worksheets.ts';
import { defaultFolder, formatNames } from '../options/destination.ts';
import { addPrinting, type Printing } from '../options/printing.ts';
import { writeOut } from '../terminal/standard-output.ts';
import { version } from '../version.ts';

interface Options extends Printing {
  readonly variants: number;
  readonly seed: string;
  readonly roster?: string;
  readonly variant?: string;
  readonly exercises?: string;
  readonly targets: readonly (Target | 'overview')[];
  readonly to: readonly FormatName[];
  readonly lms?: readonly LmsName[];
  /** Without a word after it, true. */
  readonly bundle?: Sides | true;
  readonly workers?: number;
  readonly queue?: string;
  readonly output?: string;
}

const mostVariants = 100_000;
const largestRoster = 16 * 2 ** 20;
const lmsNames = namesIn(lmsFormats);
const targetNames = [...(Object.keys(folders) as Target[]), 'overview'] as const;

export function worksheetCommand(command: Command): void {
  addPrinting(command)
    .description('worksheets for a class, each with other numbers, with keys and solutions')
    .argument(
      '<model>',
      'model file (YAML or JSON), or - for standard input; its section worksheet: says what is asked',
    )
    .option('--variants <count>', 'how many different sheets', count(mostVariants), 1)
    .option('--seed <seed>', 'what all numbers are drawn from; the same seed gives the same sheets', '1')
    .option('--roster <file>', 'a CSV with the columns id and name: a sheet for each student')
    .option('--variant <code>', 'only this variant, by the code that is printed on its sheet')
    .option(
      '--exercises <names>',
      'what is asked, such as outputs,gradient (default: as the model says, or all)',
    )
    .option(
      '--targets <names>',
      'sheet, key, solution, overview or several of them (default: all)',
      listOf(targetNames),
      targetNames,
    )
    .option('--to <formats>', 'formats to write, such as pdf or tex,html', listOf(formatNames), ['pdf'])
    .option(
      '--lms <systems>',
      'also write all variants for moodle, qti21 or qti12 (Canvas), or several of them',
      listOf(lmsNames),
    )
    .addOption(
      new Option(
        '--bundle [sides]',
        'also one PDF of all sheets, one of all keys and so on, for simplex or duplex printing',
      ).choices([...sides]),
    )
    .option(
      '--queue <address>',
      'let workers on any machine print, by a queue in Redis (redis://server:6379)',
    )
    .addOption(
      new Option('--workers <count>', 'threads that print (default: one a core)').argParser(count(64)),
    )
    .option('-o, --output <folder>', 'folder to write to (default: out/ and the name of the model)')
    .addHelpText(
      'after',
      '\nExamples:\n  gradsheet worksheet class.yaml --variants 30 --seed spring -o class\n  gradsheet worksheet class.yaml --roster students.csv -o class',
    )
    .action(worksheet);
}

async function worksheet(file: string, options: Options): Promise<void> {
  if (options.bundle && !options.to.includes('pdf'))
    throw new BadInput('--bundle: one file for all is a PDF; write --to pdf, or leave --bundle out.');
  const { modelArgument } = await import('../options/model-argument.ts');
  const { readBytes } = await import('../read-bytes.ts');
  const { planOf, refuseOwnNotation } = await import('../../worksheet/section.ts');
  const { alone } = await import('../class/folder-lock.ts');
  const { KeptFiles } = await import('../class/order.ts');
  const { makeWorksheets } = await import('../class/make-worksheets.ts');
  const { printAll } = await import('../class/print-all.ts');
  const { progress } = await import('../terminal/progress.ts');
  const { queueAddress } = await import('../class/redis.ts');
  const queue = options.queue === undefined ? undefined : queueAddress(options.queue);
  const exercises = options.exercises?.split(',').map((name) => name.trim());
  // All threads and machines work with what was read here, even if the files are changed meanwhile.
  const kept = new KeptFiles(readBytes);
  const model = await modelArgument(file, { read: kept.read });
  refuseOwnNotation(model);
  const plan = planOf(model, exercises);
  const { variants, shared } = await variantsWanted(model, plan, options);
  if (shared > 0)
    console.error(
      `${shared} variants have the numbers of another one: there are not enough different ones; draw from more numbers.`,
    );
  const name = file === '-' ? 'class' : basename(file, extname(file));
  const folder = options.output ?? join(defaultFolder, `${name}-worksheets`);
  const order: Order = {
    gradsheet: version,
    model: file,
    files: kept.inBase64,
    exercises,
    engine: options.engine,
    paper: options.paper,
    students: studentsByCode(variants),
  };
  const targets = options.targets.filter((target) => target !== 'overview');
  const lms = options.lms ?? [];
  const look: Print = (jobs, done) => printAll(order, jobs, { folder, lms }, options.workers, done);
  const print: Print = async (jobs, done) => {
    const bar = progress(jobs.length, 'sheets');
    const report = (printed: PrintedSheet): void => {
      done(printed);
      bar.advance();
    };
    try {
      if (queue === undefined) await look(jobs, report);
      else
        await (await import('../class/print-by-queue.ts')).printByQueue(order, jobs, folder, queue, report);
    } finally {
      bar.stop();
    }
  };
  const wanted = {
    model,
    plan,
    seed: options.seed,
    variants,
    order,
    targets,
    overview: options.targets.includes('overview'),
    formats: options.to,
    lms,
    bundle: options.bundle === true ? 'simplex' : options.bundle,
    folder,
  } as const;
  const others = await alone(folder, () => makeWorksheets(wanted, print, look));
  writeOut(
    `wrote ${variants.length} variant${variants.length === 1 ? '' : 's'} to ${folder}: ${[...targets.map((target) => `${folders[target]}/`), ...others, 'manifest.json'].join(', ')}\n`,
  );
}

async function variantsWanted(
  model: Model,
  plan: WorksheetPlan,
  { variant, roster, seed, variants }: Options,
) {
  if (variant !== undefined) {
    const { isVariantCode } = await import('../../worksheet/variant-code.ts');
    if (!isVariantCode(variant)) {
      throw new BadInput(
        `--variant: found ${JSON.stringify(variant.slice(0, 60))}, expected a code such as 7KQ2-M0XA.`,
      );
    }
    return { variants: [{ code: variant.toUpperCase() }], shared: 0 };
  }
  const { variantsOf } = await import('../../worksheet/variants.ts');
  return variantsOf(model, plan, seed, roster === undefined ? variants : await students(roster));
}

async function students(file: string): Promise<readonly Student[]> {
  const { readBytes } = await import('../read-bytes.ts');
  const { readRoster } = await import('../../worksheet/roster.ts');
  return readRoster(readBytes(file, 'roster', largestRoster), file);
}

function count(most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= 1 && value <= most) return value;
    throw new InvalidArgumentError(`Expected a whole number from 1 to ${most}.`);
  };
}

function listOf<T extends string>(known: readonly T[]): (text: string) => readonly T[] {
  return (text) => {
    const words = text.split(',').map((word) => word.trim());
    if (words.every((word): word is T => known.some((name) => name === word))) return words;
    throw new InvalidArgumentError(`Allowed are ${known.join(', ')}, or several with commas.`);
  };
}
