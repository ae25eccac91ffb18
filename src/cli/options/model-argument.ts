import { createRequire } from 'node:module';
import { dirname, isAbsolute, join } from 'node:path';
import type Fraction from 'fraction.js';
import { BadInput } from '../../bad-input.ts';
import type { Tree } from '../../expression/formula-of-text.ts';
import { chosenTensors } from '../../model/expansion.ts';
import { arraysFor } from '../../model/given-values.ts';
import type { Model } from '../../model/model.ts';
import { readModel } from '../../model/read.ts';
import { combined } from '../../values/combined.ts';
import { isValuesFile } from '../../values/endings.ts';
import type { GivenArrays } from '../../values/given-arrays.ts';
import { readBytes } from '../read-bytes.ts';

interface ModelOptions {
  /** Files in place of the model's own values. */
  readonly values?: readonly string[];
  readonly anySize?: boolean;
  /** The code of a worksheet's variant, whose numbers the model gets. */
  readonly variant?: string;
  /** What opens the model and the files that it names; the file system if nothing else is said. */
  readonly read?: ReadFile;
}

/** The bytes of a file; `what` it should be and how long at most is for the sentence that refuses it. */
export type ReadFile = (file: string, what: string, largest: number) => Uint8Array;

/** The model of the argument MODEL: a file, or "-" for standard input. */
export async function modelArgument(
  model: string,
  { values, anySize = false, variant, read: readFile = readBytes }: ModelOptions = {},
): Promise<Model> {
  const text = readText(model, model === '-' ? 'standard input' : 'model', readFile);
  // Files that the model names are found beside it. Their readers load where there may be a name of a file.
  const folder = model === '-' ? '.' : dirname(model);
  const mayName = values !== undefined || /\.[A-Za-z]/.test(text);
  const open = mayName ? await valuesOpener(readFile) : undefined;
  const read = readModel(text, model === '-' ? '(standard input)' : model, {
    ...(open && { open: (name) => open(isAbsolute(name) ? name : join(folder, name)) }),
    ...(open && values && { values: combined(values.map(open)) }),
    treeOf,
    anySize,
  });
  return variant === undefined ? read : ofVariant(read, variant);
}

/** The model with the numbers of one variant of its worksheets. */
async function ofVariant(model: Model, code: string): Promise<Model> {
  const { isVariantCode } = await import('../../worksheet/variant-code.ts');
  if (!isVariantCode(code)) {
    throw new BadInput(
      `--variant: found ${JSON.stringify(code.slice(0, 60))}, expected a code such as 7KQ2-M0XA.`,
    );
  }
  if (!model.random) return model;
  const { NiceValues } = await import('../../worksheet/nice-values.ts');
  const { planOf } = await import('../../worksheet/section.ts');
  return new NiceValues(model, planOf(model).numbers).variant(code);
}

/** Directions for a product with the Hessian: a file of arrays of the shapes of the tensors that --wrt names. */
export async function directionsArgument(
  file: string,
  model: Model,
  wrt: readonly string[] | undefined,
): Promise<Map<string, readonly Fraction[]>> {
  const open = await valuesOpener(readBytes);
  const arrays = open(file);
  const wanted = chosenTensors(model, wrt).filter(
    ({ name }) => wrt !== undefined || arrays.find(name) || arrays.nameless,
  );
  return new Map([...arraysFor(arrays, wanted)].map(([name, { data }]) => [name, data]));
}

/** nerdamer's parser, loaded by the first formula given as text. */
export function treeOf(text: string): Tree | undefined {
  const nerdamer: { tree(text: string): Tree | undefined } = createRequire(import.meta.url)('nerdamer');
  return nerdamer.tree(text);
}

/** Text beyond this is no model or list of values that a person or a program writes as YAML. */
const largestText = 64 * 2 ** 20;
const largestBinary = 512 * 2 ** 20;

async function valuesOpener(read: ReadFile): Promise<(file: string) => GivenArrays> {
  const { readValues } = await import('../../values/index.ts');
  return (file) => {
    const isText = /\.(json|ya?ml|csv)$/i.test(file);
    // An unknown ending is better news than a missing file.
    const bytes = isValuesFile(file)
      ? read(file, 'values', isText ? largestText : largestBinary)
      : new Uint8Array();
    return readValues(bytes, file);
  };
}

function readText(file: string, what: string, read: ReadFile): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(read(file, what, largestText));
  } catch (error) {
    if (error instanceof TypeError)
      throw new BadInput(`${file}: not text in UTF-8, expected a ${what} file as YAML or JSON.`);
    throw error;
  }
}
