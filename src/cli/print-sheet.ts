import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Document } from '../document/block.ts';
import type { Assets, Format } from '../formats/format.ts';
import type { Printer } from '../formats/pdf.ts';
import type { Model } from '../model/model.ts';
import type { Student, Target } from '../worksheet/documents.ts';
import type { NiceValues } from '../worksheet/nice-values.ts';
import type { WorksheetPlan } from '../worksheet/section.ts';
import type { FormatName } from './destination.ts';
import type { Engine } from './engine.ts';

/** One variant to be written, as data that another thread or machine can take. */
export interface SheetJob {
  /** The model file. */
  readonly model: string;
  readonly exercises: readonly string[] | undefined;
  readonly code: string;
  readonly student: Student | undefined;
  readonly files: readonly SheetFile[];
  /** What prints PDFs. */
  readonly engine: Engine;
  /** The folder that the files are written below. */
  readonly folder: string;
}

export interface SheetFile {
  /** Below the folder: "sheets/7KQ2-M0XA.pdf". */
  readonly file: string;
  readonly target: Target;
  readonly format: FormatName;
}

/** A file that is there, whole. */
export interface WrittenFile {
  readonly file: string;
  readonly sha256: string;
}

interface Prepared {
  readonly model: Model;
  readonly plan: WorksheetPlan;
  readonly nice: NiceValues | undefined;
}

const prepared = new Map<string, Promise<Prepared>>();

/** Writes the files of one variant, each whole or not at all. Models are read once and kept. */
export async function printSheet(job: SheetJob): Promise<WrittenFile[]> {
  const { model, plan, nice } = await preparedFor(job);
  const { sheetOf } = await import('../worksheet/sheet.ts');
  const { sheetDocument } = await import('../worksheet/documents.ts');
  const { formats } = await import('../formats/index.ts');
  const { assets } = await import('./assets.ts');
  const { writeFile } = await import('./write-file.ts');
  const sheet = sheetOf(nice ? nice.variant(job.code) : model, job.code, plan);
  const written: WrittenFile[] = [];
  for (const { file, target, format } of job.files) {
    const document = sheetDocument(sheet, target, job.student);
    const content = await bytesOf(formats[format], document, assets, job.engine);
    writeFile(join(job.folder, file), content);
    written.push({ file, sha256: sha256(content) });
  }
  return written;
}

/** One browser for all sheets of a thread; it ends with the thread. */
let printer: Promise<Printer> | undefined;

/** Ends the browser, if one was started: nothing more is printed in this thread. */
export async function closePrinter(): Promise<void> {
  await (await printer)?.close();
  printer = undefined;
}

async function bytesOf(
  format: Format,
  document: Document,
  assets: Assets,
  engine: Engine,
): Promise<Uint8Array> {
  if (format.name === 'pdf') {
    if (engine === 'typst') return (await import('../formats/typst-pdf.ts')).pdfByTypst(document, assets);
    const { openPrinter } = await import('../formats/pdf.ts');
    printer ??= openPrinter();
    return (await printer).print(document, assets);
  }
  const content = await format.write(document, assets);
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

export function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function preparedFor({ model: file, exercises }: SheetJob): Promise<Prepared> {
  const key = `${file}\n${exercises?.join() ?? ''}`;
  const known = prepared.get(key) ?? prepare(file, exercises);
  prepared.set(key, known);
  return known;
}

async function prepare(file: string, exercises: readonly string[] | undefined): Promise<Prepared> {
  const { modelArgument } = await import('./model-argument.ts');
  const { planOf } = await import('../worksheet/section.ts');
  const { NiceValues } = await import('../worksheet/nice-values.ts');
  const model = await modelArgument(file);
  const plan = planOf(model, exercises);
  return { model, plan, nice: model.random ? new NiceValues(model, plan.numbers) : undefined };
}
