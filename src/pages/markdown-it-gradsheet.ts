import type MarkdownIt from 'markdown-it';
import type { StateCore, Token } from 'markdown-it';
import type { Block, Document } from '../document/block.ts';
import { mdBlocks } from '../formats/md.ts';
import { fence, fencedDerivation } from './fenced-derivation.ts';
import { pictureSource } from './picture-source.ts';

/**
 * A markdown-it plugin, for VitePress: a fenced block `gradsheet` with a model becomes its derivation, formulas in
 * dollars for whatever reads them there. Behind the word may stand `part=gradient.W,law.W`, `detail=brief` and `column=43em`.
 * Throws BadInput for what is wrong in a model, with the page, which of its blocks, and line and column in that block: the
 * lines of the page are not known here, where the matter above its text has been cut off.
 */
export function markdownItGradsheet(md: MarkdownIt): void {
  md.core.ruler.after('block', fence, (state) => {
    let block = 0;
    state.tokens = state.tokens.flatMap((token) => {
      if (token.type !== 'fence') return token;
      const [word, words = ''] = token.info.trim().split(/\s+(.*)/s);
      if (word !== fence) return token;
      block += 1;
      const page = `${pageName(state.env)} (gradsheet block ${block})`;
      const document = fencedDerivation({ text: token.content, words, page });
      const tokens = document.blocks.flatMap((block) =>
        block.kind === 'figure' ? figure(state, block) : parsed(state, { ...document, blocks: [block] }),
      );
      for (const inner of tokens) {
        inner.level += token.level;
        inner.map = token.map;
      }
      return tokens;
    });
  });
}

/** What the host says of the page: VitePress its path within the site. */
function pageName(env: unknown): string {
  const { relativePath, path } = (env ?? {}) as { relativePath?: unknown; path?: unknown };
  return [relativePath, path].find((name) => typeof name === 'string') ?? 'page';
}

function parsed({ md, env }: StateCore, document: Pick<Document, 'blocks' | 'width'>): Token[] {
  const tokens: Token[] = [];
  md.block.parse(mdBlocks(document, () => '').join('\n\n'), md, env, tokens);
  return tokens;
}

/** An image made here, since markdown-it lets no text speak of SVG within an address; then the caption. */
function figure(state: StateCore, block: Extract<Block, { kind: 'figure' }>): Token[] {
  const image = new state.Token('image', 'img', 0);
  image.attrs = [
    ['src', pictureSource(block.drawing)],
    ['alt', ''],
  ];
  const alt = new state.Token('text', '', 0);
  alt.content = block.drawing.alt;
  image.content = alt.content;
  image.children = [alt];
  const paragraph = [
    new state.Token('paragraph_open', 'p', 1),
    new state.Token('inline', '', 0),
    new state.Token('paragraph_close', 'p', -1),
  ];
  for (const token of paragraph) token.block = true;
  paragraph[1].children = [image];
  paragraph[1].level = 1;
  return [...paragraph, ...parsed(state, { blocks: [{ kind: 'paragraph', text: block.caption }] })];
}
