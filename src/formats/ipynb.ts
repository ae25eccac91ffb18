import type { Block, Document } from '../document/block.ts';
import { asText } from '../figures/drawing/lettering.ts';
import { svgOf } from '../figures/drawing/svg-of.ts';
import type { Assets, Format } from './format.ts';
import { base64, fontData } from './katex-style.ts';
import { escapeMd, mdBlocks } from './md.ts';

/**
 * A Jupyter notebook: the Markdown in a cell for each section, its figures attached as pictures.
 * https://nbformat.readthedocs.io/en/latest/format_description.html
 */
export const ipynb: Format = {
  name: 'ipynb',
  summary: 'a Jupyter notebook: Markdown, and the gradient as NumPy with what it prints',
  write: async ({ title, blocks, code = [] }: Document, assets: Assets): Promise<string> => {
    const cells = [
      ...sections(blocks).map((section, at) => cell(section, at, title, assets)),
      ...(code.length > 0 ? [markdown(inNumPy, 'code')] : []),
      ...code.map(codeCell),
    ];
    const metadata = {
      kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' },
      language_info: { name: 'python' },
    };
    return `${JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
  },
};

/** Blocks up to the first heading, then from heading to heading. */
function sections(blocks: readonly Block[]): Block[][] {
  const all: Block[][] = [[]];
  for (const block of blocks) {
    if (block.kind === 'heading') all.push([]);
    all.at(-1)?.push(block);
  }
  return all.filter((section, at) => at === 0 || section.length > 0);
}

function cell(section: readonly Block[], at: number, title: string, assets: Assets): object {
  const attachments: Record<string, Record<string, string>> = {};
  const text = mdBlocks({ blocks: section }, ({ drawing }) => {
    const name = `figure-${Object.keys(attachments).length + 1}.svg`;
    const faces = {
      upright: fontData('KaTeX_Main-Regular', assets),
      italic: fontData('KaTeX_Math-Italic', assets),
    };
    attachments[name] = { 'image/svg+xml': base64(new TextEncoder().encode(svgOf(drawing, asText(faces)))) };
    return `![${escapeMd(drawing.alt)}](attachment:${name})`;
  });
  const source = [...(at === 0 ? [`# ${escapeMd(title)}`] : []), ...text].join('\n\n');
  return {
    ...markdown(source, `section-${at + 1}`),
    ...(Object.keys(attachments).length > 0 && { attachments }),
  };
}

const inNumPy =
  '## The gradient in NumPy\n\nAbove each block of code is the rule that it follows. Subscripts count from 1 in the rules, from 0 in the code.';

function markdown(source: string, id: string): object {
  return { cell_type: 'markdown', source: linesOf(source), metadata: {}, id };
}

function codeCell({ source, output }: { source: string; output: string }, at: number): object {
  return {
    cell_type: 'code',
    execution_count: at + 1,
    source: linesOf(source),
    metadata: {},
    id: `code-${at + 1}`,
    outputs: output === '' ? [] : [{ output_type: 'stream', name: 'stdout', text: linesOf(output) }],
  };
}

/** Lines with their ends, as notebooks have them: changes show line by line. */
function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/);
}
