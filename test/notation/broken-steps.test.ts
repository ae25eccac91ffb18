import { describe, expect, it } from 'vitest';
import { lines } from '../../src/notation/break.ts';
import { plus, sym } from '../../src/notation/build.ts';
import { latexRow } from '../../src/notation/latex.ts';

/** A sum of so many terms, all of other names. */
function sum(count: number, letter: string) {
  return plus(Array.from({ length: count }, (_, at) => sym(`${letter}${at + 1}`)));
}

describe('a chain broken into lines', () => {
  // The last part of a step is narrow or wide, and the step behind it fits beside it or not.
  it.each(
    [1, 2, 5, 6, 7, 12, 13].flatMap((first) =>
      [1, 6, 12].flatMap((second) => [8, 12, 20, 38].map((limit) => [first, second, limit] as const)),
    ),
  )('has every term: %i and %i terms, at %i em', (first, second, limit) => {
    const chain = {
      left: sym('L'),
      steps: [
        { relation: '=' as const, right: sum(first, 'a') },
        { relation: '=' as const, right: sum(second, 'b') },
      ],
    };
    const written = lines([chain], limit).map(({ right }) => latexRow(right));
    const found = [...written.join(' ').matchAll(/([ab])\^\{\((\d+)\)\}/g)].map(
      ([, letter, number]) => letter + number,
    );
    const all = (count: number, letter: string) =>
      Array.from({ length: count }, (_, at) => `${letter}${at + 1}`);
    expect(found).toEqual([...all(first, 'a'), ...all(second, 'b')]);
  });
});
