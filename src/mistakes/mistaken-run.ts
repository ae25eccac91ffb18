import { definitionValues } from '../evaluate/law-values.ts';
import { Run } from '../evaluate/run.ts';
import { steppedFloats } from '../evaluate/stepped.ts';
import { nodeBound } from '../index/count.ts';
import { type Definition, tensorsIn } from '../index/formula.ts';
import { law as lawOf } from '../index/law.ts';
import type { Tensor } from '../index/tensor.ts';
import type { Law } from '../model/laws.ts';
import type { Subject } from '../model/subject.ts';
import type { ShapedNumbers } from './axes.ts';
import type { Deviation, MistakenNumbers } from './deviation.ts';
import { numbersOf, type Situation } from './situation.ts';

/**
 * One passage through a model along a course that is not ours. Only what is asked for is computed, and of that only
 * what the course touches, or what is made of it; everything else is known from the situation.
 */
export class MistakenRun extends Run<Float64Array> implements MistakenNumbers {
  /** Operations done so far, by the sizes of the formulas. */
  work = 0;
  readonly #situation: Situation;
  readonly #deviation: Deviation;

  constructor(situation: Situation, deviation: Deviation) {
    super();
    this.#situation = situation;
    this.#deviation = deviation;
  }

  /** What would be answered; undefined where that takes a learning rate and none was said. */
  answer(subject: Subject): ShapedNumbers | undefined {
    const { kind, tensor } = subject;
    const { rate } = this.#situation;
    let numbers: Float64Array;
    if (kind === 'value') numbers = this.value(tensor);
    else if (kind === 'gradient') numbers = this.gradient(tensor);
    else if (rate === undefined) return undefined;
    else {
      numbers = steppedFloats(numbersOf(this.#situation.values, tensor), this.gradient(tensor), rate);
    }
    const array: ShapedNumbers = { shape: tensor.shape, numbers };
    return this.#deviation.written?.(array, subject, this) ?? array;
  }

  protected workOutValue(tensor: Tensor): Float64Array {
    const truth = numbersOf(this.#situation.values, tensor);
    const { forward } = this.#deviation;
    const step = this.#situation.model.steps.find(({ output }) => output === tensor);
    if (!forward || !step) return truth;
    const rule = forward(step);
    const inputs = new Set(rule.definitions.flatMap(tensorsOf));
    const arrays = new Map([...inputs].map((input) => [input, this.value(input)]));
    const touched =
      rule !== step ||
      [...arrays].some(([input, numbers]) => numbers !== numbersOf(this.#situation.values, input));
    return touched ? this.#evaluated(rule.definitions, arrays) : truth;
  }

  protected workOutGradient(of: Tensor): Float64Array {
    const law = this.#situation.analysis.law(of);
    const numbers = law ? this.#byLaw(law) : numbersOf(this.#situation.gradients, of);
    return this.#deviation.gradient?.(numbers, of, this) ?? numbers;
  }

  #byLaw(law: Law): Float64Array {
    const { of, definition } = law;
    const truth = numbersOf(this.#situation.gradients, of);
    const lawTaken = this.#definition(law);
    const arrays = new Map<Tensor, Float64Array>();
    let sameValues = true;
    const scales = new Set<number | undefined>();
    for (const tensor of tensorsOf(lawTaken)) {
      const output = this.#situation.analysis.ofCotangent(tensor);
      const known = output ? this.gradient(output) : this.value(tensor);
      const numbers = output
        ? (this.#deviation.arriving?.(known, output, of, this) ?? known)
        : (this.#deviation.values?.(known, tensor, of, this) ?? known);
      arrays.set(tensor, numbers);
      if (output) scales.add(scaleOf(numbers, numbersOf(this.#situation.gradients, output)));
      else sameValues &&= numbers === numbersOf(this.#situation.values, tensor);
    }
    if (lawTaken === definition && sameValues) {
      // What the loss gives an entry by itself is not scaled with what arrives from above.
      if (law.users.some(({ output }) => output.role === 'loss')) scales.add(1);
      const [scale, ...others] = scales;
      // A law is linear in what arrives: c times that gives c times this.
      if (others.length === 0 && scale !== undefined)
        return scale === 1 ? truth : truth.map((number) => scale * number);
      if (scales.size === 0) return truth;
    }
    return this.#evaluated([lawTaken], arrays);
  }

  #definition(law: Law): Definition {
    const { rule } = this.#deviation;
    const users = rule ? law.users.map((user) => rule(user, law.of)) : law.users;
    const same = users.every((user, at) => user === law.users[at]);
    const derived = same
      ? law.definition
      : lawOf(
          users.flatMap(({ output, definitions }) =>
            definitions.map((definition) => ({ definition, cotangent: law.cotangents.get(output) })),
          ),
          law.of,
          law.gradient,
        );
    return this.#deviation.law?.(derived, law) ?? derived;
  }

  #evaluated(definitions: readonly Definition[], arrays: ReadonlyMap<Tensor, Float64Array>): Float64Array {
    for (const definition of definitions) this.work += nodeBound(definition);
    return definitionValues(definitions, arrays, this.#situation.model.conventions);
  }
}

const tensorsByDefinition = new WeakMap<Definition, Tensor[]>();

/** The tensors in a definition, looked for once. */
function tensorsOf(definition: Definition): Tensor[] {
  const known = tensorsByDefinition.get(definition);
  if (known) return known;
  const tensors = [...new Set(tensorsIn(definition.body))];
  tensorsByDefinition.set(definition, tensors);
  return tensors;
}

/** The number c for which all of these are c times those, if there is one. */
function scaleOf(numbers: Float64Array, those: Float64Array): number | undefined {
  if (numbers === those) return 1;
  let largest = 0;
  for (let at = 1; at < those.length; at++) if (Math.abs(those[at]) > Math.abs(those[largest])) largest = at;
  if (!(Math.abs(those[largest]) > 0)) return undefined;
  const scale = numbers[largest] / those[largest];
  const near = 1e-13 * Math.abs(numbers[largest]);
  for (let at = 0; at < those.length; at++)
    if (!(Math.abs(numbers[at] - scale * those[at]) <= near)) return undefined;
  return scale;
}
