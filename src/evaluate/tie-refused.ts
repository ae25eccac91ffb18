import { BadInput } from '../bad-input.ts';

/** Several candidates of a maximum are equal where the model says `ties: error`. */
export class TieRefused extends BadInput {
  constructor(tied: number) {
    super(
      `${tied} candidates of a maximum are equal and conventions.ties is "error"; ` +
        'choose first, last or split, or change the values.',
      ['conventions', 'ties'],
    );
  }
}
