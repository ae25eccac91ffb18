import { beamer } from './beamer.ts';
import type { Format } from './format.ts';
import { html } from './html.ts';
import { ipynb } from './ipynb.ts';
import { json } from './json.ts';
import { md } from './md.ts';
import { pdf } from './pdf.ts';
import { slides } from './slides.ts';
import { tex } from './tex.ts';
import { typ } from './typ.ts';

/** The formats by name. */
export const formats = { tex, html, pdf, md, ipynb, json, typ, beamer, slides } satisfies Record<
  string,
  Format
>;
