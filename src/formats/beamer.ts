import type { Document, Inline } from '../document/block.ts';
import { inks } from '../figures/drawing/palette.ts';
import { tikzOf } from '../figures/drawing/tikz-of.ts';
import { latexRow } from '../notation/latex.ts';
import { layout } from '../notation/layout.ts';
import type { Tones } from '../notation/tone.ts';
import { toned } from '../notation/toned.ts';
import type { EquationRow, Frame, Item } from '../slides/deck.ts';
import { pictureHeight, pictureWidth, walkHeight } from '../slides/room.ts';
import { slides } from '../slides/slides.ts';
import type { Assets, Format } from './format.ts';
import { escapeTex } from './tex/escape.ts';
import { type Uncovering, uncoveredRows } from './uncovered.ts';

/** Slides for LaTeX's beamer class, for pdflatex and lualatex: a click uncovers one step. */
export const beamer: Format = {
  name: 'beamer',
  summary: 'slides for LaTeX (beamer)',
  write: async (document: Document, assets: Assets): Promise<string> => {
    const { Eta } = await import('eta');
    const { title, running, tones, frames } = slides(document);
    // No escaping by the template: what comes from users was escaped for TeX already.
    const shell = new Eta({ autoEscape: false, autoTrim: false });
    return shell.renderString(assets.text('beamer.tex'), {
      title: escapeTex(title),
      running: escapeTex(running ?? ''),
      tones: Object.entries(inks).map(([tone, ink]) => ({ name: tone, rgb: ink.join(',') })),
      body: new Writer(tones).frames(frames),
    });
  },
};

/** Centimetres of an em at 11 pt. */
const em = (10.95 * 2.54) / 72.27;

/** Centimetres of a cell of a picture. */
const largestCell = 1;

const overlays: Uncovering = {
  from: (click, math) => `\\uncover<${click}->{${math}}`,
  smaller: (math, scale) => `\\scalebox{${scale.toFixed(2)}}{$\\displaystyle ${math}$}`,
};

class Writer {
  readonly #tones: Tones;

  constructor(tones: Tones) {
    this.#tones = tones;
  }

  frames(all: readonly Frame[]): string {
    let section: readonly Inline[] = [];
    return all
      .flatMap((frame) => {
        const begins = frame.section !== section;
        section = frame.section;
        return begins ? [`\\section{${this.#inlines(section)}}`, this.#frame(frame)] : [this.#frame(frame)];
      })
      .join('\n\n');
  }

  #frame({ section, title, part, items }: Frame): string {
    const further = part > 1 ? ` (${part})` : '';
    const within = section === title ? '' : `{${this.#inlines(section)}}`;
    const head = `\\begin{frame}[t]{${this.#inlines(title)}${further}}${within}`;
    // A display after an empty line would have a line of its own above it, which is empty too.
    const shown = items.map((item, at) => `${joins(items, at) ? '' : '\n'}${this.#item(item)}`);
    return [head, ...shown, '', '\\end{frame}'].join('\n');
  }

  #item(item: Item): string {
    switch (item.kind) {
      case 'text': {
        const label = item.label === undefined ? '' : `\\textbf{${escapeTex(item.label)}.} `;
        return uncovered(item.click, `${label}${this.#inlines(item.text)}`);
      }
      case 'equation':
        return this.#equation(item.rows);
      case 'list': {
        const items = item.items.map(({ click, text }) => `  \\item<${click}-> ${this.#inlines(text)}`);
        return `\\begin{itemize}\n${items.join('\n')}\n\\end{itemize}`;
      }
      case 'table':
        return uncovered(item.click, this.#table(item));
      case 'picture': {
        const room = { largestCell, widest: pictureWidth * em, tallest: pictureHeight * em };
        return uncovered(
          item.click,
          centred(`${tikzOf(item.drawing, room, this.#tones)}\n\n\\smallskip ${this.#inlines(item.caption)}`),
        );
      }
      case 'walk': {
        const room = { largestCell, widest: pictureWidth * em, tallest: walkHeight * em };
        // A handout has a frame once, with the last position.
        const last = item.positions.length - 1;
        const at = (step: number, what: string): string =>
          `\\only<${item.click + step}|handout:${step === last ? 1 : 0}>{%\n${what}%\n}%`;
        const pictures = item.positions.map(({ drawing }, step) =>
          at(step, tikzOf(drawing, room, this.#tones)),
        );
        const equations = item.positions.map(({ rows }, step) => at(step, this.#equation(rows)));
        return [centred(pictures.join('\n')), equations.join('\n')].join('\n\n');
      }
    }
  }

  #equation(rows: readonly EquationRow[]): string {
    return `\\[\n${uncoveredRows(rows, this.#tones, overlays)}\n\\]`;
  }

  #table({ headings, rows, widths }: Extract<Item, { kind: 'table' }>): string {
    const columns = widths.map((width) =>
      width === undefined ? 'l' : `>{\\raggedright\\arraybackslash}p{${width}em}`,
    );
    const row = (cells: readonly (readonly Inline[])[]): string =>
      `  ${cells.map((cell) => this.#inlines(cell)).join(' & ')} \\\\`;
    return centred(
      [
        '\\renewcommand{\\arraystretch}{1.25}',
        `\\begin{tabular}{@{}${columns.join('')}@{}}`,
        `  \\hline\n${row(headings)}\n  \\hline`,
        ...rows.map(row),
        '  \\hline\n\\end{tabular}',
      ].join('\n'),
    );
  }

  #inlines(text: readonly Inline[]): string {
    return text.map((piece) => this.#inline(piece)).join('');
  }

  #inline(piece: Inline): string {
    if (typeof piece === 'string') return escapeTex(piece);
    switch (piece.kind) {
      case 'math':
        return `$${latexRow(toned(layout(piece.notation), this.#tones))}$`;
      case 'strong':
        return `\\textbf{${escapeTex(piece.text)}}`;
      case 'code':
        return `\\texttt{${escapeTex(piece.text)}}`;
    }
  }
}

/** Whether an item goes on in the paragraph of the one before. */
function joins(items: readonly Item[], at: number): boolean {
  return at > 0 && items[at].kind === 'equation' && ['text', 'equation'].includes(items[at - 1].kind);
}

function uncovered(click: number, what: string): string {
  return click > 1 ? `\\uncover<${click}->{${what}}` : what;
}

function centred(what: string): string {
  return `\\begin{center}\n${what}\n\\end{center}`;
}
