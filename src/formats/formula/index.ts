import type { Catalogue, Lazy } from '../../catalogue.ts';
import type { FormulaFormat } from './formula-format.ts';

/** The formats of one formula by name. */
export const formulaFormats = {
  mml: { endings: ['.mml'], load: async () => (await import('./mml.ts')).mml },
  svg: { endings: ['.svg'], load: async () => (await import('./svg.ts')).svg },
  png: { endings: ['.png'], load: async () => (await import('./png.ts')).png },
} satisfies Catalogue<Lazy<FormulaFormat>>;
