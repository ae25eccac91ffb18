import Fraction from 'fraction.js';
import type { Node } from '../expr/node.ts';
import { feasiblePoint, type LinearConstraint, type LinearForm } from './linear-feasibility.ts';
import type { Flows, FreeChoice } from './subgradient-flows.ts';

/** What somebody says a derivative is: between these, or exactly this where the two are the same. */
export interface Claim {
  readonly node: Node;
  readonly least: Fraction;
  readonly most: Fraction;
}

/** How one choice has to be made for the claims to hold. */
export interface SettledChoice {
  readonly choice: FreeChoice;
  /** The share of each candidate, or the slope at the kink; undefined where nothing arrives, and any will do. */
  readonly parts: readonly Fraction[] | undefined;
}

/** Signs of what arrives are tried one after the other where a choice above leaves them open: so many at most. */
const mostOpenSigns = 10;
/** What a system of inequalities may have. */
const mostVariables = 120;

const zero = new Fraction(0);

/**
 * Whether one way to make all choices gives all that is claimed: the choices if there is one, undefined if there is
 * none, 'open' where the cases are too many to go through. Decided exactly: choices that no claim ties together are
 * gone through apart, and for each combination of signs of what arrives they are a system of linear inequalities.
 */
export function madeChoices(
  flows: Flows,
  claims: readonly Claim[],
): readonly SettledChoice[] | undefined | 'open' {
  const claimed = claims.map(({ node, least, most }): LinearConstraint => {
    const form = flows.at.get(node);
    if (!form) throw new Error(`node ${node} was not asked for`);
    return { form, least, most };
  });
  const made: SettledChoice[] = [];
  let open = false;
  for (const group of groups(flows, claimed)) {
    const settled = madeInGroup(group);
    if (settled === undefined) return undefined;
    if (settled === 'open') open = true;
    else made.push(...settled);
  }
  return open ? 'open' : made;
}

/** Choices that depend on each other, or that a claim speaks of together; the variables numbered anew. */
interface Group {
  readonly choices: readonly FreeChoice[];
  readonly claimed: readonly LinearConstraint[];
  readonly variables: readonly number[];
}

function groups({ choices, variables }: Flows, claimed: readonly LinearConstraint[]): Group[] {
  const parent = Array.from({ length: variables }, (_, variable) => variable);
  const root = (variable: number): number => {
    let at = variable;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  };
  const join = ([first, ...others]: readonly number[]): void => {
    for (const variable of others) parent[root(variable)] = root(first);
  };
  for (const { variables: choiceVariables, arriving } of choices)
    join([...choiceVariables, ...arriving.terms.keys()]);
  for (const { form } of claimed) join([...form.terms.keys()]);
  const found = new Map<
    number,
    { choices: FreeChoice[]; claimed: LinearConstraint[]; variables: number[] }
  >();
  const of = (variable: number | undefined) => {
    const key = variable === undefined ? -1 : root(variable);
    const group = found.get(key) ?? { choices: [], claimed: [], variables: [] };
    found.set(key, group);
    return group;
  };
  for (let variable = 0; variable < variables; variable++) of(variable).variables.push(variable);
  for (const choice of choices) of(choice.variables[0]).choices.push(choice);
  for (const claim of claimed) of(claim.form.terms.keys().next().value).claimed.push(claim);
  return [...found.values()];
}

function madeInGroup({ choices, claimed, variables }: Group): readonly SettledChoice[] | undefined | 'open' {
  const open = choices.filter(({ arriving }) => arriving.terms.size > 0);
  if (open.length > mostOpenSigns || variables.length > mostVariables) return 'open';
  const number = new Map(variables.map((variable, at) => [variable, at]));
  const renumbered = ({ constant, terms }: LinearForm): LinearForm => ({
    constant,
    terms: new Map([...terms].map(([variable, value]) => [number.get(variable) ?? -1, value])),
  });
  for (let signs = 0; signs < 2 ** open.length; signs++) {
    const sign = (choice: FreeChoice): 1 | -1 => {
      const at = open.indexOf(choice);
      if (at >= 0) return signs & (1 << at) ? -1 : 1;
      return choice.arriving.constant.s < 0n ? -1 : 1;
    };
    const flip = signsOfVariables(choices, sign);
    const constraints = [...claimed, ...choices.flatMap((choice) => rulesOf(choice, sign(choice)))];
    const point = feasiblePoint(
      variables.length,
      constraints.map((claim) => ({ ...claim, form: renumbered(flipped(claim.form, flip)) })),
    );
    if (point) {
      const value = (variable: number): Fraction => point[number.get(variable) ?? -1].mul(flip[variable]);
      return choices.map((choice) => ({ choice, parts: settledParts(choice, value) }));
    }
  }
  return undefined;
}

/** The simplex method knows variables >= 0: where what arrives is below 0, -x is taken. */
function signsOfVariables(choices: readonly FreeChoice[], sign: (choice: FreeChoice) => 1 | -1): (1 | -1)[] {
  const flip: (1 | -1)[] = [];
  for (const choice of choices) for (const variable of choice.variables) flip[variable] = sign(choice);
  return flip;
}

/** With every x of the sign of c, of a tie x_1 + ... + x_n = c; of a kink (r - l) c - x of the sign of c, for slopes l <= r. */
function rulesOf({ kind, arriving, variables, slopes }: FreeChoice, sign: 1 | -1): LinearConstraint[] {
  const beyond = (form: LinearForm): LinearConstraint =>
    sign > 0 ? { form, least: zero, most: undefined } : { form, least: undefined, most: zero };
  const signed = arriving.terms.size > 0 ? [beyond(arriving)] : [];
  const scaledTerms = (by: number): Map<number, Fraction> =>
    new Map(variables.map((variable) => [variable, new Fraction(by)]));
  if (kind === 'tie') {
    const rest = plus({ constant: zero, terms: scaledTerms(1) }, arriving, new Fraction(-1));
    return [...signed, { form: rest, least: zero, most: zero }];
  }
  if (!slopes) throw new Error('a kink has two slopes');
  const [least, most] = slopes;
  return [...signed, beyond(plus({ constant: zero, terms: scaledTerms(-1) }, arriving, most.sub(least)))];
}

/** one + times * other */
function plus(left: LinearForm, right: LinearForm, times: Fraction): LinearForm {
  const terms = new Map(left.terms);
  for (const [variable, coefficient] of right.terms) {
    const sum = (terms.get(variable) ?? zero).add(coefficient.mul(times));
    if (sum.equals(0)) terms.delete(variable);
    else terms.set(variable, sum);
  }
  return { constant: left.constant.add(right.constant.mul(times)), terms };
}

function flipped({ constant, terms }: LinearForm, flip: readonly (1 | -1)[]): LinearForm {
  return {
    constant,
    terms: new Map([...terms].map(([variable, value]) => [variable, value.mul(flip[variable])])),
  };
}

function settledParts(
  { arriving, variables, slopes }: FreeChoice,
  value: (variable: number) => Fraction,
): Fraction[] | undefined {
  let total = arriving.constant;
  for (const [variable, coefficient] of arriving.terms) total = total.add(coefficient.mul(value(variable)));
  if (total.equals(0)) return undefined;
  return variables.map((variable) =>
    value(variable)
      .div(total)
      .add(slopes?.[0] ?? zero),
  );
}
