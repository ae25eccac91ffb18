import { z } from 'zod';
import { layers } from '../layers/index.ts';
import { losses } from '../losses/index.ts';

interface Member {
  readonly name: string;
  readonly summary: string;
  readonly options: z.ZodType;
}

interface OptionSchema {
  readonly default?: unknown;
  readonly description?: string;
}

/** Every layer and loss with what it does, its options, their defaults and meaning. */
export function catalogueText(): string {
  const members = (title: string, all: Iterable<Member>): string =>
    [title, ...[...all].map(memberText)].join('\n\n');
  return `${members('Layers', layers.values())}\n\n${members('Losses', losses.values())}\n`;
}

function memberText({ name, summary, options }: Member): string {
  const { properties = {}, required = [] } = z.toJSONSchema(options, { io: 'input', unrepresentable: 'any' });
  const rows = Object.entries(properties as Readonly<Record<string, OptionSchema>>).map(
    ([option, schema]) => {
      const fallback =
        schema.default === undefined
          ? required.includes(option)
            ? 'required'
            : ''
          : JSON.stringify(schema.default);
      return [option, fallback, schema.description ?? ''];
    },
  );
  const widths = [0, 1].map((column) => rows.reduce((most, row) => Math.max(most, row[column].length), 0));
  const lines = rows.map(([option, fallback, meaning]) =>
    `    ${option.padEnd(widths[0])}  ${fallback.padEnd(widths[1])}  ${meaning}`.trimEnd(),
  );
  return [`  ${name}: ${summary}`, ...lines].join('\n');
}
