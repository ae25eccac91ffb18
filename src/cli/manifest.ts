import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Variant } from '../worksheet/variants.ts';
import type { WrittenFile } from './print-sheet.ts';
import { sha256 } from './print-sheet.ts';
import { writeFile } from './write-file.ts';

const manifestName = 'manifest.json';
const journalName = '.finished.jsonl';

const written = z.object({ file: z.string(), sha256: z.string() });

/** What a folder of worksheets holds: every variant with its seed, every file with its SHA-256. No names of students. */
export interface Manifest {
  readonly title: string;
  /** The model file, as it was named. */
  readonly model: string;
  readonly seed: string;
  readonly variants: readonly {
    readonly code: string;
    readonly student?: string;
    readonly files: readonly WrittenFile[];
  }[];
  /** Files about all variants. */
  readonly files: readonly WrittenFile[];
}

/** The files of an earlier run that are there, whole and unchanged, by name. */
export function finishedFiles(folder: string): Map<string, WrittenFile> {
  const known = [...fromManifest(folder), ...fromJournal(folder)];
  return new Map(known.filter((one) => isWhole(folder, one)).map((one) => [one.file, one]));
}

function isWhole(folder: string, { file, sha256: hash }: WrittenFile): boolean {
  const path = join(folder, file);
  return existsSync(path) && sha256(readFileSync(path)) === hash;
}

function fromManifest(folder: string): WrittenFile[] {
  const file = join(folder, manifestName);
  if (!existsSync(file)) return [];
  try {
    const { variants, files } = z
      .object({ variants: z.array(z.object({ files: z.array(written) })), files: z.array(written) })
      .parse(JSON.parse(readFileSync(file, 'utf8')));
    return [...variants.flatMap((variant) => variant.files), ...files];
  } catch {
    // What is no manifest of ours says nothing of what is finished.
    return [];
  }
}

function fromJournal(folder: string): WrittenFile[] {
  const file = join(folder, journalName);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [written.parse(JSON.parse(line))];
      } catch {
        // The last line may be cut off.
        return [];
      }
    });
}

/** Notes that files are finished, for a run that is cut off. */
export function noteFinished(folder: string, files: readonly WrittenFile[]): void {
  appendFileSync(join(folder, journalName), files.map((file) => `${JSON.stringify(file)}\n`).join(''));
}

/** Writes the manifest of a finished run; the notes are not needed any more. */
export function writeManifest(folder: string, manifest: Manifest): void {
  writeFile(join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
  rmSync(join(folder, journalName), { force: true });
}

/** Variants with what is finished of them. */
export function manifestVariants(
  variants: readonly Variant[],
  filesOf: (variant: Variant) => readonly WrittenFile[],
): Manifest['variants'] {
  return variants.map((variant) => ({
    code: variant.code,
    ...(variant.student && { student: variant.student.id }),
    files: filesOf(variant),
  }));
}
