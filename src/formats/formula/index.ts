import type { FormulaFormat } from './formula-format.ts';
import { mml } from './mml.ts';
import { png } from './png.ts';
import { svg } from './svg.ts';

/** The formats of one formula by name. */
export const formulaFormats = { mml, svg, png } satisfies Record<string, FormulaFormat>;
