/** What a title page uses up, so that a document has no second one. */
const usedUp = [
  'maketitle',
  '@maketitle',
  'title',
  'author',
  'date',
  'thanks',
  '@author',
  '@date',
  'if@ACM@maketitle@typeset',
];
const kept = usedUp.map(
  (name) => `\\expandafter\\let\\csname kept ${name}\\expandafter\\endcsname\\csname ${name}\\endcsname`,
);
const again = usedUp.map(
  (name) =>
    `\\global\\expandafter\\let\\csname ${name}\\expandafter\\endcsname\\csname kept ${name}\\endcsname`,
);

/**
 * Documents of one preamble as one, each from a page of its own and with its title: reading a class and its packages takes
 * TeX longer than most documents. The log says where each begins, as complaints do.
 */
export function together(documents: ReadonlyMap<string, string>): string {
  const parts = [...documents].map(([name, document]) => {
    const [preamble, body] = document.replace(/\\end\{document\}\s*$/, '').split('\\begin{document}');
    const [title = ''] = /^\\title\{.*\}$/m.exec(preamble) ?? [];
    return { name, preamble: preamble.replace(title, ''), title, body };
  });
  const [{ preamble }] = parts;
  const other = parts.find((part) => part.preamble !== preamble);
  if (other) throw new Error(`${other.name} has another preamble than ${parts[0].name}`);
  return [
    preamble,
    '\\begin{document}',
    ...kept,
    ...parts.map(({ name, title, body }) =>
      [`\\typeout{${beginning}${name}}`, ...again, title, body, '\\clearpage'].join('\n'),
    ),
    '\\end{document}',
  ].join('\n');
}

/** Before the name of a document, in a log. */
export const beginning = 'Here begins ';
