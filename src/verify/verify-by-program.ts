import type Fraction from 'fraction.js';
import type { Answer, AnsweredArray } from '../answers/answer.ts';
import { BadInput } from '../bad-input.ts';
import { Engine } from '../engine/engine.ts';
import { analysisOf } from '../evaluate/analysis.ts';
import { demandFinite } from '../evaluate/demand-finite.ts';
import { givenDoubles } from '../evaluate/symbols.ts';
import type { Tensor } from '../index/tensor.ts';
import { differentiable, givenTensors } from '../model/expansion.ts';
import { lastOutput, type Model } from '../model/model.ts';
import type { Subject } from '../model/subject.ts';
import type { Program } from '../program/program.ts';
import type { Precision } from '../values/number-type.ts';
import { type ExpectedArray, type JudgeOptions, judgeArray } from './judge-array.ts';
import { precisionOf } from './judge-number.ts';
import { roundingAt, type Spread, spreadsOf, unitOf } from './program-rounding.ts';
import type { VerifiedByProgram } from './verdict-by-program.ts';

interface Options extends JudgeOptions {
  /** The learning rate, for weights after a step. */
  readonly rate?: Fraction;
  /** Told what is done from now on. */
  readonly onStep?: (what: string) => void;
}

/**
 * Judges the numbers of an answer about a model of any size: its program is run for what is right, and with random errors
 * for what rounding may change. Throws BadInput where the model has no values, and for formulas.
 */
export function verifyByProgram(model: Model, answer: Answer, options: Options): VerifiedByProgram {
  const { onStep = () => undefined } = options;
  const program = analysisOf(model).program(differentiable(model));
  const engine = new Engine(program);
  const tensors = givenTensors(model);
  const given = program.given.map(({ array }, at) => ({ array, numbers: givenDoubles(model, tensors[at]) }));
  const about = answer.arrays.map((array) => ({
    array,
    made: arrayOf(model, program, array.about, options.rate),
  }));
  onStep('gradients');
  for (const { array, numbers } of given) engine.array(array).set(numbers);
  engine.run();
  const values = new Map<Tensor, Float64Array>();
  for (const { array, made } of about) {
    values.set(made, engine.array(made).slice());
    demandFinite(model, array.about.tensor, engine.array(made));
  }
  const spreads = new Map<Precision, Map<Tensor, Spread>>();
  // Errors grow with the unit: one arithmetic tells of the others, the coarsest best.
  for (const precision of new Set(answer.arrays.map(arithmeticOf)))
    spreads.set(
      precision,
      spreadsOf(engine, program, given, values, precision, (run) =>
        onStep(`what ${precision} may lose, run ${run}`),
      ),
    );
  const arrays = about.map(({ array, made }) => {
    const spread = spreads.get(arithmeticOf(array))?.get(made);
    if (!spread) throw new Error(`${made.name} was not worked out`);
    const expected = expectedOf(model, array, spread, unitOf[arithmeticOf(array)], options.rate);
    return judgeArray(array, expected, options, answer.file);
  });
  return { arrays, correct: arrays.every(({ correct }) => correct) };
}

/** What an array was computed in; of decimals as a person writes them only our own rounding counts. */
function arithmeticOf({ numbers, entries }: AnsweredArray): Precision {
  if (numbers) return numbers.precision ?? 'float64';
  const floats = entries.flatMap((entry) => (entry.kind === 'float' ? [entry.precision] : []));
  return floats[0] ?? precisionOf(entries) ?? 'float64';
}

/** The array of the program with what an answer is about; for a tensor after a step, with the gradient. */
function arrayOf(
  model: Model,
  { made, derivatives, upstream, loss }: Program,
  { kind, tensor }: Subject,
  rate: Fraction | undefined,
): Tensor {
  if (kind === 'update' && rate === undefined)
    throw new BadInput(
      `the answer has ${tensor.name} after a step of gradient descent, which needs the learning rate; say it with --rate, such as --rate 0.1.`,
    );
  const isLast = kind !== 'value' && tensor === lastOutput(model);
  const found =
    kind === 'value'
      ? tensor.role === 'loss'
        ? loss
        : made[model.steps.findIndex(({ output }) => output === tensor)]
      : ((isLast ? upstream : undefined) ??
        derivatives[
          analysisOf(model)
            .laws()
            .findIndex(({ of }) => of === tensor)
        ]);
  if (!found) throw new Error(`${tensor.name} is nothing that is worked out`);
  return found;
}

function expectedOf(
  model: Model,
  { about: { kind, tensor } }: AnsweredArray,
  spread: Spread,
  unit: number,
  rate: Fraction | undefined,
): ExpectedArray {
  if (kind !== 'update')
    return {
      values: spread.values,
      rounding: (precision, place) => roundingAt(spread, place, unit) * (unitOf[precision] / unit),
    };
  // W - rate dL/dW
  const step = rate?.valueOf() ?? 0;
  const before = givenDoubles(model, tensor);
  return {
    values: spread.values.map((slope, place) => before[place] - step * slope),
    rounding: (precision, place) =>
      (step * roundingAt(spread, place, unit) + 2 * unit * Math.abs(before[place])) *
      (unitOf[precision] / unit),
  };
}
