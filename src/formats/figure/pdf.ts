import { typstWords } from '../../notation/typst-words.ts';
import { quoted } from '../typ.ts';
import { pdfOfTypst } from '../typst/pdf.ts';
import type { FigureFormat } from './figure-format.ts';
import { svg } from './svg.ts';

/** The SVG on a page of its size, still lines and faces; set by Typst. */
export const pdf: FigureFormat = {
  name: 'pdf',
  summary: 'a PDF as large as the figure',
  write: async (drawing, assets) => {
    const alt = typstWords(drawing.alt);
    const source = quoted(String(await svg.write(drawing, assets)));
    return pdfOfTypst(
      [
        `#set document(title: ${alt}, date: none)`,
        '#set page(width: auto, height: auto, margin: 0pt)',
        '#set text(lang: "en")',
        `#image(bytes(${source}), format: "svg", alt: ${alt})`,
      ].join('\n'),
    );
  },
};
