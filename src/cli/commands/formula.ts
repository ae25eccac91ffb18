import { basename, extname } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { BadInput } from '../../bad-input.ts';
import { namesIn } from '../../catalogue.ts';
import type { EquationLine } from '../../document/block.ts';
import { formulaFormats } from '../../formats/formula/index.ts';
import type { Column } from '../../formats/tex/fragment-style.ts';
import { columnOption } from '../options/column.ts';
import { defaultFolder, destinationsAmong } from '../options/destination.ts';
import { notationOption, type OwnWriting, withNotation } from '../options/notation.ts';
import { writeOut } from '../terminal/standard-output.ts';
import { documentWith } from './derive.ts';

type FormulaFormatName = keyof typeof formulaFormats;

interface Options {
  readonly line?: number;
  readonly to?: FormulaFormatName;
  readonly size: number;
  readonly color: string;
  readonly column?: Column;
  readonly notation?: OwnWriting['notation'];
  readonly variant?: string;
  readonly output?: string;
}

export function formulaCommand(command: Command): void {
  command
    .description('write formulas of a derivation as a picture or as MathML; without PART: which there are')
    .argument('<model>', 'model file (YAML or JSON), or - for standard input')
    .argument('[part]', 'the part of the derivation, such as gradient.W')
    .option('--line <number>', 'this equation of the part alone', whole)
    .addOption(new Option('--to <format>', 'format to write').choices(namesIn(formulaFormats)))
    .addOption(
      new Option('--size <points>', 'the size of its font in a picture').default(24).argParser(points),
    )
    .addOption(
      new Option('--color <color>', 'its colour in a picture, such as #ffffff')
        .default('#000000')
        .argParser(color),
    )
    .addOption(columnOption())
    .addOption(notationOption())
    .option('--variant <code>', 'with the numbers of this variant of its worksheets')
    .option('-o, --output <file>', 'where to write; its ending chooses the format; - is standard output')
    .addHelpText(
      'after',
      '\nExample:\n  gradsheet formula templates/how-a-filter-learns.yaml law.W --line 1 -o law.svg',
    )
    .action(formula);
}

async function formula(file: string, part: string | undefined, options: Options): Promise<void> {
  const { color, column, line, output, size, variant } = options;
  const { modelArgument } = await import('../options/model-argument.ts');
  const read = await modelArgument(file, { anySize: true, ...(variant !== undefined && { variant }) });
  const model = await withNotation(read, options);
  const document = await documentWith(model, {
    detail: 'steps',
    ...(part !== undefined && { part: [part] }),
    ...(column !== undefined && { column }),
  });
  if (part === undefined) {
    const { partsText } = await import('../options/fragments.ts');
    writeOut(await partsText(document, process.stdout.columns ?? 100));
    return;
  }
  const stem = [
    file === '-' ? 'model' : basename(file, extname(file)),
    part,
    ...(line === undefined ? [] : [`${line}`]),
  ];
  const wanted = destinationsAmong(formulaFormats, stem.join('-'), options, ['svg', 'png']);
  const { chosenParts } = await import('../../document/parts.ts');
  const { formulaOf } = await import('../../formats/formula/formula-of.ts');
  const { makeFolder, writeFile } = await import('../write-file.ts');
  const lines = chosenParts(document, model, [part]).flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'equation' ? block.lines : [])),
  );
  const formula = formulaOf(chosenLines(lines, part, line), document.width);
  const write = async (format: FormulaFormatName): Promise<string | Uint8Array> =>
    (await formulaFormats[format].load()).write(formula, { size, color });
  if (wanted[0].file === '-') {
    writeOut(await write(wanted[0].format));
    return;
  }
  if (output === undefined) makeFolder(defaultFolder);
  for (const { format, file: target } of wanted) {
    writeFile(target, await write(format));
    writeOut(`wrote ${target}\n`);
  }
}

function chosenLines(
  lines: readonly EquationLine[],
  part: string,
  line: number | undefined,
): readonly EquationLine[] {
  if (lines.length === 0)
    throw new BadInput(`${part} has no equation; gradsheet derive --part writes words and tables.`);
  if (line === undefined) return lines;
  if (line <= lines.length) return [lines[line - 1]];
  throw new BadInput(
    `--line ${line}: ${part} has ${lines.length === 1 ? 'one equation; leave --line out' : `${lines.length} equations; expected a number from 1 to ${lines.length}`}.`,
  );
}

function whole(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a whole number from 1 on.');
}

function points(text: string): number {
  const size = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && size >= 4 && size <= 200) return size;
  throw new InvalidArgumentError('Expected a number of points from 4 to 200, such as 24.');
}

function color(text: string): string {
  if (/^#[0-9a-f]{6}$/i.test(text)) return text.toLowerCase();
  throw new InvalidArgumentError('Expected # and six hexadecimal digits, such as #ffffff for white.');
}
