import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod';
import { appendToFile, writeFile } from '../write-file.ts';
import { type SheetFile, sha256, type WrittenFile, writtenFile } from './order.ts';
import { hasEnded, writerOf } from './writer.ts';

const manifestName = 'manifest.json';
const journalName = '.finished';

/** What a folder of worksheets holds: every variant with its seed, every file with its SHA-256. No names of students. */
interface Manifest {
  readonly title: string;
  /** The model file, as it was named. */
  readonly model: string;
  readonly seed: string;
  /** What was asked, where the command said it. */
  readonly exercises?: readonly string[];
  readonly variants: readonly {
    readonly code: string;
    readonly student?: string;
    readonly files: readonly WrittenFile[];
  }[];
  /** Files about all variants. */
  readonly files: readonly Pick<WrittenFile, 'file' | 'sha256'>[];
}

/** Those of the files that an earlier run has made, of the same things, and that are there, whole and unchanged; by name. */
export function finishedFiles(folder: string, wanted: readonly SheetFile[]): Map<string, WrittenFile> {
  const recipes = new Map(wanted.map(({ file, recipe }) => [file, recipe]));
  const known = [...fromManifest(folder), ...journals(folder).flatMap(fromJournal)].filter(
    ({ file, recipe }) => recipes.get(file) === recipe,
  );
  return new Map(known.filter((file) => isWhole(folder, file)).map((file) => [file.file, file]));
}

export function isWhole(folder: string, { file, sha256: hash }: WrittenFile): boolean {
  const path = join(folder, file);
  return existsSync(path) && sha256(readFileSync(path)) === hash;
}

function fromManifest(folder: string): WrittenFile[] {
  const file = join(folder, manifestName);
  if (!existsSync(file)) return [];
  try {
    const { variants } = z
      .object({ variants: z.array(z.object({ files: z.array(writtenFile) })) })
      .parse(JSON.parse(readFileSync(file, 'utf8')));
    return variants.flatMap(({ files }) => files);
  } catch {
    // What is no manifest of ours says nothing of what is finished.
    return [];
  }
}

function fromJournal(journal: string): WrittenFile[] {
  return readFileSync(journal, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [writtenFile.parse(JSON.parse(line))];
      } catch {
        // The last line may be cut off.
        return [];
      }
    });
}

function journals(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(journalName) && name.endsWith('.jsonl'))
    .map((name) => join(folder, name));
}

/** Notes that files are finished, for a run that is cut off. Each of several that write to one folder has notes of its own. */
export function noteFinished(folder: string, files: readonly WrittenFile[], writer = ''): void {
  const lines = files.map((file) => `${JSON.stringify(file)}\n`).join('');
  appendToFile(join(folder, `${journalName}${writer}.jsonl`), lines);
}

/** A file is written in less; in milliseconds. */
const longEnough = 3_600_000;

/** Files below a folder that were being written when their process was killed; workers may be writing others. */
function unfinished(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => {
      const writer = writerOf(basename(file));
      if (writer === undefined) return false;
      const written = statSync(file, { throwIfNoEntry: false });
      return hasEnded(writer) || (written !== undefined && Date.now() - written.mtimeMs > longEnough);
    });
}

/** Writes the manifest of a finished run; the notes, and what killed runs left half-written, are not needed any more. */
export function writeManifest(folder: string, manifest: Manifest): void {
  writeFile(join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
  for (const journal of journals(folder)) rmSync(journal, { force: true });
  for (const half of unfinished(folder)) rmSync(half, { force: true });
}
