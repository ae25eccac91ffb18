import type { Block, Document, Inline } from '../document/block.ts';
import { questionBlocks } from '../document/prose.ts';
import { escapeMarkup } from '../escape-markup.ts';
import { asText } from '../figures/drawing/lettering.ts';
import { svgOf } from '../figures/drawing/svg-of.ts';
import { latex } from '../notation/latex.ts';
import { alignedRows, pieces } from './displayed.ts';
import type { Assets, Format } from './format.ts';
import { base64, fontData, katexStyle } from './katex-style.ts';

/** A page that stands alone: formulas by KaTeX with MathML for screen readers, fonts and style inside, no script. */
export const html: Format = {
  name: 'html',
  summary: 'web page that stands alone',
  write: async (document: Document, assets: Assets): Promise<string> => {
    const { Eta } = await import('eta');
    const body = await bodyOf(document, assets);
    return new Eta({ autoEscape: true, autoTrim: false }).renderString(assets.text('page.html'), {
      title: document.title,
      style: `${katexStyle(assets)}\n${assets.text('page.css')}`,
      body,
    });
  },
  /** For a page that has KaTeX's style sheet. */
  fragment: async (document: Document, assets: Assets): Promise<string> =>
    `${await bodyOf(document, assets)}\n`,
};

async function bodyOf({ blocks, width }: Document, assets: Assets): Promise<string> {
  const { default: katex } = await import('katex');
  const math = (formula: string, displayMode: boolean): string =>
    katex.renderToString(formula, {
      displayMode,
      output: 'htmlAndMathml',
      throwOnError: true,
      strict: 'error',
      trust: false,
      maxSize: 20,
      maxExpand: 1000,
    });
  const writer = new Writer(math, assets, width);
  return writer.blocks(blocks);
}

type SetMath = (formula: string, displayMode: boolean) => string;

class Writer {
  readonly #math: SetMath;
  readonly #assets: Assets;
  readonly #width: number | undefined;

  constructor(math: SetMath, assets: Assets, width: number | undefined) {
    this.#math = math;
    this.#assets = assets;
    this.#width = width;
  }

  blocks(all: readonly Block[]): string {
    return all.map((block) => this.#block(block)).join('\n');
  }

  #block(block: Block): string {
    switch (block.kind) {
      case 'heading': {
        // The title is the page's h1.
        const tag = block.level === 1 ? 'h2' : 'h3';
        return `<${tag} id="${escapeHtml(block.id)}">${this.#inlines(block.text)}</${tag}>`;
      }
      case 'paragraph':
        return `<p>${this.#inlines(block.text)}</p>`;
      case 'equation':
        return pieces(alignedRows(block.lines, smaller, this.#width))
          .map((rows) => `\\begin{aligned} ${rows.join(' \\\\ ')} \\end{aligned}`)
          .map((aligned) => `<div class="equation">${this.#math(aligned, true)}</div>`)
          .join('\n');
      case 'figure': {
        const faces = {
          upright: fontData('KaTeX_Main-Regular', this.#assets),
          italic: fontData('KaTeX_Math-Italic', this.#assets),
        };
        const source = base64(new TextEncoder().encode(svgOf(block.drawing, asText(faces))));
        const image = `<img alt="${escapeHtml(block.drawing.alt)}" src="data:image/svg+xml;base64,${source}">`;
        return `<figure>${image}<figcaption>${this.#inlines(block.caption)}</figcaption></figure>`;
      }
      case 'table': {
        const cells = (tag: 'th' | 'td', row: readonly (readonly Inline[])[]): string =>
          `<tr>${row.map((cell) => `<${tag}>${this.#inlines(cell)}</${tag}>`).join('')}</tr>`;
        const body = block.rows.map((row) => cells('td', row)).join('');
        return `<table><thead>${cells('th', block.headings)}</thead><tbody>${body}</tbody></table>`;
      }
      case 'list':
        return `<ul>${block.items.map((item) => `<li>${this.#inlines(item)}</li>`).join('')}</ul>`;
      case 'note':
        return `<aside><strong>${escapeHtml(block.label)}.</strong> ${this.#inlines(block.text)}</aside>`;
      case 'head':
        return this.blocks(block.blocks);
      case 'question': {
        const head = `<h3>${block.number}. ${this.#inlines(block.title)} <span class="points">${escapeHtml(block.points)}</span></h3>`;
        return `<section class="question">${head}\n${this.blocks(questionBlocks(block))}</section>`;
      }
      case 'space':
        return `<div class="space" style="height: ${block.height.toFixed(1)}cm"></div>`;
      case 'form': {
        const lines = block.labels.map((label) => `<span>${escapeHtml(label)}:</span><i></i>`).join('');
        return `<div class="form">${lines}</div>`;
      }
    }
  }

  #inlines(text: readonly Inline[]): string {
    return text.map((piece) => this.#inline(piece)).join('');
  }

  #inline(piece: Inline): string {
    if (typeof piece === 'string') return escapeHtml(piece);
    switch (piece.kind) {
      case 'math':
        return this.#math(latex(piece.notation), false);
      case 'strong':
        return `<strong${piece.tone ? ` class="${piece.tone}"` : ''}>${escapeHtml(piece.text)}</strong>`;
      case 'code':
        return `<code>${escapeHtml(piece.text)}</code>`;
    }
  }
}

export function escapeHtml(text: string): string {
  return escapeMarkup(text).replaceAll("'", '&#39;');
}

/** KaTeX has sizes in steps, \tiny being half. */
export function smaller(math: string, scale: number): string {
  const size = scale >= 0.9 ? 'small' : scale >= 0.8 ? 'footnotesize' : scale >= 0.7 ? 'scriptsize' : 'tiny';
  return `{\\${size} ${math}}`;
}
