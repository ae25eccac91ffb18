import type { BankField } from './bank-question.ts';
import { element, type Xml } from './xml.ts';

export function choiceOf(option: number): string {
  return `CHOICE_${option + 1}`;
}

/** The right answer of a field: a number, a choice, or texts that are each worth the points. */
export function declaration(identifier: string, { accepted, points }: BankField): Xml {
  const declared = (baseType: string, right: string, ...more: Xml[]): Xml =>
    element(
      'responseDeclaration',
      { identifier, cardinality: 'single', baseType },
      element('correctResponse', {}, element('value', {}, right)),
      ...more,
    );
  switch (accepted.kind) {
    case 'number':
      return declared('float', accepted.value);
    case 'choice':
      return declared('identifier', choiceOf(accepted.right));
    case 'text': {
      const entries = accepted.spellings.map((spelling) =>
        element('mapEntry', { mapKey: spelling, mappedValue: `${points}`, caseSensitive: 'false' }),
      );
      return declared('string', accepted.spellings[0], element('mapping', { defaultValue: '0' }, ...entries));
    }
  }
}

/** Adds the points of a field to the score if its answer is right; nothing is right where nothing is written. */
export function scoring(identifier: string, { accepted, points }: BankField): Xml {
  const given = element('variable', { identifier });
  const right = element('correct', { identifier });
  const full = element('baseValue', { baseType: 'float' }, `${points}`);
  switch (accepted.kind) {
    case 'number': {
      const how: Readonly<Record<string, string>> =
        accepted.tolerance === '0'
          ? { toleranceMode: 'exact' }
          : { toleranceMode: 'absolute', tolerance: `${accepted.tolerance} ${accepted.tolerance}` };
      return added(element('equal', how, given, right), full);
    }
    case 'choice':
      return added(element('match', {}, given, right), full);
    case 'text':
      return added(element('not', {}, element('isNull', {}, given)), element('mapResponse', { identifier }));
  }
}

function added(condition: Xml, points: Xml): Xml {
  const sum = element('sum', {}, element('variable', { identifier: 'SCORE' }), points);
  return element(
    'responseCondition',
    {},
    element('responseIf', {}, condition, element('setOutcomeValue', { identifier: 'SCORE' }, sum)),
  );
}
