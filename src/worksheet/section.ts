import Fraction from 'fraction.js';
import * as z from 'zod';
import { BadInput } from '../bad-input.ts';
import { memberNamed } from '../catalogue.ts';
import { exercises } from '../exercises/index.ts';
import type { Model } from '../model/model.ts';
import type { JsonSchema } from '../model/schema.ts';
import { harmless } from '../printable.ts';
import { checked, isMap, shown } from '../values/check.ts';
import { exactNumber } from '../values/exact-number.ts';
import { suggestion } from '../values/suggestion.ts';
import { numbersWanted } from './numbers-wanted.ts';

const points = z.number({ error: 'a number above 0' }).positive('a number above 0').max(100, 'at most 100');
const space = z
  .number({ error: 'centimetres from 0 to 20' })
  .min(0, 'centimetres from 0 to 20')
  .max(20, 'centimetres from 0 to 20');

/** What may be said of one exercise: { gradient: { points: 2, space: 6 } }. */
const exerciseOptions = z.strictObject({
  points: points.describe('Points for each field.').optional(),
  space: space.describe('Height left for working it out, in centimetres.').optional(),
});

const section = z.strictObject({
  title: z.string('a text').max(200, 'a text of at most 200 characters').transform(harmless).optional(),
  exercises: z
    .array(z.unknown(), { error: 'a list of exercises' })
    .min(1, 'at least one exercise')
    .optional(),
  numbers: numbersWanted,
  hints: z.boolean('true or false').default(false).describe('Whether the sheet has hints.'),
  rate: z
    .union([z.number(), z.string()], { error: 'a number, such as 1/10' })
    .default('1/10')
    .describe('The learning rate of updates.'),
  decimals: z
    .int({ error: 'a whole number from 0 to 10' })
    .min(0, 'a whole number from 0 to 10')
    .max(10, 'a whole number from 0 to 10')
    .default(3)
    .describe('Decimals of answers that are irrational.'),
});

/** The JSON Schema of the section. */
export function worksheetSchema(): JsonSchema {
  const schemaOf = (schema: z.ZodType): JsonSchema => {
    const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' });
    return rest;
  };
  const options = schemaOf(exerciseOptions);
  const { properties, ...rest } = schemaOf(section);
  return {
    ...rest,
    properties: {
      ...(properties as object),
      exercises: {
        description: 'What is asked, in this order.',
        type: 'array',
        minItems: 1,
        items: {
          anyOf: Object.values(exercises).flatMap(({ name, summary }) => [
            { const: name, description: summary },
            {
              type: 'object',
              description: summary,
              properties: { [name]: options },
              required: [name],
              additionalProperties: false,
            },
          ]),
        },
      },
    },
  };
}

/** What a sheet is made of. */
export interface WorksheetPlan {
  readonly title: string | undefined;
  readonly exercises: readonly { readonly name: string; readonly points?: number; readonly space?: number }[];
  readonly numbers: z.output<typeof numbersWanted>;
  readonly hints: boolean;
  readonly rate: Fraction;
  readonly decimals: number;
}

/**
 * The model's own section, with `only` in place of its exercises. Throws BadInput, with its place, for what does not
 * fit, and for a model without numbers: there would be nothing to work out.
 */
export function planOf({ worksheet, file, values, random }: Model, only?: readonly string[]): WorksheetPlan {
  if (!values && !random)
    throw new BadInput(
      `${file}: the model has no numbers, expected values, such as values: { W: { random: integers, from: -2, to: 2 } }.`,
    );
  const known = Object.keys(section.shape);
  const read = (): WorksheetPlan => {
    const options = checked(section, worksheet?.content ?? {}, worksheet?.path ?? [], known);
    const path = [...(worksheet?.path ?? []), 'exercises'];
    const rate = exactNumber(String(options.rate));
    if (!rate)
      throw new BadInput(`found ${shown(options.rate)}, expected a number, such as 1/10.`, [
        'worksheet',
        'rate',
      ]);
    const listed = only
      ? only.map((name) => exerciseSaid(name, undefined))
      : (options.exercises ?? Object.keys(exercises)).map((exercise, at) =>
          exerciseSaid(exercise, [...path, at]),
        );
    return {
      title: options.title,
      exercises: listed,
      numbers: options.numbers,
      hints: options.hints,
      rate: new Fraction(rate),
      decimals: options.decimals,
    };
  };
  try {
    return read();
  } catch (error) {
    if (error instanceof BadInput && error.path && worksheet) throw worksheet.located(error);
    throw error;
  }
}

/** Without a path it was not said in the file. */
function exerciseSaid(content: unknown, path: readonly (string | number)[] | undefined) {
  const [name, options] =
    isMap(content) && Object.keys(content).length === 1 ? Object.entries(content)[0] : [content, {}];
  if (typeof name !== 'string' || !memberNamed(exercises, name)) {
    const names = Object.keys(exercises);
    throw new BadInput(
      `unknown exercise ${shown(name)}${typeof name === 'string' ? suggestion(name, names) : ';'} Known exercises: ${names.join(', ')}.`,
      path,
    );
  }
  const { points: each, space: height } = checked(
    exerciseOptions,
    options ?? {},
    [...(path ?? []), name],
    ['points', 'space'],
  );
  return {
    name,
    ...(each !== undefined && { points: each }),
    ...(height !== undefined && { space: height }),
  };
}

/** Throws BadInput for a model with a notation of its own: answers are read by the model's names, and sheets ask for them. */
export function refuseOwnNotation({ file, notation }: Model): void {
  if (notation)
    throw new BadInput(
      `${file}: found notation, which worksheets do not follow, because answers are read by the model's own names, counted from 1; take it out of the file, or say it to derive with --notation.`,
    );
}
