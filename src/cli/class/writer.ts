import { createHash } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** Who writes to a folder that others may write to as well: a machine and a process. */
interface Writer {
  readonly machine: string;
  readonly process: number;
}

/** Processes are numbered for each container; where there are none, for the machine. */
const machine = createHash('sha256').update(`${hostname()} ${numbering()}`).digest('hex').slice(0, 12);

function numbering(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

/** This process, as text that readWriter takes back. */
export const thisWriter = `${machine}-${process.pid}`;

export function readWriter(text: string): Writer | undefined {
  const [, where, number] = /^([0-9a-f]{12})-([1-9]\d{0,9})$/.exec(text) ?? [];
  return where === undefined ? undefined : { machine: where, process: Number(number) };
}

/** Whether it is known to have ended: of other machines that is not known. */
export function hasEnded(writer: Writer): boolean {
  if (writer.machine !== machine) return false;
  try {
    process.kill(writer.process, 0);
    return false;
  } catch (error) {
    // A process of somebody else may not be signalled, but is there.
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

/** The name of a file that this process is writing, until it is complete. */
export function unfinishedName(id: string): string {
  return `.${thisWriter}.${id}.tmp`;
}

/** Who was writing the file of this name; undefined for a name of any other kind. */
export function writerOf(name: string): Writer | undefined {
  const [, writer] = /^\.([0-9a-f]{12}-\d+)\.[0-9a-f-]{36}\.tmp$/.exec(name) ?? [];
  return writer === undefined ? undefined : readWriter(writer);
}
