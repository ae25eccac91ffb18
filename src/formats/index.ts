import type { Format } from './format.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { md } from './md.ts';
import { pdf } from './pdf.ts';
import { tex } from './tex.ts';

/** The formats by name. */
export const formats = { tex, html, pdf, md, json } satisfies Record<string, Format>;
