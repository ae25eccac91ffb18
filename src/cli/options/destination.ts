import { extname, join } from 'node:path';
import { BadInput } from '../../bad-input.ts';

/** Names only, so that --help and start-up load no format. A test holds them against the formats there are. */
export const formatNames = ['tex', 'html', 'pdf', 'md', 'ipynb', 'json', 'typ', 'beamer', 'slides'] as const;
export type FormatName = (typeof formatNames)[number];

/** What a file of a format is called after its name, where that is not a dot and the format. Such a format needs --to. */
const fileEndings: Readonly<Record<string, string>> = {
  beamer: '-slides.tex',
  slides: '-slides.html',
};

/** The name of a file in a format: lesson.tex, lesson-slides.tex. */
export function fileName(name: string, format: string): string {
  return `${name}${fileEndings[format] ?? `.${format}`}`;
}

export const defaultFolder = 'out';

/** Where a document goes; "-" is standard output. */
export interface Destination<Name extends string = FormatName> {
  readonly format: Name;
  readonly file: string;
}

export interface DestinationOptions<Name extends string = FormatName> {
  readonly to?: Name;
  readonly output?: string;
}

export function destinations(
  name: string,
  options: DestinationOptions,
  defaults: readonly FormatName[],
): Destination[] {
  return destinationsAmong(formatNames, name, options, defaults);
}

/** The ending of -o chooses the format where --to does not; without -o files go to out/, in all of `defaults` without --to. */
export function destinationsAmong<Name extends string>(
  formatNames: readonly Name[],
  name: string,
  { to, output }: DestinationOptions<Name>,
  defaults: readonly Name[],
): Destination<Name>[] {
  if (output === undefined) {
    return (to ? [to] : defaults).map((format) => ({
      format,
      file: join(defaultFolder, fileName(name, format)),
    }));
  }
  if (to === 'beamer' && extname(output) === '.pdf')
    throw new BadInput(
      `-o ${output}: found the ending of a PDF, expected .tex: beamer is LaTeX, and pdflatex makes the PDF; or take --to slides.`,
    );
  if (to) return [{ format: to, file: output }];
  const ending = extname(output).slice(1);
  const byEnding = formatNames.filter((known) => fileEndings[known] === undefined);
  const format = byEnding.find((candidate) => candidate === ending);
  if (format) return [{ format, file: output }];
  throw new BadInput(
    output === '-'
      ? '-o -: standard output has no ending to choose the format by, expected --to with one of ' +
          `${formatNames.join(', ')}.`
      : `-o ${output}: found the ending "${extname(output)}", expected one of ${byEnding.map((known) => `.${known}`).join(', ')}, or --to with a format.`,
  );
}
