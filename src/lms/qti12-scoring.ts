import Fraction from 'fraction.js';
import type { CanvasPart } from './canvas-parts.ts';
import { blankOf, material } from './qti12-material.ts';
import { inlines, type Setter } from './xhtml.ts';
import { element, type Xml } from './xml.ts';

/** How an answer is given. */
export function presented(part: CanvasPart, setter: Setter): Xml[] {
  switch (part.type) {
    case 'multiple_choice_question': {
      const labels = part.accepted.options.map((option, at) =>
        element('response_label', { ident: `choice${at + 1}` }, material(inlines(option, setter))),
      );
      return [choices('response1', [], labels)];
    }
    case 'numerical_question':
      return [typed({ fibtype: 'Decimal' })];
    case 'short_answer_question':
      return [typed({})];
    case 'fill_in_multiple_blanks_question':
      return part.fields.map((field, at) => {
        const name = blankOf(field);
        const labels = part.spellings[at].map((spelling, turn) =>
          element('response_label', { ident: `${name}-${turn + 1}` }, text(spelling)),
        );
        return choices(`response_${name}`, [text(name)], labels);
      });
  }
}

/** What it scores, of 100. */
export function processed(part: CanvasPart): Xml[] {
  switch (part.type) {
    case 'multiple_choice_question':
      return [full(equal('response1', `choice${part.accepted.right + 1}`))];
    case 'numerical_question':
      return [full(number(part.accepted))];
    case 'short_answer_question':
      return [full(...part.accepted.spellings.map((spelling) => equal('response1', spelling)))];
    case 'fill_in_multiple_blanks_question': {
      const share = (100 / part.fields.length).toFixed(2);
      return part.fields.map((field) =>
        element(
          'respcondition',
          {},
          element('conditionvar', {}, equal(`response_${blankOf(field)}`, `${blankOf(field)}-1`)),
          element('setvar', { varname: 'SCORE', action: 'Add' }, share),
        ),
      );
    }
  }
}

/** Equal, or between the bounds, which Canvas takes the tolerance from. */
function number({ value, tolerance }: { readonly value: string; readonly tolerance: string }): Xml {
  const [middle, off] = [new Fraction(value), new Fraction(tolerance)];
  const bound = (name: string, at: Fraction): Xml =>
    element(name, { respident: 'response1' }, at.toString(30));
  return element(
    'or',
    {},
    equal('response1', value),
    element('and', {}, bound('vargte', middle.sub(off)), bound('varlte', middle.add(off))),
  );
}

function full(...conditions: readonly Xml[]): Xml {
  return element(
    'respcondition',
    { continue: 'No' },
    element('conditionvar', {}, ...conditions),
    element('setvar', { varname: 'SCORE', action: 'Set' }, '100'),
  );
}

function equal(respident: string, value: string): Xml {
  return element('varequal', { respident }, value);
}

function typed(how: Readonly<Record<string, string>>): Xml {
  const label = element('response_label', { ident: 'answer1' });
  return element(
    'response_str',
    { ident: 'response1', rcardinality: 'Single' },
    element('render_fib', how, label),
  );
}

function choices(ident: string, before: readonly Xml[], labels: readonly Xml[]): Xml {
  return element(
    'response_lid',
    { ident, rcardinality: 'Single' },
    ...before,
    element('render_choice', {}, ...labels),
  );
}

function text(content: string): Xml {
  return element('material', {}, element('mattext', { texttype: 'text/plain' }, content));
}
