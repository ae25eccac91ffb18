import type { Code, Parent, Root } from 'mdast';
import type { Plugin, Processor } from 'unified';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { BadInput } from '../bad-input.ts';
import { derivation } from '../document/derivation.ts';
import { chosenParts } from '../document/parts.ts';
import type { Detail } from '../document/setting.ts';
import type { Tree } from '../expression/formula-of-text.ts';
import { asText } from '../figures/lettering.ts';
import { svg } from '../figures/svg.ts';
import { base64 } from '../formats/katex-style.ts';
import { escapeMd, mdBlocks } from '../formats/md.ts';
import { readModel } from '../model/read.ts';

export interface RemarkGradsheetOptions {
  /** The parser of formulas given as text, nerdamer.tree; without it a model with formulas is refused. */
  readonly treeOf?: (text: string) => Tree | undefined;
}

/**
 * A remark plugin: a fenced block `gradsheet` with a model becomes its derivation, formulas in dollars as remark-math
 * reads them. Behind the word may stand `part=gradient.W,law.W` and `detail=brief`. What is wrong in a model fails the
 * file at the line where it stands.
 *
 *     ```gradsheet part=gradient.W
 *     input: { name: I, shape: [3, 3] }
 *     ...
 *     ```
 */
export const remarkGradsheet: Plugin<[RemarkGradsheetOptions?], Root> = function remarkGradsheet(
  this: Processor,
  options = {},
) {
  return async (tree, file) => {
    const found: Found[] = [];
    visit(tree, 'code', (node, at, parent) => {
      if (node.lang !== 'gradsheet' || at === undefined || !parent) return;
      found.push({ node, parent });
      return SKIP;
    });
    for (const { node, parent } of found) {
      const text = await derived(node, file, options);
      const { children } = this.parse(text) as Root;
      parent.children.splice(parent.children.indexOf(node), 1, ...children);
    }
  };
};

interface Found {
  readonly node: Code;
  readonly parent: Parent;
}

/** The derivation of a block as Markdown. */
async function derived(node: Code, file: VFile, { treeOf }: RemarkGradsheetOptions): Promise<string> {
  try {
    const { parts, detail } = said(node.meta ?? '');
    // Empty lines above it, so that a place in the model is a place in the page.
    const lines = '\n'.repeat(node.position?.start.line ?? 0);
    const model = readModel(lines + node.value, file.path ?? 'page', { ...(treeOf && { treeOf }) });
    const whole = await derivation(model, { detail });
    const blocks = parts ? chosenParts(whole, model, parts).flatMap((part) => part.blocks) : whole.blocks;
    return mdBlocks({ blocks }, picture).join('\n\n');
  } catch (error) {
    if (error instanceof BadInput) return file.fail(error.message, node, 'remark-gradsheet:model');
    throw error;
  }
}

type Picture = Parameters<typeof mdBlocks>[1];

const picture: Picture = ({ drawing }) => {
  const source = base64(new TextEncoder().encode(svg(drawing, asText({ family: 'Times New Roman' }))));
  return `![${escapeMd(drawing.alt)}](data:image/svg+xml;base64,${source})`;
};

const details: readonly string[] = ['brief', 'steps', 'full'] satisfies Detail[];

/** "part=gradient.W,law.W detail=brief" */
function said(meta: string): { parts: readonly string[] | undefined; detail: Detail } {
  let parts: readonly string[] | undefined;
  let detail: Detail = 'steps';
  for (const word of meta.split(/\s+/).filter((one) => one !== '')) {
    const [name, value = ''] = word.split(/=(.*)/s);
    if (name === 'part' && value !== '') parts = value.split(',');
    else if (name === 'detail' && details.includes(value)) detail = value as Detail;
    else
      throw new BadInput(
        `found ${JSON.stringify(word)} behind gradsheet, expected part= with names of parts or detail= with ${details.join(', ')}.`,
      );
  }
  return { parts, detail };
}
