import { Socket } from 'node:net';
import { MissingTool } from '../../missing-tool.ts';
import { codeOf, writeAll } from '../write-file.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'no more of the disk is yours to fill',
  EFBIG: 'files may not be so large',
};

let failure: Error | undefined;

/** A reader that has seen enough (head, less) closes the pipe: that is no error, and what is left to do is done. */
function failed(error: Error): void {
  if (codeOf(error) !== 'EPIPE') failure ??= error;
}

/** To be called once, before anything is printed: a stream that fails would end the process. */
export function watchStandardOutput(): void {
  process.stdout.on('error', failed);
  // There is nowhere to say that standard error is closed.
  process.stderr.on('error', () => undefined);
}

/** Writes to standard output. */
export function writeOut(content: string | Uint8Array): void {
  if (process.stdout instanceof Socket) {
    process.stdout.write(content);
    return;
  }
  // Node's stream for files takes a disk that has room for a part as success.
  try {
    writeAll(1, content);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    failed(error);
  }
}

/** Waits until all is written. Throws MissingTool where that was not possible. */
export async function outWritten(): Promise<void> {
  await new Promise((resolve) => process.stdout.write('', resolve));
  if (!failure) return;
  const code = codeOf(failure);
  throw new MissingTool(
    `standard output: cannot be written, since ${reasons[code ?? ''] ?? `the system refuses it (${code})`}; send it to another place.`,
  );
}
