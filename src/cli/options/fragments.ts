import { type Command, InvalidArgumentError, Option } from 'commander';
import { BadInput } from '../../bad-input.ts';
import type { Document } from '../../document/block.ts';
import type { FormatName } from '../../formats/index.ts';
import { type Column, type Environment, environments } from '../../formats/tex/fragment-style.ts';
import { type ShellName, shells } from '../../formats/tex/shells.ts';
import type { Model } from '../../model/model.ts';
import { columnOption } from './column.ts';
import type { Destination } from './destination.ts';

/** What a derivation is asked for in pieces: options of derive. */
export interface Fragments {
  readonly part?: readonly string[];
  readonly parts?: true;
  readonly as: Environment;
  readonly labels: string;
  readonly column?: Column;
  readonly shell?: ShellName;
}

export function addFragments(command: Command): Command {
  return command
    .option('--part <names>', 'these parts alone, such as forward.o,gradient.W, for another document', listOf)
    .option('--parts', 'list the parts that there are')
    .addOption(
      new Option('--as <environment>', 'what stands around equations of a part in LaTeX')
        .choices([...environments])
        .default('align*'),
    )
    .addOption(
      new Option('--labels <prefix>', 'what labels of numbered equations begin with')
        .default('eq:')
        .argParser(labels),
    )
    .addOption(columnOption())
    .addOption(
      new Option(
        '--shell <paper>',
        'the whole as LaTeX of a paper, its lines broken to its columns; neurips-like has the measure only',
      ).choices(Object.keys(shells)),
    );
}

function listOf(text: string): readonly string[] {
  return text.split(',').map((name) => name.trim());
}

/** What is safe in \label, with hyperref and cleveref too. */
function labels(text: string): string {
  if (/^[A-Za-z0-9:.-]{0,40}$/.test(text)) return text;
  throw new InvalidArgumentError('Expected letters, digits, colons, dots and hyphens, such as eq: or app:.');
}

/** A shell is a whole document in LaTeX, with a column of its own. */
export function checkShell(
  { shell, part, parts, column, as }: Fragments,
  wanted: readonly Destination[],
  paperSaid: boolean,
): void {
  if (!shell) return;
  const refuse = (found: string, expected: string): never => {
    throw new BadInput(`--shell ${shell}: found ${found}, expected ${expected}.`);
  };
  if (part ?? parts) refuse(part ? '--part' : '--parts', 'one of the two: a shell is for a whole derivation');
  if (column) refuse('--column', 'one of the two: a shell has its own column');
  if (paperSaid) refuse('--paper', 'one of the two: a shell has its own paper');
  if (as === 'math') refuse('--as math', '--as align*, align or equation');
  const notTex = wanted.find(({ format }) => format !== 'tex');
  if (notTex) refuse(notTex.format, 'LaTeX: --to tex, or -o with a file that ends in .tex');
}

/** The parts that were asked for, in a format. */
export async function fragmentText(
  document: Document,
  model: Model,
  { part = [], as, labels: prefix, column }: Fragments,
  name: FormatName,
): Promise<string> {
  const { chosenParts } = await import('../../document/parts.ts');
  const { formats } = await import('../../formats/index.ts');
  const { assets } = await import('../../formats/assets.ts');
  const chosen = named(() => chosenParts(document, model, part));
  const blocks = [...new Set(chosen.flatMap((part) => part.blocks))];
  const { fragment } = await formats[name].load();
  if (!fragment) {
    const all = await Promise.all(Object.values(formats).map((format) => format.load()));
    const known = all.flatMap((format) => (format.fragment ? [format.name] : []));
    throw new BadInput(`--part: a part cannot be written as ${name}, expected one of ${known.join(', ')}.`);
  }
  return fragment({ ...document, blocks }, assets, {
    as,
    labels: prefix,
    ...(column && { font: column.font }),
  });
}

/** What is wrong with a part is said of the option. */
function named<T>(what: () => T): T {
  try {
    return what();
  } catch (error) {
    if (error instanceof BadInput) throw new BadInput(`--part: ${error.message}`);
    throw error;
  }
}

/** A line for each part: its name and what it says first. */
export async function partsText(document: Document, columns: number): Promise<string> {
  const { partsOf } = await import('../../document/parts.ts');
  const { firstLine } = await import('../../formats/terminal/terminal.ts');
  const parts = partsOf(document);
  const longest = Math.max(...parts.map(({ name }) => name.length));
  return parts
    .map(({ name, blocks }) => {
      const line = `${name.padEnd(longest)}  ${firstLine(blocks[0])}`;
      return `${line.length > columns ? `${line.slice(0, columns - 1)}…` : line}\n`;
    })
    .join('');
}
