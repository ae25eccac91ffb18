import * as z from 'zod';

/** One option of a layer or a loss, for readers. */
interface OptionText {
  readonly name: string;
  /** "required", the default as a file would say it, or nothing for what may be left out. */
  readonly fallback: string;
  readonly meaning: string;
}

interface OptionSchema {
  readonly default?: unknown;
  readonly description?: string;
}

/** The options that a schema has, with their defaults and meanings. */
export function optionsOf(schema: z.ZodType): OptionText[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties as Readonly<Record<string, OptionSchema>>).map(([name, option]) => ({
    name,
    fallback:
      option.default !== undefined ? plain(option.default) : required.includes(name) ? 'required' : '',
    meaning: option.description ?? '',
  }));
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
