import type { BankField } from './bank-question.ts';
import { inlines, type Setter } from './xhtml.ts';
import { escapeXml } from './xml.ts';

/**
 * Moodle's embedded answers: gaps as {weight:TYPE:=right~wrong} within the HTML of a question.
 * https://docs.moodle.org/en/Embedded_Answers_(Cloze)_question_type
 */
export function clozeGap({ accepted, points }: BankField, scale: number, setter: Setter): string {
  const weight = Math.round(points * scale);
  switch (accepted.kind) {
    case 'number':
      return `{${weight}:NUMERICAL:=${accepted.value}:${accepted.tolerance}}`;
    case 'text': {
      const right = accepted.spellings.map((spelling) => `=${inGap(escapeXml(noWildcard(spelling)))}`);
      return `{${weight}:SHORTANSWER:${right.join('~')}}`;
    }
    case 'choice': {
      const options = accepted.options.map(
        (option, at) => `${at === accepted.right ? '=' : ''}${inGap(escapeXml(inlines(option, setter)))}`,
      );
      return `{${weight}:MULTICHOICE_V:${options.join('~')}}`;
    }
  }
}

/** Weights are whole numbers: the least factor, up to 1000, that makes all points whole. */
export function weightScale(fields: readonly BankField[]): number {
  for (let scale = 1; scale < 1000; scale++)
    if (fields.every(({ points }) => Math.abs(points * scale - Math.round(points * scale)) < 1e-9))
      return scale;
  return 1000;
}

/** HTML in which nothing reads as a gap, or as the place of one in a stored question. */
export function withoutGaps(html: string): string {
  return html.replace(/\{(?=[0-9]*:|#)/g, '&#123;');
}

/**
 * What ends an answer, or would start something within it, as a character reference; Moodle decodes them once.
 * `html` is escaped already, so that this decoding gives the text of a short answer, and once escaped more the HTML of an option.
 */
function inGap(html: string): string {
  return html.replace(/[{}~#/\\=%]/g, (character, at: number) =>
    // The number sign of a reference stays.
    character === '#' && html[at - 1] === '&' ? '#' : `&#${character.charCodeAt(0)};`,
  );
}

/** An asterisk would match anything. */
function noWildcard(spelling: string): string {
  return spelling.replaceAll('*', '\\*');
}
