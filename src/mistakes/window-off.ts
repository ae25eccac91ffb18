import type { Affine } from '../index/affine.ts';
import { type Definition, type Formula, isReduction, type Reduction, subformulas } from '../index/formula.ts';
import type { Tensor } from '../index/tensor.ts';
import type { Model, Step } from '../model/model.ts';
import type { Rule } from '../model/rules.ts';
import type { Way } from './mistake.ts';
import { rewritten } from './rewritten.ts';

/** What a window is moved by. */
type Measure = 'stride' | 'padding' | 'dilation';

/** The ways in which one measure of a sliding window is taken for another number where its rule is differentiated. */
export function windowOff(
  model: Model,
  measure: Measure,
  others: (right: number) => readonly number[],
): Way[] {
  return slidingSteps(model).flatMap((step) => {
    const right = measured(step, measure);
    if (right === undefined) return [];
    const sought = new Set(
      others(right).filter((amount) => amount >= (measure === 'padding' ? 0 : 1) && amount !== right),
    );
    return [...sought].map(
      (amount): Way => ({
        what: `the ${measure} ${right} of ${step.output.name} is taken for ${amount} on the way back`,
        deviation: {
          rule: (rule) => (rule.output === step.output ? changed(rule, step, measure, amount) : rule),
        },
      }),
    );
  });
}

/** Convolutions and poolings, whose windows have a stride. */
export function slidingSteps({ steps }: Model): Step[] {
  return steps.filter(({ traits }) => traits.slides);
}

/** How many axes the window moves along: those behind the channels. */
function dimensionsOf({ traits }: Step): number {
  return traits.slides ?? 0;
}

/** The measure along the last axis with a window. */
function measured(step: Step, measure: Measure): number | undefined {
  for (const definition of step.definitions) {
    for (const part of subformulas(definition.body)) {
      if (part.kind !== 'entry' || part.tensor !== step.inputs[0]) continue;
      const found = part.subscripts
        .slice(-dimensionsOf(step))
        .map((form) => measureOf(form, definition, measure))
        .filter((coefficient) => coefficient !== undefined);
      return found.at(-1);
    }
  }
  return undefined;
}

/** Of s i + d m - p: s before a letter of the output, d before one of the window, p. */
function measureOf({ constant, terms }: Affine, { over }: Definition, measure: Measure): number | undefined {
  if (measure === 'padding') return constant === 0 ? 0 : -constant;
  const outer = measure === 'stride';
  return terms.find(({ letter }) => over.some((range) => range.letter === letter) === outer)?.coefficient;
}

function changed(rule: Rule, step: Step, measure: Measure, amount: number): Rule {
  const [input] = step.inputs;
  return {
    ...rule,
    definitions: rule.definitions.map((definition): Definition => {
      const form = (subscript: Affine): Affine => {
        if (measure === 'padding') return { ...subscript, constant: -amount };
        return {
          ...subscript,
          terms: subscript.terms.map((term) =>
            definition.over.some(({ letter }) => letter === term.letter) === (measure === 'stride')
              ? { ...term, coefficient: amount }
              : term,
          ),
        };
      };
      const body = rewritten(definition.body, (part) =>
        isReduction(part) ? slid(part, input, dimensionsOf(step), form) : undefined,
      );
      return { ...definition, body };
    }),
  };
}

/** The reduction over another window: what lies outside the image counts as nothing. */
function slid(
  reduction: Reduction,
  input: Tensor,
  dimensions: number,
  form: (subscript: Affine) => Affine,
): Formula | undefined {
  const first = input.shape.length - dimensions;
  const found = [...subformulas(reduction.body)].find(
    (part) => part.kind === 'entry' && part.tensor === input,
  );
  if (found?.kind !== 'entry') return undefined;
  const subscripts = found.subscripts.map((subscript, axis) => (axis < first ? subscript : form(subscript)));
  const before = new Set(found.subscripts.map((subscript) => JSON.stringify(subscript)));
  return {
    ...reduction,
    where: [
      ...reduction.where.filter(({ value }) => !before.has(JSON.stringify(value))),
      ...subscripts.slice(first).map((value, at) => ({ value, below: input.shape[first + at] })),
    ],
    body: rewritten(reduction.body, (part) => (part === found ? { ...found, subscripts } : undefined)),
  };
}
