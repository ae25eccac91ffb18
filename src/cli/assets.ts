import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Assets } from '../formats/format.ts';

const templates = join(import.meta.dirname, '../../templates');

/** What formats need from disk: page shells by name, and "katex/..." for the style sheet and fonts of KaTeX. */
export const assets: Assets = {
  text: (name) => readFileSync(place(name), 'utf8'),
  bytes: (name) => readFileSync(place(name)),
};

function place(name: string): string {
  if (!name.startsWith('katex/')) return join(templates, name);
  const katex = dirname(createRequire(import.meta.url).resolve('katex/package.json'));
  return join(katex, 'dist', name.slice('katex/'.length));
}
