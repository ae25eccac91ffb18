import { basename, extname, join, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { BadInput } from '../bad-input.ts';
import type { Model } from '../model/model.ts';
import type { Student, Target } from '../worksheet/documents.ts';
import type { WorksheetPlan } from '../worksheet/section.ts';
import type { Variant } from '../worksheet/variants.ts';
import { defaultFolder, type FormatName, formatNames } from './destination.ts';
import { type Engine, engineOption } from './engine.ts';
import type { SheetFile, SheetJob, WrittenFile } from './print-sheet.ts';

interface Options {
  readonly variants: number;
  readonly seed: string;
  readonly roster?: string;
  readonly variant?: string;
  readonly exercises?: string;
  readonly targets: readonly Target[];
  readonly to: readonly FormatName[];
  readonly engine: Engine;
  readonly lms?: readonly LmsName[];
  readonly workers?: number;
  readonly output?: string;
}

/** What learning management systems read: one file for all variants. */
const lmsFiles = { moodle: 'moodle.xml', qti21: 'qti21.zip', qti12: 'qti12.zip' } as const;
type LmsName = keyof typeof lmsFiles;
const lmsNames = Object.keys(lmsFiles) as LmsName[];

const mostVariants = 100_000;
const largestRoster = 16 * 2 ** 20;
/** Folders by what is in them; students get the first alone. */
const folders: Readonly<Record<Target, string>> = { sheet: 'sheets', key: 'keys', solution: 'solutions' };
const targetNames = Object.keys(folders) as Target[];

export function addWorksheet(program: Command): void {
  program
    .command('worksheet')
    .description('worksheets for a class, each with other numbers, with keys and solutions')
    .argument('<model>', 'model file (YAML or JSON); its section worksheet: says what is asked')
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
      'sheet, key, solution or several of them (default: all)',
      listOf(targetNames),
      targetNames,
    )
    .option('--to <formats>', 'formats to write, such as pdf or tex,html', listOf(formatNames), ['pdf'])
    .addOption(engineOption())
    .option(
      '--lms <systems>',
      'also write all variants for moodle, qti21 or qti12 (Canvas), or several of them',
      listOf(lmsNames),
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
  if (file === '-')
    throw new BadInput('worksheet -: the model is read by several threads; expected the name of a file.');
  const { modelArgument } = await import('./model-argument.ts');
  const { planOf } = await import('../worksheet/section.ts');
  const { makeFolder, writeFile } = await import('./write-file.ts');
  const { finishedFiles, manifestVariants, noteFinished, writeManifest } = await import('./manifest.ts');
  const exercises = options.exercises?.split(',').map((name) => name.trim());
  const model = await modelArgument(file);
  const plan = planOf(model, exercises);
  const { variants, shared } = await variantsWanted(model, plan, options);
  const folder = options.output ?? join(defaultFolder, `${basename(file, extname(file))}-worksheets`);
  for (const target of options.targets) makeFolder(join(folder, folders[target]));
  const finished = finishedFiles(folder);
  const files = (variant: Variant): SheetFile[] =>
    options.targets.flatMap((target) =>
      options.to.map((format) => ({ file: `${folders[target]}/${variant.code}.${format}`, target, format })),
    );
  const jobs = variants
    .map(
      (variant): SheetJob => ({
        model: resolve(file),
        exercises,
        engine: options.engine,
        code: variant.code,
        student: variant.student,
        files: files(variant).filter((one) => !finished.has(one.file)),
        folder: resolve(folder),
      }),
    )
    .filter((job) => job.files.length > 0);
  if (jobs.length < variants.length)
    console.error(`${variants.length - jobs.length} of ${variants.length} variants are finished already.`);
  if (shared > 0)
    console.error(
      `${shared} variants have the numbers of another one: there are not enough different ones; draw from more numbers.`,
    );
  const { printAll } = await import('./print-all.ts');
  await printAll(jobs, options.workers, (some) => {
    noteFinished(folder, some);
    for (const one of some) finished.set(one.file, one);
  });
  const { sha256 } = await import('./print-sheet.ts');
  const others: WrittenFile[] = [];
  for (const [name, content] of await wholeClass(model, plan, variants, options.lms ?? [])) {
    writeFile(join(folder, name), content);
    others.push({ file: name, sha256: sha256(content) });
  }
  writeManifest(folder, {
    title: plan.title ?? model.title,
    model: basename(file),
    seed: options.seed,
    variants: manifestVariants(variants, (variant) =>
      files(variant).flatMap((one) => finished.get(one.file) ?? []),
    ),
    files: others,
  });
  process.stdout.write(
    `wrote ${variants.length} variant${variants.length === 1 ? '' : 's'} to ${folder}: ${[...options.targets.map((target) => `${folders[target]}/`), ...others.map((one) => one.file), 'manifest.json'].join(', ')}\n`,
  );
}

async function variantsWanted(
  model: Model,
  plan: WorksheetPlan,
  { variant, roster, seed, variants }: Options,
) {
  if (variant !== undefined) {
    const { isVariantCode } = await import('../worksheet/variant-code.ts');
    if (!isVariantCode(variant)) {
      throw new BadInput(
        `--variant: found ${JSON.stringify(variant.slice(0, 60))}, expected a code such as 7KQ2-M0XA.`,
      );
    }
    return { variants: [{ code: variant.toUpperCase() }], shared: 0 };
  }
  const { variantsOf } = await import('../worksheet/variants.ts');
  return variantsOf(model, plan, seed, roster === undefined ? variants : await students(roster));
}

async function students(file: string): Promise<readonly Student[]> {
  const { readBytes } = await import('./model-argument.ts');
  const { readRoster } = await import('../worksheet/roster.ts');
  return readRoster(readBytes(file, 'roster', largestRoster), file);
}

/** Files about all variants: the teacher's overview, and what learning management systems read. */
async function wholeClass(
  model: Model,
  plan: WorksheetPlan,
  variants: readonly Variant[],
  systems: readonly LmsName[],
): Promise<[name: string, content: Uint8Array][]> {
  const { NiceValues } = await import('../worksheet/nice-values.ts');
  const { sheetOf } = await import('../worksheet/sheet.ts');
  const { overviewDocument } = await import('../worksheet/documents.ts');
  const { html } = await import('../formats/html.ts');
  const { assets } = await import('./assets.ts');
  const nice = model.random ? new NiceValues(model, plan.numbers) : undefined;
  const sheets = variants.map(({ code, student }) => ({
    sheet: sheetOf(nice ? nice.variant(code) : model, code, plan),
    ...(student && { student }),
  }));
  const overview = await html.write(overviewDocument(plan.title ?? model.title, sheets), assets);
  const own = sheets.map(({ sheet }) => sheet);
  const write: Readonly<Record<LmsName, () => Promise<Uint8Array>>> = {
    moodle: async () => bytes((await import('../lms/moodle.ts')).moodleXml(own)),
    qti21: async () => (await import('../lms/qti21.ts')).qti21Package(own),
    qti12: async () => (await import('../lms/qti12.ts')).qti12Package(own),
  };
  const files: [string, Uint8Array][] = [['overview.html', bytes(String(overview))]];
  for (const system of systems) files.push([lmsFiles[system], await write[system]()]);
  return files;
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function count(most: number): (said: string) => number {
  return (said) => {
    const value = Number(said);
    if (/^\d+$/.test(said) && value >= 1 && value <= most) return value;
    throw new InvalidArgumentError(`Expected a whole number from 1 to ${most}.`);
  };
}

function listOf<T extends string>(known: readonly T[]): (said: string) => readonly T[] {
  return (said) => {
    const words = said.split(',').map((word) => word.trim());
    if (words.every((word): word is T => known.some((one) => one === word))) return words;
    throw new InvalidArgumentError(`Allowed are ${known.join(', ')}, or several with commas.`);
  };
}
