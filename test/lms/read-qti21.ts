import { all, at, type Element, textOf, within } from './element.ts';
import type { ReadField, ReadQuestion } from './read-question.ts';

/** An item of QTI 2.1: its response declarations, and what the processing adds for each. */
export function readItem21(item: Element): ReadQuestion {
  const { identifier, title } = item.attributes;
  return { id: identifier, title, fields: all(item, 'responseDeclaration').map((one) => field(item, one)) };
}

function field(item: Element, declaration: Element): ReadField {
  const { identifier, baseType } = declaration.attributes;
  const right = textOf(at(declaration, 'correctResponse', 'value'));
  if (baseType === 'string') {
    const entries = all(at(declaration, 'mapping'), 'mapEntry').map(({ attributes }) => attributes);
    return {
      accepted: { kind: 'text', spellings: entries.map(({ mapKey }) => mapKey) },
      points: Number(entries[0].mappedValue),
    };
  }
  const [condition] = all(at(item, 'responseProcessing'), 'responseCondition').filter((one) =>
    within(one, 'variable').some(({ attributes }) => attributes.identifier === identifier),
  );
  const points = Number(textOf(at(condition, 'responseIf', 'setOutcomeValue', 'sum', 'baseValue')));
  if (baseType === 'float') {
    const [tolerance] = (at(condition, 'responseIf', 'equal').attributes.tolerance ?? '0').split(' ');
    return { accepted: { kind: 'number', value: right, tolerance }, points };
  }
  const choices = within(at(item, 'itemBody'), 'choiceInteraction').find(
    ({ attributes }) => attributes.responseIdentifier === identifier,
  );
  const options = choices ? all(choices, 'simpleChoice') : [];
  return {
    accepted: {
      kind: 'choice',
      options: options.map(textOf),
      right: options.findIndex(({ attributes }) => attributes.identifier === right),
    },
    points,
  };
}
