import Fraction from 'fraction.js';
import { functionOf } from '../expr/apply.ts';
import { isLong, isTooLong } from '../expr/digits.ts';
import { exactPower } from '../expr/exact-power.ts';
import { type Graph, Kind } from '../expr/graph.ts';
import type { Node } from '../expr/node.ts';
import { argumentsEnd, argumentsStart } from '../expr/reach.ts';

/**
 * A polynomial in normal form: a coefficient for every monomial, none of them 0. A monomial is the sorted list of its
 * variables with their exponents, "3^1 17^2"; exponents may be negative. Two polynomials are equal exactly if their
 * normal forms are.
 */
type Polynomial = ReadonlyMap<string, Fraction>;

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
    return a.size === b.size && [...a].every(([monomial, value]) => b.get(monomial)?.equals(value) ?? false);
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
        return this.#variable(`${functionOf(graph, node).name} ${forms.map(keyOf).join('; ')}`);
      case Kind.Max:
        return this.#variable(`max ${forms.map(keyOf).join('; ')}`);
      case Kind.Winner:
        return this.#variable(`winner ${keyOf(forms[0])} ${graph.slot(node, 1)} ${graph.slot(node, 2)}`);
    }
  }

  #variable(key: string): Polynomial {
    const known = this.#variables.get(key) ?? this.#variables.size;
    this.#variables.set(key, known);
    return new Map([[`${known}^1`, new Fraction(1)]]);
  }

  #product(forms: readonly Polynomial[]): Polynomial | undefined {
    let result: Polynomial | undefined = constant(new Fraction(1));
    for (const form of forms) result = result && this.#times(result, form);
    return result;
  }

  #times(left: Polynomial, right: Polynomial): Polynomial | undefined {
    if (left.size * right.size > this.#termsLeft) return undefined;
    const result = new Map<string, Fraction>();
    for (const [leftMonomial, a] of left) {
      for (const [rightMonomial, b] of right) {
        const [monomial, value] = [multiplied(leftMonomial, rightMonomial), a.mul(b)];
        if (monomial === undefined || isTooLong(value)) return undefined;
        // A monomial of many variables takes as long as several short ones, a number of many digits as long as hundreds.
        this.#termsLeft -= 1 + monomial.length / 32 + (isLong(value) ? 500 : 0);
        if (this.#termsLeft <= 0) return undefined;
        put(result, monomial, value);
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
    const monomials = whole && base.size === 1 ? base : this.#variable(`root ${exponent.d} ${keyOf(base)}`);
    const [[monomial, value]] = monomials;
    const by = exponent.s * exponent.n;
    const raised = powered(monomial, Number(by));
    const coefficient = exactPower(value, new Fraction(by));
    return raised === undefined || !coefficient ? undefined : new Map([[raised, coefficient]]);
  }
}

function constant(value: Fraction): Polynomial {
  return value.equals(0) ? new Map() : new Map([['', value]]);
}

function summed(forms: readonly Polynomial[]): Polynomial {
  const total = new Map<string, Fraction>();
  for (const form of forms) for (const [monomial, value] of form) put(total, monomial, value);
  return total;
}

function put(into: Map<string, Fraction>, monomial: string, value: Fraction): void {
  const now = into.get(monomial)?.add(value) ?? value;
  if (now.equals(0)) into.delete(monomial);
  else into.set(monomial, now);
}

/** Exponents of the same variable are added; undefined where one is too large to be told from the next. */
function multiplied(left: string, right: string): string | undefined {
  if (left === '') return right;
  if (right === '') return left;
  const exponents = new Map<number, number>();
  for (const factor of [...left.split(' '), ...right.split(' ')]) {
    const [variable, exponent] = factor.split('^').map(Number);
    exponents.set(variable, (exponents.get(variable) ?? 0) + exponent);
  }
  return monomialKey([...exponents]);
}

function powered(monomial: string, by: number): string | undefined {
  if (monomial === '') return '';
  return monomialKey(
    monomial.split(' ').map((factor): [number, number] => {
      const [variable, exponent] = factor.split('^').map(Number);
      return [variable, exponent * by];
    }),
  );
}

function monomialKey(
  exponents: readonly (readonly [variable: number, exponent: number])[],
): string | undefined {
  if (exponents.some(([, exponent]) => !Number.isSafeInteger(exponent))) return undefined;
  return exponents
    .filter(([, exponent]) => exponent !== 0)
    .toSorted(([a], [b]) => a - b)
    .map(([variable, exponent]) => `${variable}^${exponent}`)
    .join(' ');
}

/** The same text for the same polynomial. */
function keyOf(form: Polynomial): string {
  return [...form]
    .map(([monomial, value]) => `${value.toFraction()} ${monomial}`)
    .sort()
    .join(' + ');
}
