import * as z from 'zod';
import { symbolExpected, writtenSymbol } from '../notation/written-symbol.ts';

/** A symbol as LaTeX has it, from a closed list. */
const symbol = z
  .string({ error: symbolExpected })
  .refine((text) => writtenSymbol(text) !== undefined, symbolExpected);

/** `notation`: how an author writes what a derivation says. The command line takes the same. */
export const notationChoices = z
  .strictObject(
    {
      symbols: z
        .record(z.string(), symbol, { error: 'a map from names to symbols, such as { W: K }' })
        .describe('What to write for an array, the loss, a gradient such as delta, or an index letter.')
        .optional(),
      tensors: z
        .enum(['plain', 'bold'], { error: 'plain or bold' })
        .describe('Whether whole arrays are bold; their entries are not.')
        .optional(),
      gradient: z
        .enum(['partial', 'nabla'], { error: 'partial or nabla' })
        .describe('Gradients of the loss as ∂L/∂W, or as ∇_W L.')
        .optional(),
      base: z
        .union([z.literal(0), z.literal(1)], { error: '0 or 1' })
        .describe('What subscripts count from.')
        .optional(),
      order: z
        .enum(['row-column', 'column-row'], { error: 'row-column or column-row' })
        .describe('Which of the two subscripts of an image or a filter is first.')
        .optional(),
    },
    { error: 'a map, such as { symbols: { W: K }, gradient: nabla }' },
  )
  .describe(
    'How an author writes what a derivation says: names, letters, gradients, what subscripts count from.',
  );

export type NotationChoices = z.output<typeof notationChoices>;
