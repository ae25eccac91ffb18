import { entryCount, type Shape } from './tensor.ts';

/** constant + sum of coefficient * letter, over the integers. */
export interface Affine {
  readonly constant: number;
  readonly terms: readonly AffineTerm[];
}

export interface AffineTerm {
  readonly letter: string;
  readonly coefficient: number;
}

/** affine(-1, ['i', 2], ['m', 1]) is 2*i + m - 1; terms with coefficient 0 are left out. */
export function affine(
  constant: number,
  ...terms: (readonly [letter: string, coefficient: number])[]
): Affine {
  return {
    constant,
    terms: terms
      .filter(([, coefficient]) => coefficient !== 0)
      .map(([letter, coefficient]) => ({ letter, coefficient })),
  };
}

export function letter(name: string): Affine {
  return affine(0, [name, 1]);
}

/** What letters stand for: i = k + p - m. */
export type Substitution = ReadonlyMap<string, Affine>;

/** An affine form with its letters replaced: still one. */
export function substituted(form: Affine, by: Substitution): Affine {
  let { constant } = form;
  const coefficients = new Map<string, number>();
  const gather = (letter: string, coefficient: number): void => {
    coefficients.set(letter, (coefficients.get(letter) ?? 0) + coefficient);
  };
  for (const { letter, coefficient } of form.terms) {
    const replacement = by.get(letter);
    if (!replacement) {
      gather(letter, coefficient);
      continue;
    }
    constant += coefficient * replacement.constant;
    for (const inner of replacement.terms) gather(inner.letter, coefficient * inner.coefficient);
  }
  const terms = Array.from(coefficients, ([letter, coefficient]) => ({ letter, coefficient }));
  return { constant, terms: terms.filter(({ coefficient }) => coefficient !== 0) };
}

/** a - b, each letter once. */
export function difference(a: Affine, b: Affine): Affine {
  return gathered({ constant: a.constant - b.constant, terms: [...a.terms, ...times(b, -1).terms] });
}

/** The same with each letter once, and none with coefficient 0. */
export function gathered(form: Affine): Affine {
  return substituted(form, new Map());
}

export function times({ constant, terms }: Affine, factor: number): Affine {
  return {
    constant: factor * constant,
    terms: terms.map(({ letter, coefficient }) => ({ letter, coefficient: factor * coefficient })),
  };
}

export function shifted({ constant, terms }: Affine, by: number): Affine {
  return { constant: constant + by, terms };
}

/** The form divided by a whole number, where that leaves whole numbers. */
export function quotient({ constant, terms }: Affine, divisor: number): Affine | undefined {
  const divides = [constant, ...terms.map(({ coefficient }) => coefficient)].every(
    (number) => number % divisor === 0,
  );
  if (!divides) return undefined;
  return {
    constant: constant / divisor,
    terms: terms.map(({ letter, coefficient }) => ({ letter, coefficient: coefficient / divisor })),
  };
}

export function isConstant({ constant, terms }: Affine, value: number): boolean {
  return terms.length === 0 && constant === value;
}

/** Row-major position of an entry: ((i * H) + j) * W + k. */
export function rowMajor(shape: Shape, subscripts: readonly Affine[]): Affine {
  const strides = shape.map((_, axis) => entryCount(shape.slice(axis + 1)));
  const forms = subscripts.map((form, axis) => times(form, strides[axis]));
  return gathered({
    constant: forms.reduce((total, { constant }) => total + constant, 0),
    terms: forms.flatMap(({ terms }) => terms),
  });
}

/** The letters that forms speak of. */
export function affineLetters(...forms: readonly Affine[]): string[] {
  return forms.flatMap(({ terms }) => terms.map(({ letter }) => letter));
}
