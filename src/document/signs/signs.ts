import { type Affine, affine, letter } from '../../index/affine.ts';
import { anyArray, indexLetter, num, sym } from '../../notation/build.ts';
import type { Notation } from '../../notation/notation.ts';
import { subscripted, symbolOf } from '../../writing/entry-name.ts';
import { ofAffine } from '../../writing/of-formula.ts';
import { by } from '../../writing/operators/operator.ts';
import type { Inline } from '../block.ts';
import type { Names } from '../names.ts';
import { math } from '../prose.ts';

const [A, B] = [anyArray('A'), anyArray('B')];
const operation = (operator: Extract<Notation, { kind: 'operation' }>['operator']): Notation => ({
  kind: 'operation',
  operator,
  of: [A, B],
});
const call = (name: string, of: Notation): Notation => ({ kind: 'call', name, arguments: [of] });

const along = (name: string, amount: number): Notation => ({
  kind: 'call',
  name,
  parameter: num(amount),
  arguments: [A],
});

/** The sign, and what it means. */
type Sign = readonly [key: string, sign: Inline[], meaning: Inline[]];

/** What signs mean, by their keys, in the order of the table. */
export function signsOf(names: Names): readonly Sign[] {
  const { counting } = names;
  const [i, j, k, m, n] = ['i', 'j', 'k', 'm', 'n'].map((name) => indexLetter(names.letter(name)));
  /** An entry of an image; rows and columns are in the order of the model's own. */
  const at = (name: string, row: Affine, column: Affine): Notation =>
    subscripted(
      { name, shape: [1, 2, 2], role: 'constant' },
      [affine(0), row, column].map((form) => ofAffine(form, names.style)),
      counting,
    );
  const product = (...factors: readonly Notation[]): Inline =>
    math({ kind: 'product', factors, dots: false });
  const filter = at('B', letter('m'), letter('n'));
  const inWindow = at('A', affine(0, ['i', 1], ['m', 1]), affine(0, ['j', 1], ['n', 1]));
  const against = at('A', affine(0, ['k', 1], ['m', -1]), affine(0, ['l', 1], ['n', -1]));
  const power = (subscript: Notation): Notation => ({
    kind: 'power',
    base: sym('e'),
    exponent: symbolOf({ name: 'x', shape: [2], role: 'constant' }, subscript),
  });
  return [
    [
      'correlate',
      [math(operation('correlate'))],
      [
        'cross-correlation, ',
        math(B),
        ' sliding over ',
        math(A),
        ': the sum over ',
        math(m),
        ' and ',
        math(n),
        ' of ',
        product(inWindow, filter),
        ', where entries beyond a border count as 0',
      ],
    ],
    [
      'convolve',
      [math(operation('convolve'))],
      [
        'full convolution: the sum over ',
        math(m),
        ' and ',
        math(n),
        ' of ',
        product(against, filter),
        ', where entries beyond a border count as 0',
      ],
    ],
    [
      'call pad',
      [math(along('pad', 1))],
      ['a border of zeros around ', math(A), ', so many rows and columns wide'],
    ],
    [
      'call crop',
      [math(along('crop', 1))],
      [math(A), ' without so many rows and columns at its beginning, and what is then too many at its end'],
    ],
    [
      'call spread',
      [math(along('spread', 2))],
      ['the entries of ', math(A), ' so many places apart, with zeros between'],
    ],
    [
      'call every',
      [math(along('every', 2))],
      ['only every second, third, … row and column of ', math(A), ', from the first on'],
    ],
    [
      'call rot180',
      [math(call('rot180', A))],
      [math(A), ' turned by 180°: rows and columns in reverse order'],
    ],
    ['entrywise', [math(operation('entrywise'))], ['entry times entry, at the same place']],
    [
      'kronecker',
      [math(operation('kronecker'))],
      ['Kronecker product: each entry of ', math(A), ' times all of ', math(B)],
    ],
    [
      'bracket',
      [math({ kind: 'bracket', condition: { kind: 'words', text: 'condition' } })],
      ['1 where the condition holds; 0 where not, also before what is not there'],
    ],
    ['ones', [math({ kind: 'indicator', subscripts: [by([2, 2])] })], ['an array of ones, of this size']],
    ['column of ones', [math({ kind: 'indicator', subscripts: [] })], ['a column of ones']],
    [
      'winners',
      [math({ kind: 'indicator', subscripts: [{ kind: 'words', text: 'max' }] })],
      ['1 for the winner of each maximum, 0 for the others'],
    ],
    [
      'indicator',
      [math({ kind: 'indicator', subscripts: [i, j] })],
      ['1 if this entry is the winner of its maximum, 0 if not'],
    ],
    [
      'transposed',
      [math({ kind: 'power', base: A, exponent: { kind: 'words', text: 'T' } })],
      ['transposed: rows become columns'],
    ],
    ['call vec', [math(call('vec', A))], ['the entries of ', math(A), ' as one column, row by row']],
    [
      'call diag',
      [math(call('diag', anyArray('a')))],
      ['the matrix with ', math(anyArray('a')), ' on its diagonal and 0 elsewhere'],
    ],
    ['call reshape', [math(call('reshape', A))], ['the same entries, row by row, in another arrangement']],
    ['call sum', [math(call('sum', A))], ['all entries added']],
    [
      'call softmax',
      [math(call('softmax', anyArray('x')))],
      [
        'the vector of ',
        math({
          kind: 'fraction',
          over: power(k),
          under: {
            kind: 'sum',
            terms: [
              power(num(counting.base)),
              power(num(counting.base + 1)),
              { kind: 'dots', direction: 'horizontal' },
            ],
          },
        }),
      ],
    ],
    ['one-hot', [math(sym('e', sym('y')))], ['1 at the target class ', math(sym('y')), ', 0 elsewhere']],
  ];
}
