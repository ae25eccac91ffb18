import type { Tensor } from '../index/tensor.ts';
import type { Model } from '../model/model.ts';
import { num, partial, sym } from '../notation/build.ts';
import type { Notation } from '../notation/notation.ts';
import { by } from '../writing/operators/operator.ts';
import type { Block, Inline } from './block.ts';
import type { Names } from './names.ts';
import { listed, math, section } from './prose.ts';

/** What every sign in these blocks means, where it is not taught at school; only what is used. */
export function notationTable(names: Names, model: Model, blocks: readonly Block[]): Block[] {
  const used = new Set<string>();
  for (const notation of blocks.flatMap(notationsIn)) collect(notation, used);
  const rows = [
    ...letters(),
    ...cotangents(names, model, used),
    ...signs.filter(([key]) => used.has(key)).map(([, sign, meaning]) => [sign, meaning]),
  ];
  return [
    section('notation', 'Notation'),
    { kind: 'table', part: 'notation', headings: [['Sign'], ['Meaning']], rows },
  ];
}

function letters(): Inline[][][] {
  return [
    [
      [math(sym('i')), ', ', math(sym('j')), ', …'],
      ['letters in subscripts; they count from 1, rows before columns'],
    ],
    [
      [math(sym('L'))],
      ['the loss; ', math(partial(sym('L'), sym('x'))), ' has an entry for each entry of ', math(sym('x'))],
    ],
  ];
}

/** delta, for dL/do. */
function cotangents(names: Names, { steps }: Model, used: ReadonlySet<string>): Inline[][][] {
  const named = steps.flatMap(({ output }): [Tensor, Tensor][] => {
    const short = names.cotangent(output);
    return short && used.has(`symbol ${short.name}`) ? [[short, output]] : [];
  });
  if (named.length === 0) return [];
  const shown = named.length > 4 ? [named[0], named[1], named[named.length - 1]] : named;
  const definition = ([short, output]: readonly [Tensor, Tensor]): Inline[] => [
    math({
      kind: 'comparison',
      sides: [sym(short.name), partial(names.loss, sym(names.shown(output).name))],
      relations: [':='],
    }),
  ];
  const listedOnes =
    named.length > 4
      ? shown.flatMap((one, at) => [...(at > 0 ? [at === 2 ? ', …, ' : ', '] : []), ...definition(one)])
      : listed(shown.map(definition));
  return [[[math(sym(named[0][0].name))], ['what arrives at a layer’s output: ', ...listedOnes]]];
}

const [A, B] = [sym('A'), sym('B')];
const at = (name: string, ...subscripts: Notation[]): Notation => sym(name, ...subscripts);
const [i, j, m, n, k, l] = ['i', 'j', 'm', 'n', 'k', 'l'].map((name) => sym(name));
const less = (one: Notation, other: Notation): Notation => ({
  kind: 'sum',
  terms: [one, { kind: 'negative', of: other }, num(1)],
});
const more = (one: Notation, other: Notation): Notation => ({
  kind: 'sum',
  terms: [one, other, num(-1)],
});
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

const signs: readonly (readonly [key: string, sign: Inline[], meaning: Inline[]])[] = [
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
      math({ kind: 'product', factors: [at('A', more(i, m), more(j, n)), at('B', m, n)], dots: false }),
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
      math({ kind: 'product', factors: [at('A', less(k, m), less(l, n)), at('B', m, n)], dots: false }),
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
  ['call rot180', [math(call('rot180', A))], [math(A), ' turned by 180°: rows and columns in reverse order']],
  ['entrywise', [math(operation('entrywise'))], ['entry times entry, at the same place']],
  [
    'kronecker',
    [math(operation('kronecker'))],
    ['Kronecker product: each entry of ', math(A), ' times all of ', math(B)],
  ],
  [
    'bracket',
    [math({ kind: 'bracket', condition: { kind: 'words', text: 'condition' } })],
    ['1 where the condition holds, 0 where not'],
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
    [math(call('diag', sym('a')))],
    ['the matrix with ', math(sym('a')), ' on its diagonal and 0 elsewhere'],
  ],
  ['call reshape', [math(call('reshape', A))], ['the same entries in another arrangement']],
  ['call sum', [math(call('sum', A))], ['all entries added']],
  [
    'call softmax',
    [math(call('softmax', sym('x')))],
    [
      'the vector of ',
      math({
        kind: 'fraction',
        over: { kind: 'power', base: sym('e'), exponent: at('x', k) },
        under: {
          kind: 'sum',
          terms: [
            { kind: 'power', base: sym('e'), exponent: at('x', num(1)) },
            { kind: 'power', base: sym('e'), exponent: at('x', num(2)) },
            { kind: 'dots', direction: 'horizontal' },
          ],
        },
      }),
    ],
  ],
  ['one-hot', [math(sym('e', sym('y')))], ['1 at the target class ', math(sym('y')), ', 0 elsewhere']],
];

function notationsIn(block: Block): Notation[] {
  switch (block.kind) {
    case 'equation':
      return block.lines.flatMap(({ left, steps }) => [left, ...steps.map(({ right }) => right)]);
    case 'heading':
    case 'paragraph':
    case 'note':
      return mathIn(block.text);
    case 'table':
      return [...block.headings, ...block.rows.flat()].flatMap(mathIn);
    case 'list':
      return block.items.flatMap(mathIn);
    case 'figure':
      return mathIn(block.caption);
  }
}

function mathIn(text: readonly Inline[]): Notation[] {
  return text.flatMap((one) => (typeof one === 'object' && one.kind === 'math' ? [one.notation] : []));
}

/** Which signs a formula is made of. */
function collect(notation: Notation, used: Set<string>): void {
  const sign = signOf(notation);
  if (sign) used.add(sign);
  if (notation.kind === 'symbol') used.add(`symbol ${notation.name}`);
  for (const part of partsOf(notation)) collect(part, used);
}

/** The key of the sign that a formula is joined by, where the table may explain it. */
function signOf(notation: Notation): string | undefined {
  switch (notation.kind) {
    case 'symbol':
      return notation.name === 'e' && notation.subscripts.length === 1 ? 'one-hot' : undefined;
    case 'indicator': {
      const [first] = notation.subscripts;
      if (!first) return 'column of ones';
      if (first.kind === 'operation') return 'ones';
      if (first.kind !== 'words') return 'indicator';
      return 'winners';
    }
    case 'operation':
      return notation.operator;
    case 'bracket':
      return 'bracket';
    case 'call':
      return `call ${notation.name}`;
    case 'power':
      return notation.exponent.kind === 'words' ? 'transposed' : undefined;
    default:
      return undefined;
  }
}

function partsOf(notation: Notation): readonly Notation[] {
  switch (notation.kind) {
    case 'symbol':
      return notation.subscripts;
    case 'operation':
      return notation.of;
    case 'bracket':
      return [notation.condition];
    case 'call':
      return notation.arguments;
    case 'power':
      return [notation.base, notation.exponent];
    case 'negative':
      return [notation.of];
    case 'sum':
      return notation.terms;
    case 'product':
      return notation.factors;
    case 'fraction':
      return [notation.over, notation.under];
    case 'reduction':
      return [...notation.where, notation.body];
    case 'derivative':
      return [notation.of, notation.by];
    case 'comparison':
      return notation.sides;
    case 'matrix':
      return notation.rows.flat();
    case 'cases':
      return notation.cases.flatMap(({ value, when }) => [value, when]);
    case 'indicator':
    case 'number':
    case 'decimal':
    case 'words':
    case 'dots':
      return [];
  }
}
