import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { FormatName } from '../../formats/index.ts';
import { papers } from '../../formats/paper.ts';
import type { Student, Target } from '../../worksheet/documents.ts';

import type { ReadFile } from '../options/model-argument.ts';
import { engineNames, type Printing } from '../options/printing.ts';

/** All that worksheets are made of, as data that another thread or machine can take. */
export interface Order extends Printing {
  /** The version that the worksheets are made with. */
  readonly gradsheet: string;
  /** The model file, as it was named. */
  readonly model: string;
  /** The model file and the files of values that it names, by name, in base64. */
  readonly files: Readonly<Record<string, string>>;
  readonly exercises?: readonly string[] | undefined;
  /** Who has a variant, by its code. */
  readonly students: Readonly<Record<string, Student>>;
}

/** The shape of an order that comes from a file. */
export const orderShape = z.object({
  gradsheet: z.string(),
  model: z.string(),
  files: z.record(z.string(), z.string()),
  exercises: z.array(z.string()).optional(),
  engine: z.enum(engineNames),
  paper: z.enum(papers),
  students: z.record(z.string(), z.object({ id: z.string(), name: z.string() })),
});

/** A file to be made: "sheets/7KQ2-M0XA.pdf", below the folder of the worksheets. */
export interface SheetFile {
  readonly file: string;
  readonly target: Target;
  readonly format: FormatName;
  /** The hash of what it is made from: where this is the same, so are its bytes. */
  readonly recipe: string;
}

/** The files of one variant that are still to be made. */
export interface SheetJob {
  readonly code: string;
  readonly files: readonly SheetFile[];
}

export const writtenFile = z.object({ file: z.string(), sha256: z.string(), recipe: z.string() });
/** A file that is there, whole. */
export type WrittenFile = z.output<typeof writtenFile>;

/** Opens the model's files and keeps what was in them. */
export class KeptFiles {
  readonly #files = new Map<string, Uint8Array>();
  readonly #from: ReadFile;

  constructor(from: ReadFile) {
    this.#from = from;
  }

  readonly read: ReadFile = (file, what, largest) => {
    const bytes = this.#files.get(file) ?? this.#from(file, what, largest);
    this.#files.set(file, bytes);
    return bytes;
  };

  get inBase64(): Record<string, string> {
    return Object.fromEntries(
      [...this.#files].map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]),
    );
  }
}

/** The files of an order, and no others. */
export function filesOf({ files }: Order): ReadFile {
  return (file) => {
    const content = files[file];
    if (content === undefined) throw new Error(`the order has no file ${file}`);
    return Buffer.from(content, 'base64');
  };
}

/** What every file of an order is made from, students apart. */
export function orderDigest({ students: _, ...rest }: Omit<Order, 'students'> & Partial<Order>): string {
  return sha256(JSON.stringify(rest));
}

export function recipe(digest: string, code: string, student: Student | undefined, what: string): string {
  return sha256(JSON.stringify([digest, code, student ?? null, what]));
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
