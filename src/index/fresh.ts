import { type Affine, type Formula, isReduction, type Reduction, subformulas, withParts } from './formula.ts';

/** What letters become when they are needed a second time: k, l after i, j. */
const spare: Readonly<Record<string, string>> = {
  c: 'k',
  h: 'u',
  i: 'k',
  j: 'l',
  k: 'l',
  l: 'k',
  m: 'r',
  n: 't',
};

/** The same reduction with other letters, for a place where its own have a meaning already. */
export function fresh(reduction: Reduction): Reduction {
  const taken = new Set(
    [...subformulas(reduction)].flatMap((part) =>
      isReduction(part) ? part.over.map(({ letter }) => letter) : [],
    ),
  );
  const names = new Map<string, string>();
  for (const { letter } of reduction.over) {
    let name = spare[letter] ?? `${letter}1`;
    while (taken.has(name)) name = `${name}1`;
    taken.add(name);
    names.set(letter, name);
  }
  return renamed(reduction, names) as Reduction;
}

/** The formula with other letters below every sum and maximum whose letters have a meaning outside. */
export function apart(formula: Formula, outside: ReadonlySet<string>): Formula {
  const inner = withParts(formula, (part) => apart(part, outside));
  return isReduction(inner) && inner.over.some(({ letter }) => outside.has(letter)) ? fresh(inner) : inner;
}

function renamed(formula: Formula, names: ReadonlyMap<string, string>): Formula {
  const affine = ({ constant, terms }: Affine): Affine => ({
    constant,
    terms: terms.map(({ letter, coefficient }) => ({ letter: names.get(letter) ?? letter, coefficient })),
  });
  const inner = withParts(formula, (part) => renamed(part, names));
  if (inner.kind === 'entry') return { ...inner, subscripts: inner.subscripts.map(affine) };
  if (inner.kind === 'place') return { kind: 'place', value: affine(inner.value) };
  if (!isReduction(inner)) return inner;
  return {
    ...inner,
    over: inner.over.map(({ letter, size }) => ({ letter: names.get(letter) ?? letter, size })),
    where: inner.where.map(({ value, below }) => ({ value: affine(value), below })),
  };
}
