import type { Document, Inline } from '../document/block.ts';
import type { Drawing } from '../figures/drawing/drawing.ts';
import { asText } from '../figures/drawing/lettering.ts';
import { inks } from '../figures/drawing/palette.ts';
import { svgOf } from '../figures/drawing/svg-of.ts';
import { latexRow, toneCommand } from '../notation/latex.ts';
import { layout } from '../notation/layout.ts';
import type { Tone, Tones } from '../notation/tone.ts';
import { toned } from '../notation/toned.ts';
import type { EquationRow, Frame, Item } from '../slides/deck.ts';
import { slides as deckOf } from '../slides/slides.ts';
import type { Assets, Format } from './format.ts';
import { escapeHtml, smaller } from './html.ts';
import { base64, katexStyle } from './katex-style.ts';
import { type Uncovering, uncoveredRows } from './uncovered.ts';

/** Slides for a browser, by reveal.js: one file that stands alone and loads nothing. */
export const slides: Format = {
  name: 'slides',
  summary: 'slides for a browser (reveal.js) that stand alone',
  write: (document: Document, assets: Assets): Promise<string> => deckPage(document, assets, 'default'),
};

/** The deck as a web page: to be shown, or laid out for print with a page for every click. */
export async function deckPage(
  document: Document,
  assets: Assets,
  view: 'default' | 'print',
): Promise<string> {
  const { Eta } = await import('eta');
  const { default: katex } = await import('katex');
  const { title, running, tones, frames } = deckOf(document);
  const math = (formula: string, displayMode: boolean): string =>
    katex.renderToString(formula, {
      displayMode,
      output: 'htmlAndMathml',
      throwOnError: true,
      // Only what marks a step; text of users is escaped and has no commands.
      trust: ({ command }) => command === '\\htmlData',
      strict: (code) => (code === 'htmlExtension' ? 'ignore' : 'error'),
      macros: toneMacros,
      maxSize: 20,
      maxExpand: 10_000,
    });
  const script = `${assets.text('reveal.js/reveal.js')}\n${start(view)}`;
  const styles = [assets.text('reveal.js/reveal.css'), katexStyle(assets), assets.text('slides.css')];
  const writer = new Writer(math, tones);
  return new Eta({ autoEscape: true, autoTrim: false }).renderString(assets.text('slides.html'), {
    title,
    running: running ?? '',
    hash: await hashOf(script),
    style: styles.join('\n'),
    script,
    body: frames.map((frame) => writer.frame(frame)).join('\n'),
  });
}

/** Steps do not move about, and every one of them prints on a page of its own. */
const start = (view: 'default' | 'print'): string => `Reveal.initialize({
  width: 1280, height: 720, margin: 0.02, minScale: 0.1, center: false, hash: ${view === 'default'},
  transition: 'none', backgroundTransition: 'none', slideNumber: true, controls: false, pdfSeparateFragments: true,${view === 'print' ? " view: 'print'," : ''}
});`;

const toneMacros: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(inks).map(([tone, ink]) => [
    toneCommand[tone as Tone],
    `\\textcolor{${ink.map((part) => part.toString(16).padStart(2, '0')).join('')}}{#1}`,
  ]),
);

/** The only script that the page's policy lets run. */
async function hashOf(script: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(script));
  return `sha256-${base64(new Uint8Array(digest))}`;
}

const fragments: Uncovering = {
  from: (click, math) => `\\htmlData{fragment-index=${click}}{${math}}`,
  smaller,
};

class Writer {
  readonly #math: (formula: string, displayMode: boolean) => string;
  readonly #tones: Tones;

  constructor(math: (formula: string, displayMode: boolean) => string, tones: Tones) {
    this.#math = math;
    this.#tones = tones;
  }

  frame({ section, title, part, items }: Frame): string {
    const further = part > 1 ? ` (${part})` : '';
    const within = section === title ? '' : `<span>${this.#inlines(section)}</span>`;
    return [
      `<section>\n<header><h2>${this.#inlines(title)}${further}</h2>${within}</header>`,
      ...items.map((item) => this.#item(item)),
      '</section>',
    ].join('\n');
  }

  #item(item: Item): string {
    switch (item.kind) {
      case 'text': {
        const label = item.label === undefined ? '' : `<strong>${escapeHtml(item.label)}.</strong> `;
        return `<p${from(item.click)}>${label}${this.#inlines(item.text)}</p>`;
      }
      case 'equation':
        return this.#equation(item.rows);
      case 'list': {
        const items = item.items.map(({ click, text }) => `<li${from(click)}>${this.#inlines(text)}</li>`);
        return `<ul>${items.join('')}</ul>`;
      }
      case 'table':
        return this.#table(item);
      case 'picture':
        return `<figure class="picture"${from(item.click)}>${picture(item.drawing, this.#tones)}<figcaption>${this.#inlines(item.caption)}</figcaption></figure>`;
      case 'walk': {
        const last = item.positions.length - 1;
        const positions = item.positions.map(({ drawing, rows }, at) => {
          const shown = shownAt(item.click + at, at === last);
          return `<div${shown}>${picture(drawing, this.#tones)}${this.#equation(rows)}</div>`;
        });
        return `<div class="walk">${positions.join('\n')}</div>`;
      }
    }
  }

  #equation(rows: readonly EquationRow[]): string {
    const written = this.#math(uncoveredRows(rows, this.#tones, fragments), true);
    // The mark that KaTeX was given becomes one that reveal.js knows.
    const marked = written.replaceAll('class="enclosing" data-fragment', 'class="fragment" data-fragment');
    return `<div class="equation">${marked}</div>`;
  }

  #table({ click, headings, rows, widths }: Extract<Item, { kind: 'table' }>): string {
    const cells = (tag: 'th' | 'td', row: readonly (readonly Inline[])[]): string =>
      `<tr>${row
        .map((cell, column) => {
          const width = widths[column];
          const style = width === undefined ? ' style="white-space: nowrap"' : ` style="width: ${width}em"`;
          return `<${tag}${style}>${this.#inlines(cell)}</${tag}>`;
        })
        .join('')}</tr>`;
    const body = rows.map((row) => cells('td', row)).join('');
    return `<table${from(click)}><thead>${cells('th', headings)}</thead><tbody>${body}</tbody></table>`;
  }

  #inlines(text: readonly Inline[]): string {
    return text.map((piece) => this.#inline(piece)).join('');
  }

  #inline(piece: Inline): string {
    if (typeof piece === 'string') return escapeHtml(piece);
    switch (piece.kind) {
      case 'math':
        return this.#math(latexRow(toned(layout(piece.notation), this.#tones)), false);
      case 'strong':
        return `<strong>${escapeHtml(piece.text)}</strong>`;
      case 'code':
        return `<code>${escapeHtml(piece.text)}</code>`;
    }
  }
}

/** A picture as part of the page, so that all of them share the page's fonts. */
function picture(drawing: Drawing, tones: Tones): string {
  return svgOf(drawing, asText({ family: 'KaTeX_Main' }), tones);
}

/** Shown from a click on. */
function from(click: number): string {
  return click > 1 ? ` class="fragment" data-fragment-index="${click}"` : '';
}

/** Shown at one click, and the last one from there on. */
function shownAt(click: number, last: boolean): string {
  if (last) return from(click);
  const [effect, index] = click > 1 ? ['fade-in-then-out', click] : ['fade-out', click + 1];
  return ` class="fragment ${effect}" data-fragment-index="${index}"`;
}
