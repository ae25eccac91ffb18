import type Fraction from 'fraction.js';
import { BadInput } from '../bad-input.ts';
import { functions } from '../functions/index.ts';
import { add, apply, type Formula, minus, multiply, number, power } from '../index/formula.ts';
import { formulaSize } from '../index/formula-size.ts';
import { shown } from '../values/check.ts';
import { exactNumber } from '../values/exact-number.ts';
import { constantOf } from './constant-of.ts';
import { type Grammar, type Token, tokensOf } from './tokens.ts';

/** A node of the parser's tree. */
export interface Tree {
  readonly type: string;
  readonly value: string;
  readonly left?: Tree;
  readonly right?: Tree;
}

/** nerdamer's own parse of a text into a tree, without evaluating anything. */
export type TreeOf = (text: string) => Tree | undefined;

interface Known {
  /** What nerdamer calls it, or calls some function that it has in its place: it reads what it does not know as a product. */
  readonly as: string;
  of(given: readonly Formula[]): Formula;
  /** How many arguments it takes, or that many and more. */
  readonly arity: number;
  readonly more?: true;
}

const half: Formula = power(number(2), -1);

/** The functions that a formula may use. */
const known: Readonly<Record<string, Known>> = {
  ...Object.fromEntries(
    Object.values(functions).flatMap(({ name, typed }) =>
      typed
        ? [[typed.name, { as: typed.as, arity: 1, of: ([x]: readonly Formula[]) => apply(name, x) }]]
        : [],
    ),
  ),
  sqrt: { as: 'sqrt', arity: 1, of: ([x]) => power(x, exponentOf(half)) },
  // max(a, b) = b + relu(a - b), and min(a, b) = b - relu(b - a): the kink is where the two are equal.
  max: { as: 'max', arity: 2, more: true, of: (given) => given.reduce(maximum) },
  min: { as: 'min', arity: 2, more: true, of: (given) => given.reduce(minimum) },
};

function minimum(a: Formula, b: Formula): Formula {
  return minus(b, apply('ReLU', minus(b, a)));
}

function maximum(a: Formula, b: Formula): Formula {
  if (isZero(a)) return apply('ReLU', b);
  return isZero(b) ? apply('ReLU', a) : add(b, apply('ReLU', minus(a, b)));
}

function isZero(formula: Formula): boolean {
  return formula.kind === 'number' && formula.value.equals(0);
}

export const functionNames: readonly string[] = Object.keys(known);

/** Formulas in a model file. */
const plain: Grammar = {
  longest: 1000,
  functions: new Map(functionNames.map((name) => [name, name])),
};

/** The names in a formula, without those of functions and without pi; in the order in which they come. */
export function namesIn(text: string): string[] {
  const names = tokensOf(text, plain)
    .filter(({ kind, text: name }) => kind === 'name' && name !== 'pi')
    .map(({ text: name }) => name);
  return [...new Set(names)];
}

/** What PyTorch takes where a maximum or a minimum of a formula ties: for the layer and the loss that are a formula. */
export function otherKinkOf(text: string): string | undefined {
  const chooses = tokensOf(text, plain).some(
    ({ kind, text: name }) => kind === 'function' && (name === 'max' || name === 'min'),
  );
  return chooses
    ? 'Of max and min, which are written with ReLU, PyTorch gives half to each of two that are equal, as kink 1/2 does.'
    : undefined;
}

/**
 * A formula given as text, with each name replaced by what it stands for. nerdamer parses it; what the user wrote goes
 * in under names of our own, since nerdamer evaluates some names and reads others as products.
 */
export function formulaOfText(
  text: string,
  treeOf: TreeOf,
  of: (name: string) => Formula,
  grammar: Grammar = plain,
): Formula {
  const operands: Formula[] = [];
  const calls = new Map(Object.values(known).map((entry) => [entry.as, entry]));
  const operand = (formula: Formula): string => {
    operands.push(formula);
    return `v${operands.length - 1}`;
  };
  const meaning = (token: Token): Formula => {
    if (token.kind === 'operand') return token.formula;
    if (token.kind === 'number') return number(numberOf(token.text));
    return token.text === 'pi' ? apply('pi') : of(token.text);
  };
  const safe = tokensOf(text, grammar).map((token) => {
    if (token.kind === 'sign') return token.text;
    if (token.kind === 'function') return known[grammar.functions.get(token.text) ?? token.text].as;
    return operand(meaning(token));
  });
  let tree: Tree | undefined;
  try {
    tree = treeOf(safe.join(''));
  } catch {
    tree = undefined;
  }
  if (!tree) throw unreadable(text);
  const read = (node: Tree | undefined): Formula => {
    if (!node) throw unreadable(text);
    if (node.type === 'VARIABLE_OR_LITERAL') {
      const operand = /^v\d+$/.test(node.value) ? operands[Number(node.value.slice(1))] : undefined;
      if (!operand) throw unreadable(text);
      return operand;
    }
    if (node.type === 'FUNCTION') {
      const call = calls.get(node.value);
      const given = listOf(node.right);
      if (!call || (call.more ? given.length < call.arity : given.length !== call.arity))
        throw unreadable(text);
      return call.of(given.map(read));
    }
    return operation(node, read, text);
  };
  const formula = read(tree);
  // Derivatives and their proofs grow with the parts: there are no more of them than characters may be.
  const [size, most] = [formulaSize(formula), grammar.longest];
  if (size > most)
    throw new BadInput(
      `found a formula of ${size < 1e15 ? size : 'more than 10^15'} parts when its maxima are written out, expected at most ${most}.`,
    );
  // Numbers beyond all digits are refused here, where they were written.
  constantOf(formula);
  return formula;
}

function operation(node: Tree, read: (node: Tree | undefined) => Formula, text: string): Formula {
  const { value, left, right } = node;
  switch (value) {
    case '+':
      return left && right ? add(read(left), read(right)) : read(left ?? right);
    case '-':
      // nerdamer hangs the operand of a sign in front on the left.
      return left && right ? minus(read(left), read(right)) : multiply(number(-1), read(left ?? right));
    case '*':
      return multiply(read(left), read(right));
    case '/': {
      const below = read(right);
      // Half of something is a number times it: derivatives put it together with their own numbers.
      const divisor = constantOf(below);
      return multiply(
        read(left),
        divisor && !divisor.equals(0) ? number(divisor.inverse()) : power(below, -1),
      );
    }
    case '^': {
      const exponent = exponentOf(read(right));
      return power(read(left), exponent);
    }
    default:
      throw unreadable(text);
  }
}

/** The value of an exponent, which has to be a number. */
function exponentOf(formula: Formula): Fraction {
  const value = constantOf(formula);
  if (value && value.abs().compare(100) <= 0) return value;
  throw new BadInput(
    'found an exponent that is no number from -100 to 100; for a^b with a formula b write exp(b*log(a)).',
  );
}

function listOf(node: Tree | undefined): Tree[] {
  if (!node) return [];
  if (node.value !== ',' || node.type !== 'OPERATOR') return [node];
  return [...listOf(node.left), ...listOf(node.right)];
}

function numberOf(text: string): Fraction {
  const value = exactNumber(text);
  if (value) return value;
  throw new BadInput(`found ${text} in the formula, expected a finite number.`);
}

function unreadable(text: string): BadInput {
  return new BadInput(
    `found the formula ${shown(text)}, which cannot be read; expected one such as "x^2 + 2*x", with ${functionNames.join(', ')} as functions (max and min of two or more).`,
  );
}
