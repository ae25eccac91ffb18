import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { FormatName } from '../../formats/index.ts';
import { targets as everyTarget, type Target } from '../../worksheet/documents.ts';
import type { Variant } from '../../worksheet/variants.ts';
import { formatNames } from '../options/destination.ts';
import { makeFolder, writeFile } from '../write-file.ts';
import { finishedFiles, noteFinished, writeManifest } from './manifest.ts';
import { orderDigest, recipe, type SheetFile, type SheetJob, sha256 } from './order.ts';
import type { PrintedSheet } from './print-sheet.ts';
import { type ClassFile, classFiles } from './whole-class.ts';
import { folders, sheetFile, type Worksheets } from './worksheets.ts';

/** Does jobs, here or elsewhere, and says of each when it is done. */
export type Print = (jobs: readonly SheetJob[], done: (printed: PrintedSheet) => void) => Promise<void>;

/**
 * Makes all files of a class that are not there yet. `print` makes sheets; what is not known of sheets that are there
 * already is asked of `look`. Returns the names of the files about the whole class.
 */
export async function makeWorksheets(made: Worksheets, print: Print, look: Print): Promise<string[]> {
  const { folder, formats, order, plan, targets, variants } = made;
  const digest = orderDigest(order);
  const possible = (variant: Variant, format: FormatName, target: Target): SheetFile => {
    const file = sheetFile(variant.code, target, format);
    return {
      file,
      target,
      format,
      recipe: recipe(digest, variant.code, variant.student, `${target}.${format}`),
    };
  };
  const wanted = (variant: Variant): SheetFile[] =>
    targets.flatMap((target) => formats.map((format) => possible(variant, format, target)));
  for (const target of targets) makeFolder(join(folder, folders[target]));
  // What an earlier run made in other formats belongs to the class as well.
  const all = (variant: Variant): SheetFile[] =>
    everyTarget.flatMap((target) => formatNames.map((format) => possible(variant, format, target)));
  const finished = finishedFiles(folder, variants.flatMap(all));
  const jobs = variants.map(
    (variant): SheetJob => ({
      code: variant.code,
      files: wanted(variant).filter(({ file }) => !finished.has(file)),
    }),
  );
  const open = jobs.filter(({ files }) => files.length > 0);
  if (open.length < jobs.length)
    console.error(`${jobs.length - open.length} of ${jobs.length} variants are finished already.`);
  const sheets = new Map<string, PrintedSheet>();
  await print(open, (printed) => {
    noteFinished(folder, printed.files);
    for (const printedFile of printed.files) finished.set(printedFile.file, printedFile);
    sheets.set(printed.code, printed);
  });
  if (made.overview || made.lms.length > 0) {
    const rest = jobs.filter(({ code }) => sheets.get(code)?.parts.length !== made.lms.length);
    await look(
      rest.map(({ code }) => ({ code, files: [] })),
      (printed) => sheets.set(printed.code, printed),
    );
  }
  const names = new Set(variants.flatMap(all).map(({ file }) => file));
  const strange = filesIn(folder).filter((file) => !names.has(file));
  if (strange.length > 0)
    console.error(
      `${strange.length} file${strange.length === 1 ? '' : 's'} in ${folder} ${strange.length === 1 ? 'is' : 'are'} not of this run, such as ${strange[0]}; the manifest lists those that are.`,
    );
  const others: ClassFile[] = [];
  for await (const file of classFiles(made, sheets)) {
    writeFile(join(folder, file.name), file.content);
    others.push(file);
  }
  writeManifest(folder, {
    title: plan.title ?? made.model.title,
    model: basename(order.model),
    seed: made.seed,
    ...(order.exercises && { exercises: order.exercises }),
    variants: variants.map((variant) => ({
      code: variant.code,
      ...(variant.student && { student: variant.student.id }),
      files: all(variant).flatMap(({ file }) => finished.get(file) ?? []),
    })),
    files: others.map(({ name, content }) => ({ file: name, sha256: sha256(content) })),
  });
  return others.map(({ name }) => name);
}

/** The sheets, keys and solutions that there are, of whatever run. */
function filesIn(folder: string): string[] {
  return Object.values(folders)
    .filter((name) => existsSync(join(folder, name)))
    .flatMap((name) =>
      readdirSync(join(folder, name))
        .toSorted()
        .map((file) => `${name}/${file}`),
    )
    .filter((file) => !basename(file).startsWith('.'));
}
