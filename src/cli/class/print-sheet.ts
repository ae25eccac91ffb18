import { join } from 'node:path';
import { type LmsName, lmsFormats } from '../../lms/index.ts';
import type { LmsPart } from '../../lms/lms-format.ts';
import type { Model } from '../../model/model.ts';
import type { NiceValues } from '../../worksheet/nice-values.ts';
import type { WorksheetPlan } from '../../worksheet/section.ts';
import { type DocumentWriter, documentWriter } from './document-writer.ts';
import { filesOf, type Order, type SheetJob, sha256, type WrittenFile } from './order.ts';

/** What became of one variant. */
export interface PrintedSheet {
  readonly code: string;
  readonly files: readonly WrittenFile[];
  /** The answers of each question in short, for the teacher's overview. */
  readonly answers: readonly string[];
  /** The variant for each learning management system that it is made for. */
  readonly parts: readonly LmsPart[];
}

/** Makes the sheets of one order, in one thread. */
export class SheetPrinter {
  readonly #order: Order;
  readonly #folder: string;
  readonly #lms: readonly LmsName[];
  readonly #writer: DocumentWriter;
  #prepared: Promise<Prepared> | undefined;

  /** Files are written below `folder`. */
  constructor(order: Order, folder: string, lms: readonly LmsName[]) {
    this.#order = order;
    this.#folder = folder;
    this.#lms = lms;
    this.#writer = documentWriter(order);
  }

  /** Writes the files of one variant, each whole or not at all. The model is read once. */
  async print({ code, files }: SheetJob): Promise<PrintedSheet> {
    this.#prepared ??= prepare(this.#order);
    const { model, plan, nice } = await this.#prepared;
    const { sheetOf } = await import('../../worksheet/sheet.ts');
    const { answersInShort, sheetDocument } = await import('../../worksheet/documents.ts');
    const { writeFile } = await import('../write-file.ts');
    const sheet = sheetOf(nice ? nice.variant(code) : model, code, plan);
    const written: WrittenFile[] = [];
    for (const { file, target, format, recipe } of files) {
      const document = sheetDocument(sheet, target, this.#order.students[code]);
      const content = await this.#writer.bytes(document, format);
      writeFile(join(this.#folder, file), content);
      written.push({ file, sha256: sha256(content), recipe });
    }
    const systems = await Promise.all(this.#lms.map((system) => lmsFormats[system].load()));
    const parts = systems.map((system) => system.part(sheet));
    return { code, files: written, answers: answersInShort(sheet), parts };
  }

  /** Ends the browser, if one was started. */
  close(): Promise<void> {
    return this.#writer.close();
  }
}

interface Prepared {
  readonly model: Model;
  readonly plan: WorksheetPlan;
  readonly nice: NiceValues | undefined;
}

async function prepare(order: Order): Promise<Prepared> {
  const { modelArgument } = await import('../options/model-argument.ts');
  const { planOf } = await import('../../worksheet/section.ts');
  const { NiceValues } = await import('../../worksheet/nice-values.ts');
  const model = await modelArgument(order.model, { read: filesOf(order) });
  const plan = planOf(model, order.exercises);
  return { model, plan, nice: model.random ? new NiceValues(model, plan.numbers) : undefined };
}
