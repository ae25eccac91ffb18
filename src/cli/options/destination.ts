import { extname, join } from 'node:path';
import { BadInput } from '../../bad-input.ts';
import { type Lazy, namesIn } from '../../catalogue.ts';
import { type FormatName, formats } from '../../formats/index.ts';

export const formatNames = namesIn(formats);

/** The name of a file in a format: lesson.tex, lesson-slides.tex. */
export function fileName(name: string, format: FormatName): string {
  return `${name}${formats[format].endings[0]}`;
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
  return destinationsAmong(formats, name, options, defaults);
}

/** The ending of -o chooses the format where --to does not; without -o files go to out/, in all of `defaults` without --to. */
export function destinationsAmong<Name extends string>(
  catalogue: Readonly<Record<Name, Pick<Lazy<unknown>, 'endings'>>>,
  name: string,
  { to, output }: DestinationOptions<Name>,
  defaults: readonly Name[],
): Destination<Name>[] {
  if (output === undefined) {
    return (to ? [to] : defaults).map((format) => ({
      format,
      file: join(defaultFolder, `${name}${catalogue[format].endings[0]}`),
    }));
  }
  if (to === 'beamer' && extname(output) === '.pdf')
    throw new BadInput(
      `-o ${output}: found the ending of a PDF, expected .tex: beamer is LaTeX, and pdflatex makes the PDF; or take --to slides.`,
    );
  if (to) return [{ format: to, file: output }];
  const names = namesIn(catalogue);
  const ending = extname(output);
  const format = names.find((known) => catalogue[known].endings[0] === ending);
  if (format) return [{ format, file: output }];
  throw new BadInput(
    output === '-'
      ? '-o -: standard output has no ending to choose the format by, expected --to with one of ' +
          `${names.join(', ')}.`
      : `-o ${output}: found the ending "${ending}", expected one of ${endingsOf(catalogue).join(', ')}, or --to with a format.`,
  );
}

/** The endings that tell a member; what other members end in too needs --to. */
function endingsOf(catalogue: Readonly<Record<string, Pick<Lazy<unknown>, 'endings'>>>): string[] {
  return Object.values(catalogue).flatMap(({ endings }) =>
    endings.filter((ending) => ending.startsWith('.')),
  );
}
