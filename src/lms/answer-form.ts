import type { Question } from '../exercises/question.ts';
import { latex } from '../notation/latex.ts';
import type { Notation } from '../notation/notation.ts';
import type { Setter } from './xhtml.ts';
import { escapeXml } from './xml.ts';

/** How a system writes what is filled in; fields by their numbers in the question. */
interface Gaps {
  /** Within a line. */
  gap(field: number): string;
  /** Options to choose from, with what stands before them. */
  choice(field: number, label: string): string;
}

/**
 * The fields of a question as XHTML: an array as a table of gaps, others in lines, or those among them that are
 * asked for. Blanks within a formula are asked for by what they stand beside: no system can put them there.
 */
export function answerForm(
  { fields, grid, inAsk }: Question,
  setter: Setter,
  gaps: Gaps,
  asked: readonly number[] = fields.map((_, at) => at),
): string {
  if (grid && asked.length === fields.length) {
    const rows = grid.rows.map((row) => `<tr>${row.map((at) => `<td>${gaps.gap(at)}</td>`).join('')}</tr>`);
    return `<p>${setter.math(`${latex(grid.left)} =`, false)}</p>\n<table><tbody>${rows.join('')}</tbody></table>`;
  }
  return asked
    .map((at) => {
      const { answer, label } = fields[at];
      const shown = labelled(label, setter);
      return answer.kind === 'choice'
        ? gaps.choice(at, shown)
        : inAsk
          ? `<p>beside ${shown}: ${gaps.gap(at)}</p>`
          : `<p>${shown} = ${gaps.gap(at)}</p>`;
    })
    .join('\n');
}

/** Words stand as text, whatever letters they have. */
function labelled(label: Notation, setter: Setter): string {
  return label.kind === 'words' ? escapeXml(label.text) : setter.math(latex(label), false);
}
