import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lmsFormats } from '../../lms/index.ts';
import { fileName } from '../options/destination.ts';
import { documentWriter } from './document-writer.ts';
import type { PrintedSheet } from './print-sheet.ts';
import { folders, type Sides, type Worksheets } from './worksheets.ts';

/** More sheets make another file: printers choke on books of thousands of pages. */
const sheetsPerBundle = 500;

export interface ClassFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** Files about all variants: the teacher's overview, one PDF of all sheets, what learning management systems read. */
export async function* classFiles(
  made: Worksheets,
  sheets: ReadonlyMap<string, PrintedSheet>,
): AsyncGenerator<ClassFile> {
  if (made.overview) yield* overview(made, sheets);
  if (made.bundle) yield* bundles(made, made.bundle);
  if (made.lms.length > 0) yield* forSystems(made, sheets);
}

async function* overview(
  { formats, model, order, plan, variants }: Worksheets,
  sheets: ReadonlyMap<string, PrintedSheet>,
): AsyncGenerator<ClassFile> {
  const { overviewDocument } = await import('../../worksheet/documents.ts');
  const rows = variants.map((variant) => ({ ...variant, answers: sheets.get(variant.code)?.answers ?? [] }));
  const document = overviewDocument(plan.title ?? model.title, rows);
  const writer = documentWriter(order);
  try {
    for (const format of formats)
      yield { name: fileName('overview', format), content: await writer.bytes(document, format) };
  } finally {
    await writer.close();
  }
}

async function* bundles({ folder, targets, variants }: Worksheets, on: Sides): AsyncGenerator<ClassFile> {
  const { mergedPdf } = await import('../../formats/print/merged-pdf.ts');
  const count = Math.ceil(variants.length / sheetsPerBundle);
  for (const target of targets) {
    for (let at = 0; at < count; at++) {
      const some = variants.slice(at * sheetsPerBundle, (at + 1) * sheetsPerBundle);
      const files = some.map(({ code }) => readFileSync(join(folder, folders[target], `${code}.pdf`)));
      const number = count === 1 ? '' : `-${String(at + 1).padStart(String(count).length, '0')}`;
      yield { name: `${folders[target]}${number}.pdf`, content: await mergedPdf(files, on === 'duplex') };
    }
  }
}

async function* forSystems(
  { lms, variants }: Worksheets,
  sheets: ReadonlyMap<string, PrintedSheet>,
): AsyncGenerator<ClassFile> {
  for (const [at, system] of lms.entries()) {
    const { endings, load } = lmsFormats[system];
    const parts = variants.flatMap(({ code }) => sheets.get(code)?.parts[at] ?? []);
    yield { name: `${system}${endings[0]}`, content: (await load()).write(parts) };
  }
}
