import type { Box, Row } from '../../notation/box.ts';
import { layout } from '../../notation/layout.ts';
import type { Notation } from '../../notation/notation.ts';
import { text } from '../../notation/text.ts';
import type { LabelText } from './drawing.ts';

/** Letters as labels have them, fractions on one line: 1/2, dL/dW. */
export function labelRow(letters: LabelText): Row {
  return notationsOf(letters).flatMap((part) => onOne(layout(part)));
}

/** The same in plain text. */
export function spoken(letters: LabelText): string {
  return notationsOf(letters).map(text).join('');
}

function notationsOf(letters: LabelText): readonly Notation[] {
  return 'kind' in letters ? [letters] : letters;
}

function onOne(row: Row): Row {
  return row.flatMap((box): Row => {
    switch (box.kind) {
      case 'fraction':
        return [
          ...bracketed(onOne(box.over), box.looseOver),
          { kind: 'times', shown: 'slash' },
          ...bracketed(onOne(box.under), box.looseUnder),
        ];
      case 'group':
        return [{ ...box, body: onOne(box.body) }];
      case 'power':
        return [{ ...box, base: onOne(box.base), exponent: onOne(box.exponent) }];
      default:
        return [box];
    }
  });
}

function bracketed(row: Row, loose: boolean): Row {
  const group: Box = { kind: 'group', bracket: '(', body: row };
  return loose ? [group] : row;
}
