import { answerForm } from './answer-form.ts';
import type { BankQuestion } from './bank-question.ts';
import type { CanvasPart } from './canvas-parts.ts';
import { mathjax } from './mathjax.ts';
import type { Pictures } from './pictures.ts';
import { blankOf, material } from './qti12-material.ts';
import { presented, processed } from './qti12-scoring.ts';
import { type Setter, xhtml } from './xhtml.ts';
import { element, type Xml } from './xml.ts';

/** One part of a question as an item; `number` tells it from the other parts. */
export function canvasItem(
  { id, title, question, stem, fields }: BankQuestion,
  part: CanvasPart,
  number: number | undefined,
  pictures: Pictures,
): Xml {
  const ident = number === undefined ? id : `${id}-${number}`;
  const setter: Setter = {
    // Square brackets are the blanks of Canvas; the room between rows is the one place where LaTeX has them for looks.
    math: (formula, display) => mathjax(formula.replaceAll('\\\\[4pt]', '\\\\'), display),
    picture: pictures.picture,
  };
  const blanks = part.type === 'fill_in_multiple_blanks_question';
  const form = answerForm(
    question,
    setter,
    { gap: (at) => (blanks ? `[${blankOf(at)}]` : '…'), choice: (_, label) => `<p>${label}</p>` },
    part.fields,
  );
  const points = part.fields.reduce((sum, at) => sum + fields[at].points, 0);
  return element(
    'item',
    { ident, title: number === undefined ? title : `${title} (${number})` },
    element(
      'itemmetadata',
      {},
      element(
        'qtimetadata',
        {},
        metadataField('question_type', part.type),
        metadataField('points_possible', `${points}`),
      ),
    ),
    element(
      'presentation',
      {},
      material(`<div>${xhtml(stem, setter)}\n${form}</div>`),
      ...presented(part, setter),
    ),
    element(
      'resprocessing',
      {},
      element(
        'outcomes',
        {},
        element('decvar', { maxvalue: '100', minvalue: '0', varname: 'SCORE', vartype: 'Decimal' }),
      ),
      element(
        'respcondition',
        { continue: 'Yes' },
        element('conditionvar', {}, element('other', {})),
        element('displayfeedback', { feedbacktype: 'Response', linkrefid: 'general_fb' }),
      ),
      ...processed(part),
    ),
    element(
      'itemfeedback',
      { ident: 'general_fb' },
      element('flow_mat', {}, material(xhtml(question.solution, setter))),
    ),
  );
}

function metadataField(label: string, entry: string): Xml {
  return element('qtimetadatafield', {}, element('fieldlabel', {}, label), element('fieldentry', {}, entry));
}
