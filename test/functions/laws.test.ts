import Fraction from 'fraction.js';
import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { floatValues } from '../../src/evaluate/float-values.ts';
import { apply } from '../../src/expr/apply.ts';
import { gradient } from '../../src/expr/differentiate.ts';
import type { ScalarFunction } from '../../src/expr/graph.ts';
import { Graph } from '../../src/expr/graph.ts';
import { functions } from '../../src/functions/index.ts';
import { sym } from '../../src/notation/build.ts';
import { latex } from '../../src/notation/latex.ts';
import { halfStep } from '../../src/verify/central-differences.ts';

/** Points at which every function is defined and smooth, by how many arguments it takes. */
function points({ name, arity }: ScalarFunction): readonly (readonly number[])[] {
  if (name === 'isClass')
    return [
      [1, 1],
      [2, 0],
    ];
  if (name === 'binaryCrossEntropy')
    return [
      [0.25, 0.75],
      [0.9, 0],
    ];
  if (name === 'Hardtanh')
    return [
      [0.25, -1, 1],
      [-2, -1, 1],
      [3, -1, 1],
    ];
  const firsts = ['log', 'xlogx', 'root', 'boundedInverse'].includes(name)
    ? [0.375, 2.5]
    : [-1.75, -0.375, 0.625, 2.5];
  return firsts.map((first) => [first, 0.75, 1.5, 2.25, 0.5].slice(0, arity ?? 3));
}

describe.each(Object.entries(functions))('%s', (name, member) => {
  it('has the same exact value, where it has one, as in floating point', () => {
    for (const point of points(member)) {
      const exact = member.exact(point.map((value) => new Fraction(value)));
      if (exact) expect(exact.valueOf()).toBeCloseTo(member.value(point), 12);
    }
  });

  it('has the first and second derivatives that differences have', () => {
    for (const point of points(member)) {
      const graph = new Graph(functions);
      const given = point.map((value, at) =>
        isVariable(member, at) ? graph.symbols(1) : graph.constant(value),
      );
      const values = new Map(given.map((node, at) => [node, point[at]]));
      const node = apply(graph, name, ...given);
      const at = (root: number, moved: number, by: number): number =>
        floatValues(graph, [root], (one) => (values.get(one) ?? 0) + (one === moved ? by : 0))[root];
      const variables = given.filter((_, which) => isVariable(member, which));
      for (const variable of variables) {
        const [slope] = gradient(graph, node, [variable], { ties: 'first', kink: '0' });
        const [second] = gradient(graph, slope, [variable], { ties: 'first', kink: '0' });
        for (const [of, derivative] of [
          [node, slope],
          [slope, second],
        ]) {
          const estimate = (at(of, variable, halfStep) - at(of, variable, -halfStep)) / (2 * halfStep);
          const ours = at(derivative, variable, 0);
          expect(Math.abs(estimate - ours)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(ours)));
        }
      }
    }
  });

  it('says where it has kinks, and takes there what the convention says', () => {
    if (!member.kinks) return;
    const at = name === 'Hardtanh' ? [1, -1, 1] : [0, 0.25];
    const point = at.slice(0, member.arity);
    const slopes = member.kinkAt(point);
    if (!slopes) throw new Error(`${name} has no kink at ${point}`);
    const [left, right] = slopes;
    const aside = (by: number): number =>
      (member.value([point[0] + by, ...point.slice(1)]) - member.value(point)) / by;
    expect(aside(-1e-7)).toBeCloseTo(left, 5);
    expect(aside(1e-7)).toBeCloseTo(right, 5);
    const taken = (['0', '1', '1/2'] as const).map((kink) => {
      const graph = new Graph(functions);
      const [slope] = member.derivative(
        graph,
        point.map((value) => graph.constant(value)),
        kink,
      );
      return floatValues(graph, [slope ?? 0], () => Number.NaN)[slope ?? 0];
    });
    expect(taken.slice(1)).toEqual([right, (left + right) / 2]);
    // PyTorch's: 0 for ReLU, |x| and Hardtanh, the slope on the left for the others.
    expect(taken[0]).toBe(['ReLU', 'abs', 'Hardtanh'].includes(name) ? 0 : left);
  });

  it('stays finite far out, where it is defined', () => {
    if (['exp', 'log', 'xlogx', 'root', 'binaryCrossEntropy', 'isClass', 'piecewise'].includes(name)) return;
    for (const far of [1000, -1000, 1e6, -1e6]) {
      const point = [far, 0.75, 1.5].slice(0, member.arity ?? 3);
      expect(member.value(point), `${name}(${point})`).toSatisfy(Number.isFinite);
    }
  });

  it('is written unlike every other function, and KaTeX reads it', () => {
    const written = ({ arity, notation }: ScalarFunction): string =>
      latex(notation(['a', 'b', 'c', 'd', 'f'].slice(0, arity ?? 3).map((letter) => sym(letter))));
    katex.renderToString(written(member), { strict: 'error', displayMode: true });
    expect(Object.values(functions).filter((other) => written(other) === written(member))).toEqual([member]);
    expect(member.summary).not.toBe('');
  });
});

/** Whether it is differentiated by this argument. */
function isVariable({ derivative, arity }: ScalarFunction, at: number): boolean {
  const graph = new Graph(functions);
  const given = Array.from({ length: arity ?? 3 }, () => graph.constant('1/2'));
  return derivative(graph, given, '0')[at] !== null;
}
