import { Option } from 'commander';
import type { Format } from '../formats/format.ts';
import type { FormatName } from './destination.ts';

/** What prints PDFs: a browser, or Typst. */
export const engineNames = ['browser', 'typst'] as const;
export type Engine = (typeof engineNames)[number];

export function engineOption(): Option {
  return new Option('--engine <engine>', 'what prints PDFs: typst is many times faster')
    .choices([...engineNames])
    .default('browser');
}

/** The format of this name, a PDF by this engine. */
export async function formatBy(engine: Engine, name: FormatName): Promise<Format> {
  if (name === 'pdf' && engine === 'typst') return (await import('../formats/typst-pdf.ts')).typstPdf;
  const { formats } = await import('../formats/index.ts');
  return formats[name];
}
