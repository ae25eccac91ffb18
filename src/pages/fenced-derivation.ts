import nerdamer from 'nerdamer/all.js';
import { BadInput } from '../bad-input.ts';
import type { Document } from '../document/block.ts';
import { derivationWith } from '../document/derivation/derivation.ts';
import { chosenParts } from '../document/parts.ts';
import type { Detail } from '../document/setting.ts';
import { readModel } from '../model/read.ts';

/** The word behind the fence. */
export const fence = 'gradsheet';

/** A fenced block of a page. */
interface Fenced {
  /** The model. */
  readonly text: string;
  /** What stands behind the word gradsheet: any of `part=gradient.W,law.W`, `detail=brief` and `column=43em`. */
  readonly words: string;
  /** The page in messages. */
  readonly page: string;
}

/**
 * The derivation of the model in a fenced block, or the parts of it that are named. Throws BadInput for what is wrong
 * in the model or behind the fence.
 */
export function fencedDerivation({ text, words, page }: Fenced): Document {
  const { parts, detail, width } = chosen(words);
  const model = readModel(text, page, { treeOf: (formula) => nerdamer.tree(formula) });
  // Checks are dear; a page that names its parts has them if it names them.
  const checked = !parts || parts.includes('checks');
  const document = derivationWith(checked ? nerdamer : undefined, model, { detail, width });
  if (!parts) return document;
  return { ...document, blocks: chosenParts(document, model, parts).flatMap(({ blocks }) => blocks) };
}

interface Chosen {
  readonly parts: readonly string[] | undefined;
  readonly detail: Detail;
  /** The room for a line, in em of its own font. */
  readonly width: number;
}

const details: readonly string[] = ['brief', 'steps', 'full'] satisfies Detail[];

/** The 688 pixels of VitePress's text, where KaTeX and MathJax set an em of 19.4: 1.21 of the 16 of its letters. */
const usualWidth = 35;
const [narrowest, widest] = [12, 200];

function chosen(words: string): Chosen {
  let parts: readonly string[] | undefined;
  let detail: Detail = 'steps';
  let width = usualWidth;
  for (const word of words.split(/\s+/).filter((part) => part !== '')) {
    const [name, value = ''] = word.split(/=(.*)/s);
    if (name === 'part' && value !== '') parts = value.split(',');
    else if (name === 'detail' && details.includes(value)) detail = value as Detail;
    else if (name === 'column' && isWidth(value)) width = Number.parseFloat(value);
    else
      throw new BadInput(
        `found ${JSON.stringify(word)} behind gradsheet, expected part= with names of parts, detail= with ${details.join(', ')}, or column= with a width from ${narrowest}em to ${widest}em.`,
      );
  }
  return { parts, detail, width };
}

function isWidth(value: string): boolean {
  const width = Number.parseFloat(value);
  return /^\d+(\.\d+)?em$/.test(value) && width >= narrowest && width <= widest;
}
