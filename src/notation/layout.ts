import type { Box, Row } from './box.ts';
import { isLetter, nameParts } from './letters.ts';
import type { LetterRange, Notation } from './notation.ts';
import { bindingOf, places, signed, startsWithDigit } from './precedence.ts';

/** Sets a formula: decides brackets, signs and dots once, for every format. */
export function layout(notation: Notation): Row {
  switch (notation.kind) {
    case 'number':
      return numberRow(notation.value);
    case 'decimal':
      return decimalRow(notation.digits);
    case 'symbol':
      return [
        {
          kind: 'symbol',
          ...nameParts(notation.name),
          below: notation.subscripts.map(layout),
          ...(notation.face && { face: notation.face }),
          ...(notation.accent && { accent: notation.accent }),
          ...(notation.role && { role: notation.role }),
          ...(notation.macros && { macros: true as const }),
        },
      ];
    case 'indicator':
      return [{ kind: 'indicator', below: notation.subscripts.map(layout) }];
    case 'negative':
      return [minus(true), ...placed(notation.of, places.term)];
    case 'sum':
      return sumRow(notation.terms);
    case 'product':
      return productRow(notation.factors, notation.dots);
    case 'operation': {
      const [first, second] = notation.of;
      return [
        // a (.) b (.) c needs no brackets.
        ...(first.kind === 'operation' && first.operator === notation.operator
          ? layout(first)
          : placed(first, places.operand)),
        { kind: 'times', shown: notation.operator },
        ...placed(second, places.operand),
      ];
    }
    case 'fraction':
      return [fractionBox(notation.over, notation.under)];
    case 'power':
      return [
        {
          kind: 'power',
          base: placed(notation.base, places.powerBase),
          exponent: layout(notation.exponent),
        },
      ];
    case 'call':
      return callRow(notation);
    case 'reduction':
      return [...reductionSigns(notation), ...placed(notation.body, places.term)];
    case 'derivative':
      return [derivativeBox(notation)];
    case 'gradient':
      return [
        {
          kind: 'gradient',
          of: placed(notation.of, places.differential),
          by: layout(notation.by),
          below: notation.subscripts.map(layout),
        },
      ];
    case 'comparison':
      return notation.sides.flatMap(
        (side, at): Row =>
          at === 0
            ? layout(side)
            : [{ kind: 'relation', relation: notation.relations[at - 1] }, ...layout(side)],
      );
    case 'bracket':
      return [{ kind: 'group', bracket: '[', body: layout(notation.condition) }];
    case 'matrix':
      return [
        { kind: 'matrix', rows: notation.rows.map((row) => row.map(layout)), opens: true, closes: true },
      ];
    case 'cases':
      return [
        {
          kind: 'cases',
          cases: notation.cases.map(({ value, when }) => ({ value: layout(value), when: layout(when) })),
        },
      ];
    case 'words':
      return [{ kind: 'words', text: notation.text }];
    case 'dots':
      return [{ kind: 'dots', direction: notation.direction, low: false }];
  }
}

function derivativeBox({ of, by, and, macros }: Extract<Notation, { kind: 'derivative' }>): Box {
  const sign: Box = macros ? { kind: 'partial', macro: true } : { kind: 'partial' };
  const d = (what: Notation): Row => [sign, ...placed(what, places.differential)];
  const square: Box = {
    kind: 'power',
    base: [sign],
    exponent: [{ kind: 'digits', text: '2' }],
  };
  const over: Row = and ? [square, ...placed(of, places.differential)] : d(of);
  const twice: Box = {
    kind: 'power',
    base: placed(by, places.powerBase),
    exponent: [{ kind: 'digits', text: '2' }],
  };
  const both: Row =
    and === by ? [sign, twice] : [...d(by), { kind: 'times', shown: 'space' }, ...d(and ?? by)];
  const under: Row = and ? both : d(by);
  const fraction: Box = { kind: 'fraction', over, under, looseOver: false, looseUnder: and !== undefined };
  if (!macros?.array || by.kind !== 'symbol') return fraction;
  const gradient = {
    of: layout(of),
    array: layout(macros.array),
    entry: layout(by),
    below: by.subscripts.map(layout),
  };
  return { ...fraction, gradient };
}

/** A formula in a place, in brackets if the place asks for them. */
function placed(notation: Notation, place: number): Row {
  const row = layout(notation);
  return bindingOf(notation) >= place ? row : [{ kind: 'group', bracket: '(', body: row }];
}

function minus(unary: boolean): Box {
  return { kind: 'sign', sign: '-', unary };
}

function numberRow(value: { s: bigint; n: bigint; d: bigint }): Row {
  const sign = value.s < 0n ? [minus(true)] : [];
  const over: Row = [{ kind: 'digits', text: `${value.n}` }];
  if (value.d === 1n) return [...sign, ...over];
  const under: Row = [{ kind: 'digits', text: `${value.d}` }];
  return [...sign, { kind: 'fraction', over, under, looseOver: false, looseUnder: false }];
}

/** "-2.3e-10" as -2.3 times a power of ten. */
function decimalRow(digits: string): Row {
  const [, sign, size, exponent] = /^([-−]?)(.*?)(?:e\+?([-−]?\d+))?$/i.exec(digits) ?? ['', '', digits];
  const row: Box[] = sign ? [minus(true)] : [];
  row.push({ kind: 'digits', text: size });
  if (exponent === undefined) return row;
  const power: Row = /^[-−]/.test(exponent)
    ? [minus(true), { kind: 'digits', text: exponent.slice(1) }]
    : [{ kind: 'digits', text: exponent }];
  return [
    ...row,
    { kind: 'times', shown: 'dot' },
    { kind: 'power', base: [{ kind: 'digits', text: '10' }], exponent: power },
  ];
}

function sumRow(terms: readonly Notation[]): Row {
  if (terms.length === 0) return [{ kind: 'digits', text: '0' }];
  return terms.flatMap((term, at): Row => {
    const { negative, rest } = signed(term);
    const row = placed(rest, places.term);
    if (at > 0) return [{ kind: 'sign', sign: negative ? '-' : '+', unary: false }, ...row];
    return negative ? [minus(true), ...row] : row;
  });
}

function productRow(factors: readonly Notation[], dots: boolean): Row {
  if (factors.length === 0) return [{ kind: 'digits', text: '1' }];
  return factors.flatMap((factor, at): Row => {
    const place = at === factors.length - 1 ? places.lastFactor : places.factor;
    if (at === 0) {
      const { negative, rest } = signed(factor);
      return negative ? [minus(true), ...placed(rest, place)] : placed(factor, place);
    }
    return [{ kind: 'times', shown: between(factors[at - 1], factor, dots) }, ...placed(factor, place)];
  });
}

function between(before: Notation, after: Notation, dots: boolean): 'dot' | 'space' | 'nothing' {
  if (dots || (startsWithDigit(after) && bindingOf(after) >= places.factor)) return 'dot';
  return isWord(before) || isWord(after) ? 'space' : 'nothing';
}

function isWord(notation: Notation): boolean {
  if (notation.kind === 'power') return isWord(notation.base);
  return notation.kind === 'symbol' && !isLetter(nameParts(notation.name).name);
}

function fractionBox(over: Notation, under: Notation): Box {
  return {
    kind: 'fraction',
    over: layout(over),
    under: layout(under),
    looseOver: bindingOf(over) < places.lineOver,
    looseUnder: bindingOf(under) < places.lineUnder,
  };
}

function callRow({ name, parameter, arguments: given }: Extract<Notation, { kind: 'call' }>): Row {
  const body = given.flatMap((argument, at): Row => {
    const row: Row =
      argument.kind === 'dots'
        ? [{ kind: 'dots', direction: argument.direction, low: true }]
        : layout(argument);
    return at === 0 ? row : [{ kind: 'comma' }, ...row];
  });
  if (name === 'sqrt') return [{ kind: 'root', body }];
  if (name === 'abs') return [{ kind: 'group', bracket: '|', body }];
  return [
    { kind: 'operator', name, below: parameter ? [layout(parameter)] : [] },
    { kind: 'group', bracket: '(', body },
  ];
}

/** One sigma for all neighbouring letters of the same range; the conditions go below the last. */
function reductionSigns({ operator, over, where, macros }: Extract<Notation, { kind: 'reduction' }>): Row {
  const runs: LetterRange[][] = [];
  for (const range of over) {
    const run = runs.at(-1);
    if (run && run[0].from === range.from && run[0].to === range.to) run.push(range);
    else runs.push([range]);
  }
  return runs.map((run, at) => ({
    kind: 'reduction',
    operator,
    letters: run.map(
      ({ letter }): Row => [
        {
          kind: 'symbol',
          ...nameParts(letter),
          below: [],
          role: { kind: 'letter' },
          ...(macros && { macros }),
        },
      ],
    ),
    from: run[0].from,
    to: run[0].to,
    where: at === runs.length - 1 ? where.map(layout) : [],
  }));
}
