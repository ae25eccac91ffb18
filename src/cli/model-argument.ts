import { readFileSync } from 'node:fs';
import { dirname, extname, isAbsolute, join } from 'node:path';
import { BadInput } from '../bad-input.ts';
import type { Model } from '../model/model.ts';
import { readModel, type ValuesFile } from '../model/read.ts';

/** The model of the argument MODEL: a file, or "-" for standard input. Values files are found beside the model. */
export function modelArgument(model: string): Model {
  const text = model === '-' ? readText('-', 'standard input') : readText(model, 'model');
  const folder = model === '-' ? '.' : dirname(model);
  return readModel(text, model === '-' ? '(standard input)' : model, (name) =>
    valuesFile(isAbsolute(name) ? name : join(folder, name)),
  );
}

const valueEndings = ['.json', '.yaml', '.yml'];

export function valuesFile(file: string): ValuesFile {
  if (!valueEndings.includes(extname(file))) {
    throw new BadInput(
      `${file}: found the ending "${extname(file)}", expected a values file in ${valueEndings.join(', ')}.`,
    );
  }
  return { text: readText(file, 'values'), file };
}

/** Text beyond this is no model or list of values that a person or a program writes as YAML. */
const largestText = 64 * 2 ** 20;

function readText(file: string, what: string): string {
  try {
    const bytes = readFileSync(file === '-' ? 0 : file);
    if (bytes.length > largestText)
      throw new BadInput(`${file}: ${bytes.length} bytes, expected at most ${largestText}.`);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError)
      throw new BadInput(`${file}: not text in UTF-8, expected a ${what} file as YAML or JSON.`);
    throw asBadInput(error, file, what);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'this is a folder',
  EACCES: 'it may not be read',
};

function asBadInput(error: unknown, file: string, what: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = reasons[code];
  return reason ? new BadInput(`${file}: ${reason}, expected a ${what} file as YAML or JSON.`) : error;
}
