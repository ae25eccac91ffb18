import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Model } from '../src/model/model.ts';
import { readModel } from '../src/model/read.ts';

const templates = join(import.meta.dirname, '../templates');

/** The example models, by name. */
export const examples: readonly (readonly [name: string, model: Model])[] = readdirSync(templates)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => [file.replace('.yaml', ''), readModel(readFileSync(join(templates, file), 'utf8'), file)]);

export function example(name: string): Model {
  const found = examples.find(([known]) => known === name);
  if (!found) throw new Error(`no example ${name}`);
  return found[1];
}
