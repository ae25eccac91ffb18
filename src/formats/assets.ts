import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Assets } from './format.ts';

/** Of page shells, from here and from the files of the command alike. */
const templates = join(import.meta.dirname, '../../templates');

/** What formats need from disk: page shells by name, "katex/..." and "reveal.js/..." from what these packages bring. */
export const assets: Assets = {
  text: (name) => readFileSync(placeOf(name), 'utf8'),
  bytes: (name) => readFileSync(placeOf(name)),
};

/** The file of such a name. */
export function placeOf(name: string): string {
  const [from, ...rest] = name.split('/');
  if (rest.length === 0) return join(templates, name);
  // Both packages have their main file in the folder of what is meant for browsers.
  return join(dirname(createRequire(import.meta.url).resolve(from)), ...rest);
}
