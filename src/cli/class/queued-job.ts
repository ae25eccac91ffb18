import * as z from 'zod';
import { targets } from '../../worksheet/documents.ts';
import { isVariantCode } from '../../worksheet/variant-code.ts';
import { formatNames } from '../options/destination.ts';
import { type SheetJob, writtenFile } from './order.ts';
import type { PrintedSheet } from './print-sheet.ts';
import { sheetFile } from './worksheets.ts';

/** The queue's name in Redis. */
export const queueName = 'gradsheet';

/** A job as it stands in the queue. The order, with the names of students, is a file in the folder that all share. */
export interface QueuedJob extends SheetJob {
  readonly order: string;
}

/** What a worker answers: what the user can mend is refused with a sentence, and so is what it has no tool for. */
export type JobAnswer = PrintedSheet | { readonly refused: string } | { readonly missing: string };

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** Whoever reaches Redis can write there: a job names the files that its variant has, and no others. */
const jobShape = z
  .object({
    order: digest,
    code: z.string().refine(isVariantCode, 'expected the code of a variant'),
    files: z.array(
      z.object({
        file: z.string(),
        target: z.enum(targets),
        format: z.enum(formatNames),
        recipe: digest,
      }),
    ),
  })
  .superRefine(({ code, files }, context) => {
    for (const [at, { file, format, target }] of files.entries())
      if (file !== sheetFile(code, target, format))
        context.addIssue({
          code: 'custom',
          path: ['files', at, 'file'],
          message: `expected ${sheetFile(code, target, format)}`,
        });
  });

/** A job from the queue, or why it is none. */
export function readJob(json: unknown): QueuedJob | { readonly refused: string } {
  const { data, error } = jobShape.safeParse(json);
  if (data) return data;
  const [{ path, message }] = error.issues;
  return {
    refused: `a job in the queue is none that gradsheet put there (${[path.join('.'), message].filter(Boolean).join(': ')}); it was not done.`,
  };
}

/** It is shown to whoever ordered the sheets. */
const sentence = z.string().regex(/^\P{Cc}{1,2000}$/u);

const answerShape = z.union([
  z.object({ refused: sentence }),
  z.object({ missing: sentence }),
  z
    .object({ code: z.string(), files: z.array(writtenFile), answers: z.array(z.string()) })
    // What goes into a file of all variants is not taken from whoever reaches Redis.
    .transform((printed) => ({ ...printed, parts: [] })),
]);

/** What a worker answers to this job; undefined for what answers it not. */
export function readAnswer(message: unknown, { code, files }: SheetJob): JobAnswer | undefined {
  const { data } = answerShape.safeParse(typeof message === 'string' ? parsed(message) : message);
  if (!data || !('files' in data)) return data;
  const isAsked = (at: number): boolean =>
    files[at].file === data.files[at].file && files[at].recipe === data.files[at].recipe;
  const fits = data.code === code && data.files.length === files.length;
  return fits && files.every((_, at) => isAsked(at)) ? data : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
