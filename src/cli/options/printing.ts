import { type Command, Option } from 'commander';
import type { Format } from '../../formats/format.ts';
import type { FormatName } from '../../formats/index.ts';
import { type Paper, papers } from '../../formats/paper.ts';

/** What prints PDFs: a browser, or Typst. */
export const engineNames = ['browser', 'typst'] as const;
type Engine = (typeof engineNames)[number];

/** How pages are printed. */
export interface Printing {
  readonly engine: Engine;
  readonly paper: Paper;
}

/** The options of a command that prints: --engine and --paper. */
export function addPrinting(command: Command): Command {
  return command
    .addOption(
      new Option('--engine <engine>', 'what prints PDFs: typst is many times faster')
        .choices([...engineNames])
        .default('browser'),
    )
    .addOption(new Option('--paper <paper>', 'paper of PDF and LaTeX').choices([...papers]).default('a4'));
}

/** The format of this name, printed so. */
export async function formatBy({ engine, paper }: Printing, name: FormatName): Promise<Format> {
  const { formats } = await import('../../formats/index.ts');
  const format =
    name === 'pdf' && engine === 'typst'
      ? (await import('../../formats/typst/pdf.ts')).typstPdf
      : await formats[name].load();
  return { ...format, write: (document, assets) => format.write(document, assets, paper) };
}
