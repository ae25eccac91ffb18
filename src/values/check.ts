import type { ZodType } from 'zod';
import { BadInput, type ModelPath } from '../bad-input.ts';
import { suggestion } from './suggestion.ts';

/** What was found, short enough for a sentence. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as its schema understands it; BadInput for the first thing that does not fit. */
export function checked<T>(schema: ZodType<T>, value: unknown, path: ModelPath, known: readonly string[]): T {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  // A misspelt option is missing as well: the spelling is the better news.
  const { issues } = result.error;
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  const at = issue.path.filter((key) => typeof key !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    const [key] = issue.keys;
    const options = at.length > 0 ? [] : known;
    const list = options.length > 0 ? ` Known options: ${options.join(', ')}.` : '';
    throw new BadInput(`unknown option ${shown(key)}${suggestion(key, options)}${list}`, [
      ...path,
      ...at,
      key,
    ]);
  }
  if (issue.input === undefined)
    throw new BadInput(`${at.join('.')} is missing, expected ${issue.message}.`, path);
  throw new BadInput(`found ${shown(issue.input)}, expected ${issue.message}.`, [...path, ...at]);
}
