import Fraction from 'fraction.js';
import { describe, expect, it } from 'vitest';
import { BadInput } from '../../src/bad-input.ts';
import { sourceOf } from '../../src/code/source.ts';
import { Engine } from '../../src/engine/engine.ts';
import { evaluateByGraph } from '../../src/evaluate/by-graph.ts';
import { evaluateByProgram } from '../../src/evaluate/by-program.ts';
import { choicesMet } from '../../src/evaluate/choices-met.ts';
import type { Moved } from '../../src/evaluate/moves.ts';
import type { ChoiceMet, EntryPlace } from '../../src/evaluate/nonsmooth.ts';
import { entryCount, type Tensor } from '../../src/index/tensor.ts';
import { givenTensors } from '../../src/model/expansion.ts';
import type { Model } from '../../src/model/model.ts';
import { programs } from '../code/example-programs.ts';

/** The same model with weights and inputs of -1, 0 and 1 alone, which meet ties and kinks everywhere. */
function withFewValues(model: Model): Model {
  const values = new Map(model.values);
  for (const { name, role, shape } of givenTensors(model)) {
    if (role !== 'input' && role !== 'weight' && role !== 'bias') continue;
    const data = Array.from({ length: entryCount(shape) }, (_, at) => new Fraction(((at * 7) % 3) - 1));
    values.set(name, { shape, data });
  }
  return { ...model, values };
}

const text = ({ kind, output, candidates, value, bend }: ChoiceMet): string =>
  JSON.stringify([kind, placeText(output), candidates.map(({ at }) => placeText(at)), value, bend]);

function placeText(place: EntryPlace | undefined): string | undefined {
  return place && `${place.tensor.name} ${place.place}`;
}

function numbersOf(model: Model): Map<Tensor, Float64Array> {
  const program = sourceOf(model, undefined, []);
  const engine = new Engine(program);
  for (const { array, values } of program.given) engine.array(array).set(values ?? []);
  engine.run();
  return new Map([
    ...givenTensors(model).map((tensor, at) => [tensor, engine.array(program.given[at].array)] as const),
    ...model.steps.map(({ output }, at) => [output, engine.array(program.made[at])] as const),
  ]);
}

const models = programs.flatMap(([name, model]): [string, Model][] => [
  [name, model],
  [`${name}, few values`, withFewValues(model)],
]);

/** The ends of what a choice moves, by the entry that it moves; what rounding alone moves is left out. */
function movesOf(moved: readonly Moved[] = []): Map<string, readonly [from: number, to: number]> {
  return new Map(
    moved
      .filter(({ from, to }) => to - from > 1e-13 * Math.max(1, Math.abs(from), Math.abs(to)))
      .map(({ at, from, to }) => [placeText(at) ?? '', [from, to]]),
  );
}

describe.each(models)('%s', (_, model) => {
  it('meets the ties and kinks that its graph has', () => {
    const expected = unlessRefused(() => evaluateByGraph(model).choices.map(({ met }) => text(met)));
    if (expected) expect(choicesMet(model, numbersOf(model)).map(text)).toEqual(expected);
  });

  it.each([
    ['entry by entry', 0],
    ['array by array', Number.POSITIVE_INFINITY],
  ])('says of each what it moves, %s', (_, dear) => {
    const expected = unlessRefused(() => evaluateByGraph(model).choices);
    if (!expected) return;
    const { choices } = evaluateByProgram(model, undefined, { dear });
    for (const [at, { moved }] of choices.entries()) {
      expect(moved).toBeDefined();
      const [found, wanted] = [movesOf(moved), movesOf(expected[at].moved)];
      expect([...found.keys()]).toEqual([...wanted.keys()]);
      for (const [place, ends] of wanted)
        for (const [side, end] of ends.entries()) expect(found.get(place)?.[side]).toBeCloseTo(end, 12);
    }
  });
});

/** Nothing where these values have no result. */
function unlessRefused<T>(evaluate: () => T): T | undefined {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof BadInput) return undefined;
    throw error;
  }
}
