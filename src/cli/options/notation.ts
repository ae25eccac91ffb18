import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { BadInput } from '../../bad-input.ts';
import { assets } from '../../formats/assets.ts';
import type { Model } from '../../model/model.ts';
import type { NotationChoices } from '../../model/notation-choices.ts';
import { writeFile } from '../write-file.ts';
import type { Destination } from './destination.ts';

/** How a derivation is written: an option of derive, over what the model file says. */
export interface OwnWriting {
  /** What was said, by name: W is K, base is 0. */
  readonly notation?: ReadonlyMap<string, string>;
  /** LaTeX with the macros of gradsheet.sty. */
  readonly macros?: true;
}

export function addNotation(command: Command): Command {
  return command
    .addOption(notationOption())
    .option('--macros', 'LaTeX with the macros of gradsheet.sty, which is written beside it');
}

export function notationOption(): Option {
  return new Option(
    '--notation <choices>',
    'write K for W and count from 0 with W=K,base=0; also tensors=bold, gradient=nabla, order=column-row',
  ).argParser(saidOf);
}

/** "W=K,base=0", said once or several times. */
function saidOf(text: string, before: ReadonlyMap<string, string> = new Map()): ReadonlyMap<string, string> {
  const all = text.split(',').map((pair) => {
    const [, name, choice] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/.exec(pair) ?? [];
    if (name === undefined || choice === undefined || choice === '')
      throw new InvalidArgumentError(
        `Found ${JSON.stringify(pair)}, expected a choice such as W=K or base=0.`,
      );
    return [name, choice] as const;
  });
  return new Map([...before, ...all]);
}

const options = ['tensors', 'gradient', 'base', 'order'];

/** Throws BadInput where macros are asked for that a format has not, or that would not restyle what is bold already. */
export function checkMacros(
  { macros }: OwnWriting,
  { notation }: Model,
  wanted: readonly Destination[],
): void {
  if (!macros) return;
  const notTex = wanted.find(({ format }) => format !== 'tex');
  if (notTex)
    throw new BadInput(`--macros: found the format ${notTex.format}, expected tex: only LaTeX has macros.`);
  if (notation?.tensors === 'bold' || notation?.gradient === 'nabla')
    throw new BadInput(
      '--macros: found bold arrays or a nabla in the notation, which are options of the package there; leave them out and write \\usepackage[bold,nabla]{gradsheet}.',
    );
}

const macroFile = 'gradsheet.sty';

/** Puts gradsheet.sty beside a file; one that is there already stays as it is. Says what it did. */
export function writeMacros(target: string): string {
  const file = join(dirname(target), macroFile);
  const content = assets.text(macroFile);
  if (!statSync(file, { throwIfNoEntry: false })) {
    writeFile(file, content);
    return `wrote ${file}\n`;
  }
  return readFileSync(file, 'utf8') === content
    ? ''
    : `kept ${file}, which differs from the one that comes with gradsheet\n`;
}

/** The model with the choices of the command line in place of its own. Throws BadInput for what does not fit. */
export async function withNotation(model: Model, { notation }: Pick<OwnWriting, 'notation'>): Promise<Model> {
  if (!notation) return model;
  const { notationChoices } = await import('../../model/notation-choices.ts');
  const { ownNotation } = await import('../../model/own-notation.ts');
  const { checked } = await import('../../values/check.ts');
  const [chosen, named] = [true, false].map((isOption) =>
    Object.fromEntries([...notation].filter(([name]) => options.includes(name) === isOption)),
  );
  const content = {
    ...chosen,
    ...(chosen.base !== undefined && { base: asNumber(chosen.base) }),
    symbols: named,
  };
  try {
    const choices = checked(notationChoices, content, [], options);
    const whole: NotationChoices = {
      ...model.notation,
      ...choices,
      symbols: { ...model.notation?.symbols, ...choices.symbols },
    };
    ownNotation(model, whole);
    return { ...model, notation: whole };
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    const name = error.path?.at(-1);
    throw new BadInput(`--notation ${name === undefined ? '' : `${name}: `}${error.message}`);
  }
}

/** What is no number is refused as it was said. */
function asNumber(text: string): number | string {
  return /^\d+$/.test(text) ? Number(text) : text;
}
