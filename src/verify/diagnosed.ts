import { floatValues } from '../evaluate/float-values.ts';
import { entriesOf, givenFloats, numbersBySymbol } from '../evaluate/symbols.ts';
import { nearestDouble } from '../expr/nearest-double.ts';
import { entryCount, type Tensor } from '../index/tensor.ts';
import { diagnose } from '../mistakes/diagnose.ts';
import type { Diagnosed } from '../mistakes/diagnosis.ts';
import type { AnsweredNumbers } from '../mistakes/fit.ts';
import { givenTensors } from '../model/expansion.ts';
import type { Model } from '../model/model.ts';
import { isNumber } from './judge-number.ts';
import { drawing } from './random-point.ts';
import type { ArrayVerdict, EntryVerdict, Verified } from './verdict.ts';

/** The named mistakes behind the wrong entries of an answer; formulas are told apart by their values at one point. */
export function diagnosed(
  model: Model,
  { expected: expectedGraph, arrays }: Verified,
  rate: number | undefined,
): Diagnosed {
  if (arrays.every(({ correct }) => correct)) return { diagnoses: [], notTried: 0 };
  const { graph, entries } = expectedGraph.expansion;
  const wrong = arrays.flatMap((array) => array.entries.filter(({ verdict }) => verdict === 'wrong'));
  // A formula that is right only at the model's values shows its mistake at others.
  const elsewhere = !model.values || (wrong.length > 0 && wrong.every(({ rightHere }) => rightHere));
  const values = elsewhere ? somewhere(model) : givenFloats(model);
  const symbols = numbersBySymbol(
    Array.from(values, ([tensor, numbers]) => [entriesOf(entries, tensor), numbers] as const),
  );
  const nodes = arrays.flatMap((array) =>
    array.entries.flatMap(({ expected, formula }) => [
      expected.node,
      ...(formula === undefined ? [] : [formula]),
    ]),
  );
  const floats = floatValues(graph, nodes, (node) => symbols[node]);
  const answered = arrays.map((array) => numbersOf(array, floats));
  return diagnose({ model, values, answered, ...(rate !== undefined && { rate }) });
}

function numbersOf(
  { about, shape, given, otherShape, entries }: ArrayVerdict,
  floats: Float64Array,
): AnsweredNumbers {
  if (otherShape) {
    const numbers = Float64Array.from(given, (entry) =>
      isNumber(entry) ? nearestDouble(entry.value) : Number.NaN,
    );
    return {
      subject: about,
      shape,
      numbers,
      slack: Float64Array.from(given, (entry) => (entry.kind === 'rounded' ? entry.slack.valueOf() : 0)),
      expected: undefined,
      wrong: given.map((_, place) => place),
    };
  }
  const value = ({ formula, got, gotFloat }: EntryVerdict): number =>
    formula !== undefined
      ? finite(floats[formula])
      : isNumber(got)
        ? (gotFloat ?? nearestDouble(got.value))
        : Number.NaN;
  return {
    subject: about,
    shape: about.tensor.shape,
    numbers: Float64Array.from(entries, value),
    slack: Float64Array.from(entries, ({ slack, got }) =>
      Math.max(slack, got.kind === 'rounded' ? got.slack.valueOf() : 0),
    ),
    expected: Float64Array.from(entries, ({ expected }) => floats[expected.node]),
    wrong: entries.flatMap(({ verdict, place }) => (verdict === 'wrong' ? [place] : [])),
  };
}

/** A formula beyond all doubles is no number that a mistake could explain. */
function finite(number: number): number {
  return Number.isFinite(number) ? number : Number.NaN;
}

/** Numbers of ordinary size, different from each other and the same on every run; targets are what their loss admits. */
function somewhere(model: Model): Map<Tensor, Float64Array> {
  const draw = drawing(5n);
  const number = (): number => (Number(draw() % 4001n) - 2000) / 1000;
  const { objective } = model;
  const admits = (objective.kind === 'loss' && objective.targetValues?.admits) || (() => true);
  const target = (): number => {
    const tried = [number(), 1, 0, -1];
    return tried.find((value) => admits(value)) ?? 1;
  };
  return new Map(
    givenTensors(model).map((tensor) => {
      const isTarget = objective.kind === 'loss' && objective.target === tensor;
      // A variance is positive, and so is what a root is taken of.
      const positive = tensor.role === 'constant';
      return [
        tensor,
        Float64Array.from({ length: entryCount(tensor.shape) }, () =>
          isTarget ? target() : positive ? Math.abs(number()) + 0.1 : number(),
        ),
      ];
    }),
  );
}
