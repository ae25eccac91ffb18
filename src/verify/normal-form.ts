import Fraction from 'fraction.js';
import { functionOf } from '../expr/apply.ts';
import { isLong, isTooLong } from '../expr/digits.ts';
import { exactPower } from '../expr/exact-power.ts';
import { type Graph, Kind } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';
import { argumentsEnd, argumentsStart } from '../expr/reach.ts';

/** Variables with their exponents, which may be negative, sorted. */
type Monomial = readonly (readonly [variable: number, exponent: number])[];

interface Term {
  readonly monomial: Monomial;
  readonly coefficient: Fraction;
}

/**
 * A polynomial in normal form: a coefficient for every monomial, none of them 0; by the monomial's key. Two polynomials
 * are equal exactly if their normal forms are.
 */
type Polynomial = ReadonlyMap<string, Term>;

/**
 * Normal forms of expressions, each node worked out once. What is no polynomial (a sigmoid, a root, a maximum, its
 * indicator, a divisor that is a sum) is a variable of its own, one for each function and normal forms of arguments.
 * Equal normal forms are then a proof of identity; different ones are not always one of difference.
 */
export class NormalForms {
  readonly #graph: Graph;
  readonly #known = new Map<Node, Polynomial | undefined>();
  readonly #variables = new Map<string, number>();
  #termsLeft: number;

  /** `terms` bounds the work over all expressions asked for: products of sums grow fast. */
  constructor(graph: Graph, terms: number) {
    this.#graph = graph;
    this.#termsLeft = terms;
  }

  /** Whether the two have the same normal form; undefined where that is too long to work out. */
  same(left: Node, right: Node): boolean | undefined {
    const [a, b] = [this.#of(left), this.#of(right)];
    if (!a || !b) return undefined;
    return (
      a.size === b.size &&
      [...a].every(([key, { coefficient }]) => b.get(key)?.coefficient.equals(coefficient) ?? false)
    );
  }

  #of(root: Node): Polynomial | undefined {
    // A stack of its own: expressions may be deep.
    const waiting = [root];
    while (waiting.length > 0) {
      const node = waiting[waiting.length - 1];
      const given = Array.from(
        this.#graph.slots.subarray(argumentsStart(this.#graph, node), argumentsEnd(this.#graph, node)),
      );
      const missing = this.#known.has(node) ? [] : given.filter((argument) => !this.#known.has(argument));
      if (missing.length > 0) {
        waiting.push(...missing);
        continue;
      }
      waiting.pop();
      if (this.#known.has(node)) continue;
      const form = this.#termsLeft > 0 ? this.#work(node, given) : undefined;
      this.#termsLeft -= form?.size ?? 0;
      this.#known.set(node, form);
    }
    return this.#known.get(root);
  }

  #work(node: Node, given: readonly Node[]): Polynomial | undefined {
    const graph = this.#graph;
    const kind = graph.kind(node);
    if (kind === Kind.Constant) return constant(graph.valueOf(node));
    if (kind === Kind.Symbol) return this.#variable(`symbol ${node}`);
    const forms: Polynomial[] = [];
    for (const argument of given) {
      const form = this.#known.get(argument);
      if (!form) return undefined;
      forms.push(form);
    }
    switch (kind) {
      case Kind.Sum:
        return summed(forms);
      case Kind.Product:
        return this.#product(forms);
      case Kind.Power:
        return this.#power(forms[0], graph.valueOf(graph.slot(node, 1)));
      case Kind.Apply:
        return this.#variable(`${functionOf(graph, node).name} ${forms.map(textOf).join('; ')}`);
      case Kind.Max:
        return this.#variable(`max ${forms.map(textOf).join('; ')}`);
      case Kind.Winner:
        return this.#variable(`winner ${textOf(forms[0])} ${graph.slot(node, 1)} ${graph.slot(node, 2)}`);
    }
  }

  #variable(key: string): Polynomial {
    const known = this.#variables.get(key) ?? this.#variables.size;
    this.#variables.set(key, known);
    return single([[known, 1]], new Fraction(1));
  }

  #product(forms: readonly Polynomial[]): Polynomial | undefined {
    let result: Polynomial | undefined = constant(new Fraction(1));
    for (const form of forms) result = result && this.#times(result, form);
    return result;
  }

  #times(left: Polynomial, right: Polynomial): Polynomial | undefined {
    if (left.size * right.size > this.#termsLeft) return undefined;
    const result = new Map<string, Term>();
    for (const first of left.values()) {
      for (const second of right.values()) {
        const coefficient = first.coefficient.mul(second.coefficient);
        const monomial = multiplied(first.monomial, second.monomial);
        if (monomial === undefined || isTooLong(coefficient)) return undefined;
        const key = keyOf(monomial);
        // A monomial of many variables takes as long as several short ones, a number of many digits as long as hundreds.
        this.#termsLeft -= 1 + key.length / 32 + (isLong(coefficient) ? 500 : 0);
        if (this.#termsLeft <= 0) return undefined;
        put(result, key, { monomial, coefficient });
      }
    }
    return result;
  }

  #power(base: Polynomial, exponent: Fraction): Polynomial | undefined {
    const whole = exponent.d === 1n;
    if (whole && exponent.s >= 0n && base.size !== 1) {
      if (base.size === 0) return exponent.equals(0) ? constant(new Fraction(1)) : base;
      let result: Polynomial | undefined = constant(new Fraction(1));
      for (let left = exponent.n; left > 0n && result; left--) result = this.#times(result, base);
      return result;
    }
    // (c x y)^n and 1 / (c x y) are monomials again; x^(a/b) is (x^(1/b))^a: one variable for all powers of one root.
    const root = whole && base.size === 1 ? base : this.#variable(`root ${exponent.d} ${textOf(base)}`);
    const [{ monomial, coefficient }] = root.values();
    const by = exponent.s * exponent.n;
    const raised = powered(monomial, Number(by));
    const value = exactPower(coefficient, new Fraction(by));
    return raised === undefined || !value ? undefined : single(raised, value);
  }
}

function constant(value: Fraction): Polynomial {
  return value.equals(0) ? new Map() : single([], value);
}

function single(monomial: Monomial, coefficient: Fraction): Polynomial {
  return new Map([[keyOf(monomial), { monomial, coefficient }]]);
}

function summed(forms: readonly Polynomial[]): Polynomial {
  const total = new Map<string, Term>();
  for (const form of forms) for (const [key, term] of form) put(total, key, term);
  return total;
}

function put(into: Map<string, Term>, key: string, { monomial, coefficient }: Term): void {
  const now = into.get(key)?.coefficient.add(coefficient) ?? coefficient;
  if (now.equals(0)) into.delete(key);
  else into.set(key, { monomial, coefficient: now });
}

/** Exponents of the same variable are added; undefined where one is too large to be told from the next. */
function multiplied(left: Monomial, right: Monomial): Monomial | undefined {
  if (left.length === 0) return right;
  if (right.length === 0) return left;
  const exponents = new Map(left);
  for (const [variable, exponent] of right)
    exponents.set(variable, (exponents.get(variable) ?? 0) + exponent);
  return sorted([...exponents]);
}

function powered(monomial: Monomial, by: number): Monomial | undefined {
  return sorted(monomial.map(([variable, exponent]) => [variable, exponent * by]));
}

function sorted(monomial: Monomial): Monomial | undefined {
  if (monomial.some(([, exponent]) => !Number.isSafeInteger(exponent))) return undefined;
  return monomial.filter(([, exponent]) => exponent !== 0).toSorted(([a], [b]) => a - b);
}

/** "3^1 17^2": the same for the same monomial. */
function keyOf(monomial: Monomial): string {
  return monomial.map(([variable, exponent]) => `${variable}^${exponent}`).join(' ');
}

/** The same text for the same polynomial. */
function textOf(form: Polynomial): string {
  return [...form]
    .map(([key, { coefficient }]) => `${coefficient.toFraction()} ${key}`)
    .sort()
    .join(' + ');
}
