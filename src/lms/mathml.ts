import katex from 'katex';

/** A formula as MathML alone, well-formed XML: the format has no script that could set LaTeX. */
export function mathml(formula: string, display: boolean): string {
  const html = katex.renderToString(formula, {
    displayMode: display,
    output: 'mathml',
    throwOnError: true,
    strict: 'error',
    trust: false,
    maxSize: 20,
    maxExpand: 1000,
  });
  return html
    .replace(/^.*?(?=<math)/s, '')
    .replace(/(?<=<\/math>).*$/s, '')
    .replace(/<annotation [^>]*>.*?<\/annotation>/s, '')
    .replace(/<\/?semantics>/g, '');
}
