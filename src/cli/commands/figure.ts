import { basename, extname } from 'node:path';
import { type Command, Option } from 'commander';
import { BadInput } from '../../bad-input.ts';
import { namesIn } from '../../catalogue.ts';
import type { Figure, FigureSubject } from '../../figures/figure.ts';
import { figureFormats } from '../../formats/figure/index.ts';
import { defaultFolder, destinationsAmong } from '../options/destination.ts';
import { notationOption, type OwnWriting, withNotation } from '../options/notation.ts';
import { rateOf } from '../options/rate.ts';
import { writeOut } from '../terminal/standard-output.ts';

type FigureFormatName = keyof typeof figureFormats;

interface Options {
  readonly of?: string;
  readonly to?: FigureFormatName;
  readonly rate?: string;
  readonly variant?: string;
  readonly notation?: OwnWriting['notation'];
  readonly output?: string;
}

export function figureCommand(command: Command): void {
  command
    .description('draw a figure of a model, for a paper, a slide or a page; without NAME: which there are')
    .argument('<model>', 'model file (YAML or JSON), or - for standard input')
    .argument('[name]', 'the figure')
    .option('--of <array>', 'what it is drawn of: an output or a parameter by its name, or a layer')
    .addOption(new Option('--to <format>', 'format to write').choices(namesIn(figureFormats)))
    .option('--rate <rate>', 'the learning rate, where steps are drawn')
    .addOption(notationOption())
    .option('--variant <code>', 'with the numbers of this variant of its worksheets')
    .option('-o, --output <file>', 'where to write; its ending chooses the format; - is standard output')
    .addHelpText(
      'after',
      '\nExample:\n  gradsheet figure templates/how-a-filter-learns.yaml windows -o windows.svg',
    )
    .action(figure);
}

async function figure(file: string, name: string | undefined, options: Options): Promise<void> {
  const { modelArgument } = await import('../options/model-argument.ts');
  const { sceneOf } = await import('../../document/scene-of.ts');
  const { figures } = await import('../../figures/index.ts');
  const read = await modelArgument(file, {
    anySize: true,
    ...(options.variant !== undefined && { variant: options.variant }),
  });
  const model = await withNotation(read, options);
  const rate = await rateOf(options.rate);
  if (rate && rate.compare(0) <= 0)
    throw new BadInput(`--rate: found ${rate.toFraction()}, expected a number above 0.`);
  const scene = sceneOf(model, rate);
  const { chosenFigure, chosenSubject, drawableSubjects } = await import('../../figures/choose.ts');
  if (name === undefined) {
    const had = Object.values(figures).map((figure) => ({
      figure,
      subjects: [...drawableSubjects(figure, scene)],
    }));
    writeOut(list(had.filter(({ subjects }) => subjects.length > 0)));
    return;
  }
  const chosen = chosenFigure(figures, name);
  const subject = chosenSubject(chosen, scene, options.of);
  const { pictureInOwnNotation } = await import('../../document/signs/in-own-notation.ts');
  const drawing = pictureInOwnNotation(chosen.draw(scene, subject), model);
  const { assets } = await import('../../formats/assets.ts');
  const { makeFolder, writeFile } = await import('../write-file.ts');
  const stem = [
    file === '-' ? 'model' : basename(file, extname(file)),
    name,
    ...(options.of ? [subject.name] : []),
  ];
  const wanted = destinationsAmong(figureFormats, stem.join('-'), options, ['svg', 'tikz']);
  const write = async (format: FigureFormatName): Promise<string | Uint8Array> =>
    (await figureFormats[format].load()).write(drawing, assets);
  if (wanted[0].file === '-') {
    writeOut(await write(wanted[0].format));
    return;
  }
  writeOut(`${drawing.alt}\n\n`);
  if (options.output === undefined) makeFolder(defaultFolder);
  for (const { format, file: target } of wanted) {
    writeFile(target, await write(format));
    writeOut(`wrote ${target}\n`);
  }
}

/** Every figure of the model with what it shows, and what it can be drawn of. */
function list(had: readonly { figure: Figure; subjects: readonly FigureSubject[] }[]): string {
  const width = Math.max(...had.map(({ figure }) => figure.name.length));
  const lines = had.map(({ figure, subjects }) => {
    const names = subjects.map(({ name }) => name).filter((name) => name !== '');
    const of = names.length > 1 ? ` (--of ${names.join(', ')})` : '';
    return `${figure.name.padEnd(width)}  ${figure.summary}${of}`;
  });
  return `${lines.join('\n')}\n\ngradsheet figure MODEL NAME draws one of them.\n`;
}
