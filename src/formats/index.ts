import type { Catalogue, Lazy } from '../catalogue.ts';
import type { Format } from './format.ts';

/** The formats by name: one line adds one, everywhere. An ending that does not begin with a dot needs --to. */
export const formats = {
  tex: { endings: ['.tex'], load: async () => (await import('./tex.ts')).tex },
  html: { endings: ['.html'], load: async () => (await import('./html.ts')).html },
  pdf: { endings: ['.pdf'], load: async () => (await import('./pdf.ts')).pdf },
  md: { endings: ['.md'], load: async () => (await import('./md.ts')).md },
  ipynb: { endings: ['.ipynb'], load: async () => (await import('./ipynb.ts')).ipynb },
  json: { endings: ['.json'], load: async () => (await import('./json.ts')).json },
  typ: { endings: ['.typ'], load: async () => (await import('./typ.ts')).typ },
  beamer: { endings: ['-slides.tex'], load: async () => (await import('./beamer.ts')).beamer },
  slides: { endings: ['-slides.html'], load: async () => (await import('./slides.ts')).slides },
} satisfies Catalogue<Lazy<Format>>;

export type FormatName = keyof typeof formats;
