import { BadInput } from '../bad-input.ts';
import { readCsv } from './csv.ts';
import { endingOf } from './endings.ts';
import type { GivenArrays } from './given-arrays.ts';
import { readNpy } from './npy.ts';
import { readNpz } from './npz.ts';
import { readSafetensors } from './safetensors.ts';
import { Source } from './source.ts';
import { writtenArrays } from './written.ts';

type Read = (bytes: Uint8Array, file: string) => GivenArrays;

/** Files of values, by the ending of their names. */
export const valuesFormats: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['csv', readCsv],
  ['json', readWritten],
  ['npy', readNpy],
  ['npz', readNpz],
  ['safetensors', readSafetensors],
  ['yaml', readWritten],
  ['yml', readWritten],
]);

/** The arrays in a file's bytes; throws BadInput for what is damaged or of no known kind. */
export function readValues(bytes: Uint8Array, file: string): GivenArrays {
  const read = valuesFormats.get(endingOf(file));
  if (read) return read(bytes, file);
  const known = [...valuesFormats.keys()].map((ending) => `.${ending}`).join(', ');
  throw new BadInput(`${file}: found the ending ".${endingOf(file)}", expected a values file in ${known}.`);
}

function readWritten(bytes: Uint8Array, file: string): GivenArrays {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BadInput(`${file}: not text in UTF-8, expected values as YAML or JSON.`);
  }
  return writtenArrays(new Source(text, file), [], undefined);
}
