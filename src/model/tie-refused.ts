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

/** What is computed from numbers; undefined where these tie and the model's conventions refuse ties. */
export function unlessTieRefused<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch (error) {
    if (error instanceof TieRefused) return undefined;
    throw error;
  }
}
