import type { Block, Document } from '../document/block.ts';
import { asText } from '../figures/lettering.ts';
import { svg } from '../figures/svg.ts';
import type { Assets, Format } from './format.ts';
import { base64, fontData } from './katex-style.ts';
import { escapeMd, mdBlocks } from './md.ts';

/**
 * A Jupyter notebook: the Markdown in a cell for each section, its figures attached as pictures.
 * https://nbformat.readthedocs.io/en/latest/format_description.html
 */
export const ipynb: Format = {
  name: 'ipynb',
  summary: 'a Jupyter notebook of Markdown cells',
  write: async ({ title, blocks }: Document, assets: Assets): Promise<string> => {
    const cells = sections(blocks).map((section, at) => cell(section, at, title, assets));
    return `${JSON.stringify({ cells, metadata: { language_info: { name: 'python' } }, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
  },
};

/** Blocks up to the first heading, then from heading to heading. */
function sections(blocks: readonly Block[]): Block[][] {
  const all: Block[][] = [[]];
  for (const one of blocks) {
    if (one.kind === 'heading') all.push([]);
    all.at(-1)?.push(one);
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
    attachments[name] = { 'image/svg+xml': base64(new TextEncoder().encode(svg(drawing, asText(faces)))) };
    return `![${escapeMd(drawing.alt)}](attachment:${name})`;
  });
  const source = [...(at === 0 ? [`# ${escapeMd(title)}`] : []), ...text].join('\n\n');
  return {
    cell_type: 'markdown',
    // Lines with their ends, as notebooks have them: changes show line by line.
    source: source.split(/(?<=\n)/),
    metadata: {},
    id: `section-${at + 1}`,
    ...(Object.keys(attachments).length > 0 && { attachments }),
  };
}
