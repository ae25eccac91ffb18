import { pointsOf } from '../exercises/question.ts';
import { answerForm } from './answer-form.ts';
import type { BankQuestion } from './bank-question.ts';
import { mathml } from './mathml.ts';
import type { Pictures } from './pictures.ts';
import { choiceOf, declaration, scoring } from './qti21-scoring.ts';
import { inlines, type Setter, xhtml } from './xhtml.ts';
import { element, type Xml } from './xml.ts';

export const namespace = { xmlns: 'http://www.imsglobal.org/xsd/imsqti_v2p1' } as const;

/** The variable of a field's answer. */
function responseOf(field: number): string {
  return `RESPONSE_${field + 1}`;
}

/** An item with a box for each field, scored field by field; the worked solution shows once it is answered. */
export function assessmentItem({ id, title, question, stem, fields }: BankQuestion, pictures: Pictures): Xml {
  const setter: Setter = { math: mathml, picture: pictures.picture };
  const form = answerForm(question, setter, {
    gap: (at) => {
      const length = question.fields[at].answer.kind === 'formula' ? '16' : '8';
      return `<textEntryInteraction responseIdentifier="${responseOf(at)}" expectedLength="${length}"/>`;
    },
    choice: (at, label) => {
      const { accepted } = fields[at];
      if (accepted.kind !== 'choice') throw new Error('not a choice');
      const options = accepted.options.map(
        (option, letter) =>
          `<simpleChoice identifier="${choiceOf(letter)}">${inlines(option, setter)}</simpleChoice>`,
      );
      return `<choiceInteraction responseIdentifier="${responseOf(at)}" shuffle="false" maxChoices="1"><prompt>${label}</prompt>${options.join('')}</choiceInteraction>`;
    },
  });
  return element(
    'assessmentItem',
    { ...namespace, identifier: id, title, adaptive: 'false', timeDependent: 'false', 'xml:lang': 'en' },
    ...fields.map((field, at) => declaration(responseOf(at), field)),
    outcome('SCORE', 'float', '0'),
    outcome('MAXSCORE', 'float', `${pointsOf(question)}`),
    outcome('FEEDBACK', 'identifier'),
    { xml: `<itemBody>\n<div>\n${xhtml(stem, setter)}\n${form}\n</div>\n</itemBody>` },
    element(
      'responseProcessing',
      {},
      ...fields.map((field, at) => scoring(responseOf(at), field)),
      element(
        'setOutcomeValue',
        { identifier: 'FEEDBACK' },
        element('baseValue', { baseType: 'identifier' }, 'SOLUTION'),
      ),
    ),
    {
      xml: `<modalFeedback outcomeIdentifier="FEEDBACK" identifier="SOLUTION" showHide="show" title="Solution">\n${xhtml(question.solution, setter)}\n</modalFeedback>`,
    },
  );
}

export function outcome(identifier: string, baseType: string, value?: string): Xml {
  return element(
    'outcomeDeclaration',
    { identifier, cardinality: 'single', baseType },
    ...(value === undefined ? [] : [element('defaultValue', {}, element('value', {}, value))]),
  );
}
