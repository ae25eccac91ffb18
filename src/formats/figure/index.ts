import type { FigureFormat } from './figure-format.ts';
import { pdf } from './pdf.ts';
import { png } from './png.ts';
import { svg } from './svg.ts';
import { tex } from './tex.ts';
import { tikz } from './tikz.ts';

/** The formats of a figure by name. */
export const figureFormats = { svg, tikz, tex, pdf, png } satisfies Record<string, FigureFormat>;
