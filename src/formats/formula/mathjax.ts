import type { LiteElement } from 'mathjax-full/js/adaptors/lite/Element.js';
import { liteAdaptor } from 'mathjax-full/js/adaptors/liteAdaptor.js';
import { STATE } from 'mathjax-full/js/core/MathItem.js';
import { SerializedMmlVisitor } from 'mathjax-full/js/core/MmlTree/SerializedMmlVisitor.js';
import { RegisterHTMLHandler } from 'mathjax-full/js/handlers/html.js';
import 'mathjax-full/js/input/tex/ams/AmsConfiguration.js';
import 'mathjax-full/js/input/tex/base/BaseConfiguration.js';
import 'mathjax-full/js/input/tex/textmacros/TextMacrosConfiguration.js';
import { TeX } from 'mathjax-full/js/input/tex.js';
import { mathjax } from 'mathjax-full/js/mathjax.js';
import { SVG } from 'mathjax-full/js/output/svg.js';
import type { DisplayedFormula, FormulaFont } from './formula-format.ts';

const adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);

const page = mathjax.document('', {
  // Neither links nor macros: of TeX's packages only those of formulas.
  InputJax: new TeX({
    packages: ['base', 'ams', 'textmacros'],
    formatError: (_: unknown, error: Error) => {
      throw error;
    },
  }),
  // Every letter is an outline where it stands: no program needs a font, and none has to follow references.
  OutputJax: new SVG({ fontCache: 'none' }),
});
const serializer = new SerializedMmlVisitor();

/** What MathJax does not know of text. */
const known: Readonly<Record<string, string>> = {
  backslash: '$\\backslash$',
  asciicircum: '\\^{}',
  asciitilde: '\\~{}',
};

function readable(latex: string): string {
  return latex.replace(/\\text(backslash|asciicircum|asciitilde)\{\}/g, (_, name: string) => known[name]);
}

/** The formula in MathML, for display. Throws what MathJax has against it. */
export function mathml(latex: string): string {
  return serializer.visitTree(page.convert(readable(latex), { display: true, end: STATE.CONVERT }));
}

/** What MathJax leaves as it is in an attribute. */
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A thousandth of an em is MathJax's unit; a strip around the formula keeps strokes within the picture. */
const margin = 60;

/** The formula as a picture, as large as it needs; lengths in points. Throws what MathJax has against it. */
export function svg({ latex, alt }: DisplayedFormula, { size, color }: FormulaFont): string {
  const container: LiteElement = page.convert(readable(latex), { display: true });
  const [picture] = adaptor.tags(container, 'svg');
  const [left, top, width, height] = String(adaptor.getAttribute(picture, 'viewBox')).split(' ').map(Number);
  const box = [left - margin, top - margin, width + 2 * margin, height + 2 * margin];
  const points = (units: number): string => `${((units * size) / 1000).toFixed(2)}pt`;
  adaptor.setAttribute(picture, 'viewBox', box.join(' '));
  adaptor.setAttribute(picture, 'width', points(box[2]));
  adaptor.setAttribute(picture, 'height', points(box[3]));
  adaptor.setAttribute(
    picture,
    'aria-label',
    alt.replace(/[&<>]/g, (sign) => entities[sign]),
  );
  for (const name of ['style', 'focusable']) adaptor.removeAttribute(picture, name);
  // Office programs take currentColor for black.
  for (const group of adaptor.tags(picture, 'g')) {
    for (const name of ['fill', 'stroke'])
      if (adaptor.getAttribute(group, name) === 'currentColor') adaptor.setAttribute(group, name, color);
    adaptor.removeAttribute(group, 'data-mml-node');
  }
  return adaptor.serializeXML(picture);
}
