import * as z from 'zod';
import { layers } from '../layers/index.ts';
import type { Layer } from '../layers/layer.ts';
import { losses } from '../losses/index.ts';
import type { Loss } from '../losses/loss.ts';
import { randomValues } from '../values/random-values.ts';
import { header, upstreamName } from './header.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * The JSON Schema of model files, from the definitions that the reader checks by: for completion and checks in editors.
 * `worksheet` is the schema of that section, which the reader of a model leaves to those who make worksheets.
 */
export function modelSchema(worksheet: JsonSchema = { type: 'object' }): JsonSchema {
  const { properties, $schema } = plain(header);
  const { required: _, ...input } = (properties as Record<string, JsonSchema>).input;
  return {
    $schema,
    title: 'gradsheet model',
    description: 'A convolutional network, its loss and its values.',
    type: 'object',
    properties: {
      ...(properties as object),
      input: { ...input, required: ['shape'] },
      layers: {
        description: 'The layers, from input to output.',
        type: 'array',
        minItems: 1,
        items: { anyOf: Object.values(layers).flatMap(saidAs) },
      },
      loss: { description: 'What is differentiated.', anyOf: Object.values(losses).flatMap(saidAs) },
      upstream: inner(upstreamName),
      values: {
        description:
          'The numbers by name, nested like the arrays; or the name of a file that holds them; or a list of both.',
        anyOf: [
          { $ref: '#/$defs/values' },
          { type: 'array', minItems: 1, items: { $ref: '#/$defs/values' } },
        ],
      },
      worksheet: { description: 'What worksheets ask, and how.', ...worksheet },
    },
    required: ['input', 'layers'],
    oneOf: [{ required: ['loss'] }, { required: ['upstream'] }],
    additionalProperties: false,
    $defs: {
      values: {
        anyOf: [
          { type: 'string' },
          {
            type: 'object',
            additionalProperties: { anyOf: [{ $ref: '#/$defs/array' }, { $ref: '#/$defs/random' }] },
          },
        ],
      },
      random: { ...inner(randomValues), description: 'Numbers that are drawn anew for every variant.' },
      array: {
        description: 'A number, a fraction as text ("1/2"), the name of a file, or a list of arrays.',
        anyOf: [{ type: 'number' }, { type: 'string' }, { type: 'array', items: { $ref: '#/$defs/array' } }],
      },
    },
  };
}

/** A layer or loss as { Name: options }, and as a bare name where no option is required. */
function saidAs({
  name,
  summary,
  options,
  alone,
}: Pick<Layer | Loss, 'name' | 'summary' | 'options' | 'alone'>): JsonSchema[] {
  const schema = { ...inner(options), description: summary };
  const mapped = {
    type: 'object',
    properties: { [name]: alone === undefined ? schema : { anyOf: [{ type: 'string' }, schema] } },
    required: [name],
    additionalProperties: false,
  };
  const bare = options.safeParse({}).success;
  return bare ? [{ const: name, description: summary }, mapped] : [mapped];
}

/** What a file may say, before defaults and normal forms. */
function plain(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
}

function inner(schema: z.ZodType): JsonSchema {
  const { $schema: _, ...rest } = plain(schema);
  return rest;
}
