import { BadInput } from '../bad-input.ts';
import { longestFormula } from './limits.ts';
import type { Plain } from './plain.ts';
import type { TexNode } from './tex-node.ts';
import { TexWriter } from './tex-writer.ts';

type Parse = (text: string, settings: object) => readonly TexNode[];

/** Turns LaTeX into plain text. */
export type PlainOfTex = (text: string) => Plain;

/** KaTeX's parser is loaded only where an answer has LaTeX in it. */
export async function texReader(): Promise<PlainOfTex> {
  const { default: katex } = await import('katex');
  const { __parse: parse } = katex as unknown as { readonly __parse: Parse };
  return (text) => plainOfTex(text, parse);
}

const settings = { trust: false, strict: 'ignore', maxExpand: 1000, displayMode: true };

/** Definitions could make much text of little, and no answer needs one. */
const definition = /\\(?:[egx]?def|(?:future)?let|(?:re)?newcommand|providecommand|global|long)(?![A-Za-z])/;

function plainOfTex(text: string, parse: Parse): Plain {
  if (text.length > longestFormula)
    throw new BadInput(`the formula has ${text.length} characters, expected at most ${longestFormula}.`);
  const defined = definition.exec(text);
  if (defined)
    throw new BadInput(
      `found ${defined[0]} at character ${defined.index + 1} of the formula; write it without definitions.`,
    );
  try {
    const writer = new TexWriter(text);
    writer.list(parsed(text, parse));
    return writer.plain();
  } catch (error) {
    // The parser recurses, and so does the writer.
    if (error instanceof RangeError) throw new BadInput('the formula is nested too deeply.');
    throw error;
  }
}

/** Whatever the parser trips over is in the text: it has errors of its own, and for some texts other ones. */
function parsed(text: string, parse: Parse): readonly TexNode[] {
  try {
    return parse(text, settings);
  } catch (error) {
    if (error instanceof RangeError) throw error;
    if (error instanceof Error && error.name === 'ParseError') throw unreadable(error.message);
    throw new BadInput('found a formula that is not LaTeX; look at its environments and their names.');
  }
}

function unreadable(message: string): BadInput {
  const [, name, place] =
    /^KaTeX parse error: ([\s\S]*?)(?: at position (\d+):[\s\S]*| at end of input:[\s\S]*)?$/.exec(message) ??
    [];
  const at = place === undefined ? '' : ` at character ${place}`;
  const short = (name ?? 'not LaTeX').slice(0, 100);
  return new BadInput(`found a formula that is not LaTeX: ${short}${at}.`);
}
