import type { Catalogue, Lazy } from '../../catalogue.ts';
import type { FigureFormat } from './figure-format.ts';

/** The formats of a figure by name. */
export const figureFormats = {
  svg: { endings: ['.svg'], load: async () => (await import('./svg.ts')).svg },
  tikz: { endings: ['.tikz'], load: async () => (await import('./tikz.ts')).tikz },
  tex: { endings: ['.tex'], load: async () => (await import('./tex.ts')).tex },
  pdf: { endings: ['.pdf'], load: async () => (await import('./pdf.ts')).pdf },
  png: { endings: ['.png'], load: async () => (await import('./png.ts')).png },
} satisfies Catalogue<Lazy<FigureFormat>>;
