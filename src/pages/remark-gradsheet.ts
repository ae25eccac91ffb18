import type { Code, Parent, Root } from 'mdast';
import type { Plugin, Processor } from 'unified';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { BadInput } from '../bad-input.ts';
import { escapeMd, mdBlocks } from '../formats/md.ts';
import { fence, fencedDerivation } from './fenced-derivation.ts';
import { pictureSource } from './picture-source.ts';

/**
 * A remark plugin: a fenced block `gradsheet` with a model becomes its derivation, formulas in dollars as remark-math
 * reads them. Behind the word may stand `part=gradient.W,law.W`, `detail=brief` and `column=43em`. What is wrong in a model fails the
 * file at the line where it stands.
 *
 *     ```gradsheet part=gradient.W
 *     input: { name: I, shape: [3, 3] }
 *     ...
 *     ```
 */
export const remarkGradsheet: Plugin<[], Root> = function remarkGradsheet(this: Processor) {
  return (tree, file) => {
    const found: Found[] = [];
    visit(tree, 'code', (node, at, parent) => {
      if (node.lang !== fence || at === undefined || !parent) return;
      found.push({ node, parent });
      return SKIP;
    });
    for (const { node, parent } of found) {
      const { children } = this.parse(derived(node, file)) as Root;
      parent.children.splice(parent.children.indexOf(node), 1, ...children);
    }
  };
};

interface Found {
  readonly node: Code;
  readonly parent: Parent;
}

/** The derivation of a block as Markdown. */
function derived(node: Code, file: VFile): string {
  // Empty lines above it, so that a place in the model is a place in the page.
  const text = '\n'.repeat(node.position?.start.line ?? 0) + node.value;
  try {
    const document = fencedDerivation({ text, words: node.meta ?? '', page: file.path ?? 'page' });
    return mdBlocks(document, ({ drawing }) => `![${escapeMd(drawing.alt)}](${pictureSource(drawing)})`).join(
      '\n\n',
    );
  } catch (error) {
    if (error instanceof BadInput) return file.fail(error.message, node, 'remark-gradsheet:model');
    throw error;
  }
}
