import type { Shape, Tensor } from '../../src/index/tensor.ts';
import type { AnsweredNumbers } from '../../src/mistakes/fit.ts';
import type { Example, Nested } from '../../src/mistakes/mistake.ts';
import { numbersOf, type Situation, situationOf } from '../../src/mistakes/situation.ts';
import { differentiable, givenTensors } from '../../src/model/expansion.ts';
import type { Model } from '../../src/model/model.ts';
import { readModel } from '../../src/model/read.ts';
import type { Subject } from '../../src/model/subject.ts';
import { treeOf } from '../tree-of.ts';

/** The numbers that a model is given, as doubles. */
export function givenNumbers(model: Model): Map<Tensor, Float64Array> {
  return new Map(
    givenTensors(model).map((tensor) => [
      tensor,
      Float64Array.from(model.values?.get(tensor.name)?.data ?? [], (one) => one.valueOf()),
    ]),
  );
}

export function read(text: string, name = 'model.yaml'): Model {
  return readModel(text, name, { treeOf });
}

export function situationIn(model: Model, rate?: number): Situation {
  return situationOf(model, givenNumbers(model), rate);
}

export function tensorNamed(model: Model, name: string): Tensor {
  const all = [...differentiable(model), ...model.steps.map(({ output }) => output)];
  const found = all.find((tensor) => tensor.name === name);
  if (!found) throw new Error(`no tensor ${name}`);
  return found;
}

/** An array of an answer, its wrong entries told by comparison with what is right. */
export function answered(
  situation: Situation,
  subject: Subject,
  numbers: Float64Array,
  shape: Shape = subject.tensor.shape,
  slack = 0,
): AnsweredNumbers {
  const { tensor, kind } = subject;
  const slopes = numbersOf(situation.gradients, tensor);
  const right =
    kind === 'gradient'
      ? slopes
      : numbersOf(situation.values, tensor).map((value, at) =>
          kind === 'value' ? value : value - (situation.rate ?? 0) * slopes[at],
        );
  const long = (sizes: Shape): string => sizes.filter((size) => size !== 1).join();
  const expected = long(shape) === long(tensor.shape) ? right : undefined;
  const scale = right.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  const wrong = [...numbers.keys()].filter(
    (place) =>
      !expected ||
      !(
        Math.abs(numbers[place] - expected[place]) <=
        slack + 1e-9 * Math.max(scale, Math.abs(expected[place]))
      ),
  );
  return { subject, shape, numbers, slack: new Float64Array(numbers.length).fill(slack), expected, wrong };
}

/** The arrays of an example, as somebody answered them. */
export function answeredOf(
  situation: Situation,
  { gradients, updates, decimals }: Example,
): AnsweredNumbers[] {
  const of = (kind: Subject['kind'], arrays: Readonly<Record<string, Nested>> | undefined) =>
    Object.entries(arrays ?? {}).map(([name, nested]) =>
      answered(
        situation,
        { kind, tensor: tensorNamed(situation.model, name) },
        Float64Array.from(flat(nested)),
        shapeOf(nested),
        decimals === undefined ? 0 : 0.5 * 10 ** -decimals,
      ),
    );
  return [...of('gradient', gradients), ...of('update', updates)];
}

function flat(nested: Nested): number[] {
  return typeof nested === 'number' ? [nested] : nested.flatMap(flat);
}

function shapeOf(nested: Nested): number[] {
  return typeof nested === 'number' ? [] : [nested.length, ...shapeOf(nested[0] ?? 0)];
}
