import Fraction from 'fraction.js';

/** sum of coefficient * x[variable] + constant */
export interface LinearForm {
  readonly constant: Fraction;
  readonly terms: ReadonlyMap<number, Fraction>;
}

/** least <= form <= most; a bound that is undefined does not bind. */
export interface LinearConstraint {
  readonly form: LinearForm;
  readonly least: Fraction | undefined;
  readonly most: Fraction | undefined;
}

const zero = new Fraction(0);
const unit = new Fraction(1);

/**
 * Values >= 0 for `count` variables with which every constraint holds, or undefined if there are none: decided exactly,
 * in rational arithmetic. The first phase of the simplex method (Dantzig 1951) with Bland's rule (1977), which never
 * cycles: slack variables turn inequalities into equations, one artificial variable an equation makes a first solution,
 * and their sum is brought down to 0 if it can be.
 */
export function feasiblePoint(
  count: number,
  constraints: readonly LinearConstraint[],
): readonly Fraction[] | undefined {
  const equations = constraints.flatMap(equationsOf);
  if (equations.some(({ form, slack }) => form.terms.size === 0 && !holdsAlready(form, slack)))
    return undefined;
  const rows = equations.filter(({ form }) => form.terms.size > 0);
  const slacks = rows.filter(({ slack }) => slack !== 0).length;
  const width = count + slacks + rows.length;
  let nextSlack = count;
  const tableau = rows.map(({ form, slack }, at) => {
    const row = new Array<Fraction>(width + 1).fill(zero);
    for (const [variable, coefficient] of form.terms) row[variable] = coefficient;
    if (slack !== 0) row[nextSlack++] = new Fraction(slack);
    row[width] = form.constant.neg();
    const signed = row[width].s < 0n ? row.map((value) => value.neg()) : row;
    signed[count + slacks + at] = unit;
    return signed;
  });
  const basis = rows.map((_, at) => count + slacks + at);
  return minimised(tableau, basis, count + slacks, width)
    ? Array.from({ length: count }, (_, variable) => {
        const at = basis.indexOf(variable);
        return at < 0 ? zero : tableau[at][width];
      })
    : undefined;
}

/** form + slack * s = 0 with s >= 0; slack 0 for an equation. */
interface Equation {
  readonly form: LinearForm;
  readonly slack: -1 | 0 | 1;
}

function equationsOf({ form, least, most }: LinearConstraint): Equation[] {
  const shifted = (by: Fraction): LinearForm => ({ ...form, constant: form.constant.sub(by) });
  if (least && most?.equals(least)) return [{ form: shifted(least), slack: 0 }];
  return [
    // form - least - s = 0
    ...(least ? [{ form: shifted(least), slack: -1 } as const] : []),
    // form - most + s = 0
    ...(most ? [{ form: shifted(most), slack: 1 } as const] : []),
  ];
}

function holdsAlready({ constant }: LinearForm, slack: -1 | 0 | 1): boolean {
  const order = constant.compare(0);
  return slack === 0 ? order === 0 : slack < 0 ? order >= 0 : order <= 0;
}

/** Brings the sum of the artificial variables (those from `real` on) down as far as it goes; whether that is 0. */
function minimised(tableau: Fraction[][], basis: number[], real: number, width: number): boolean {
  // The cost of a column: what the sum of the artificial variables loses when its variable grows.
  const cost = Array.from({ length: width + 1 }, (_, column) =>
    column >= real && column < width ? zero : tableau.reduce((sum, row) => sum.add(row[column]), zero),
  );
  for (;;) {
    const entering = cost.findIndex((value, column) => column < real && value.s > 0n && !value.equals(0));
    if (entering < 0) return cost[width].equals(0);
    const leaving = leavingRow(tableau, basis, entering, width);
    // Nothing bounds it: cannot happen, the sum of artificial variables is never negative.
    if (leaving < 0) throw new Error('the first phase of the simplex method is bounded');
    pivot(tableau, cost, leaving, entering);
    basis[leaving] = entering;
  }
}

/** The row that is the first to reach 0; of several the one with the smallest variable (Bland). */
function leavingRow(
  tableau: readonly Fraction[][],
  basis: readonly number[],
  entering: number,
  width: number,
): number {
  let best = -1;
  let least = zero;
  for (const [at, row] of tableau.entries()) {
    if (row[entering].compare(0) <= 0) continue;
    const ratio = row[width].div(row[entering]);
    const order = best < 0 ? -1 : ratio.compare(least);
    if (order < 0 || (order === 0 && basis[at] < basis[best])) [best, least] = [at, ratio];
  }
  return best;
}

function pivot(tableau: Fraction[][], cost: Fraction[], leaving: number, entering: number): void {
  const divisor = tableau[leaving][entering];
  const row = tableau[leaving].map((value) => value.div(divisor));
  tableau[leaving] = row;
  const cleared = (target: Fraction[]): Fraction[] => {
    const factor = target[entering];
    return factor.equals(0) ? target : target.map((value, column) => value.sub(factor.mul(row[column])));
  };
  for (const at of tableau.keys()) if (at !== leaving) tableau[at] = cleared(tableau[at]);
  cleared(cost).forEach((value, column) => {
    cost[column] = value;
  });
}
