import type { NumbersWanted } from './numbers-wanted.ts';

/** Why a draw was not taken, in the words of the wish that it broke. */
export type BrokenWish = 'largest' | 'denominator' | 'ties' | 'zeros' | 'target' | 'finite';

/** What is the matter with so many draws, and what to ask for in place of it. */
export function adviceOn(
  broken: BrokenWish,
  { largest, denominator, ties }: Pick<NumbersWanted, 'largest' | 'denominator' | 'ties'>,
): string {
  switch (broken) {
    case 'largest':
      return `results are larger than ${largest}: draw smaller numbers, or allow more with numbers: { largest: ${largest * 4} }`;
    case 'denominator':
      return `results have denominators above ${denominator}: draw numbers that divide well, or allow more with numbers: { denominator: ${denominator * 4} }`;
    case 'ties':
      return ties === 'always'
        ? 'no maximum ties: draw from fewer numbers, or allow it with numbers: { ties: any }'
        : 'a maximum ties or a ReLU meets 0: draw from more numbers, or allow it with numbers: { ties: any }';
    case 'zeros':
      return 'more than half of a result is 0: draw from more numbers, leave 0 out with nonzero: true, or allow it with numbers: { zeros: any }';
    case 'target':
      return 'the target is no number that the loss can compare with: draw it from others';
    case 'finite':
      return 'a result has no finite value: draw other numbers';
  }
}
