import { describe, expect, it, vi } from 'vitest';
import { sourceOf } from '../../src/code/source.ts';
import { Engine, type EngineOptions } from '../../src/engine/engine.ts';
import { evaluateByGraph } from '../../src/evaluate/by-graph.ts';
import type { Model } from '../../src/model/model.ts';
import { programs } from '../code/example-programs.ts';

const ways: readonly (readonly [string, EngineOptions])[] = [
  ['loops alone', { few: Number.POSITIVE_INFINITY }],
  ['kernels wherever they can', { few: 0 }],
  ['kernels in JavaScript', { few: 0, kernels: 'plain' }],
  ['interpreted loops alone', { few: Number.POSITIVE_INFINITY, loops: 'interpreted' }],
  ['interpreted loops and kernels', { few: 0, loops: 'interpreted' }],
];

/** Loss and gradients of a second run: what a first one leaves behind must not matter. */
function numbersOf(model: Model, options: EngineOptions): Map<string, Float64Array> {
  const program = sourceOf(model, undefined, []);
  const engine = new Engine(program, options);
  for (const { array, values } of program.given) engine.array(array).set(values ?? []);
  engine.run();
  engine.run();
  return new Map([
    ...(program.loss ? [['loss', engine.array(program.loss).slice()] as const] : []),
    ...program.outputs.map(({ name, array }) => [name, engine.array(array).slice()] as const),
    ...program.gradients.map(({ name, array }) => [`d${name}`, engine.array(array).slice()] as const),
  ]);
}

it('interprets loops where no code may be made of text', () => {
  const [[, model]] = programs;
  const generated = numbersOf(model, {});
  vi.stubGlobal('Function', refusing);
  expect(numbersOf(model, {})).toEqual(generated);
  vi.unstubAllGlobals();
});

/** What a page's policy makes of `new Function`. */
function refusing(): never {
  throw new EvalError('Refused to evaluate a string as JavaScript');
}

describe.each(programs)('%s', (_, model) => {
  it('has the numbers of the graph, whichever way', () => {
    const { loss, outputs, gradients } = evaluateByGraph(model);
    const expected = new Map([
      ...(loss ? [['loss', loss.value] as const] : []),
      ...Array.from(outputs, ([name, { value }]) => [name, value] as const),
      ...Array.from(gradients, ([name, { value }]) => [`d${name}`, value] as const),
    ]);
    const made = ways.map(([, options]) => numbersOf(model, options));
    const largest = Math.max(...Array.from(expected.values(), (values) => Math.max(...values.map(Math.abs))));
    for (const [at, numbers] of made.entries())
      for (const [name, values] of expected) {
        const found = numbers.get(name) ?? [];
        expect(found, name).toHaveLength(values.length);
        values.forEach((value, place) => {
          const distance = Math.abs(found[place] - value);
          if (!(distance <= 1e-13 * Math.max(Math.abs(value), largest) || found[place] === value))
            expect.fail(`${ways[at][0]}: ${name} ${place} is ${found[place]}, expected ${value}`);
        });
      }
    // The two kinds of kernels give the same bits, and so do the two kinds of loops.
    expect(made[2]).toEqual(made[1]);
    expect(made[3]).toEqual(made[0]);
    expect(made[4]).toEqual(made[1]);
  });
});
