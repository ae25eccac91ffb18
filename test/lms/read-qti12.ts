import Fraction from 'fraction.js';
import { all, at, type Element, textOf, within } from './element.ts';
import type { ReadField, ReadQuestion } from './read-question.ts';

/** An item of QTI 1.2 as Canvas reads it: of a blank every label is right. */
export function readItem12(item: Element): ReadQuestion {
  const said = new Map(
    within(item, 'qtimetadatafield').map((one) => [
      textOf(at(one, 'fieldlabel')),
      textOf(at(one, 'fieldentry')),
    ]),
  );
  const fields = accepted(item, said.get('question_type'));
  const points = Number(said.get('points_possible')) / fields.length;
  const { ident, title } = item.attributes;
  return { id: ident, title, fields: fields.map((one) => ({ accepted: one, points })) };
}

function accepted(item: Element, type: string | undefined): ReadField['accepted'][] {
  const equal = within(at(item, 'resprocessing'), 'varequal').map(textOf);
  switch (type) {
    case 'multiple_choice_question': {
      const labels = within(at(item, 'presentation', 'response_lid'), 'response_label');
      return [
        {
          kind: 'choice',
          options: labels.map(shown),
          right: labels.findIndex(({ attributes }) => attributes.ident === equal[0]),
        },
      ];
    }
    case 'numerical_question': {
      const [most] = within(at(item, 'resprocessing'), 'varlte');
      const tolerance = new Fraction(textOf(most)).sub(equal[0]).toString(30);
      return [{ kind: 'number', value: equal[0], tolerance }];
    }
    case 'short_answer_question':
      return [{ kind: 'text', spellings: equal }];
    case 'fill_in_multiple_blanks_question':
      return all(at(item, 'presentation'), 'response_lid').map((blank) => ({
        kind: 'text',
        spellings: within(blank, 'response_label').map(shown),
      }));
    default:
      throw new Error(`a question of type ${type}`);
  }
}

function shown(label: Element): string {
  return textOf(at(label, 'material', 'mattext'));
}
