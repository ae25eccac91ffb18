import type { Subgradient } from '../expr/differentiate.ts';
import type { Definition } from '../index/formula.ts';
import { windowsOverlap } from '../index/law.ts';
import { simplify } from '../index/simplify.ts';
import type { Shape, Tensor } from '../index/tensor.ts';
import { givenTensors } from '../model/expansion.ts';
import type { Law } from '../model/laws.ts';
import type { Structure } from '../model/model.ts';
import type { Notation } from '../notation/notation.ts';
import { text } from '../notation/text.ts';
import { type FormulaStyle, leftOf, ofFormula } from '../writing/of-formula.ts';
import { recognizing } from '../writing/recognize.ts';
import { ArrayNames } from './array-names.ts';
import type { CodeNames } from './code-names.ts';
import { choicesIn, plain, withoutSlopes } from './plain.ts';
import { renamed } from './renamed.ts';
import type { Statement } from './statement.ts';

/** A model and its gradient as statements over arrays, in no language yet: what all languages share. */
export interface Program {
  /** Input, parameters, constants, target or upstream gradient. */
  readonly given: readonly Named[];
  /** From the given arrays to the loss. */
  readonly forward: readonly Statement[];
  /** What it makes, in order; the loss, if there is one, is the last. */
  readonly made: readonly Tensor[];
  readonly loss: Tensor | undefined;
  /** The gradient that arrives from above, in place of a loss. */
  readonly upstream: Tensor | undefined;
  /** The output of the last layer. */
  readonly last: Tensor;
  /** From the loss down to what is differentiated by. */
  readonly backward: readonly Statement[];
  /** The derivatives that it makes on the way, in order. */
  readonly derivatives: readonly Tensor[];
  /** The layers' outputs under their names. */
  readonly outputs: readonly Named[];
  /** The gradients under the names of what they are by, which is `by`. */
  readonly gradients: readonly (Named & { readonly by: Tensor })[];
  /** For what a language needs besides. */
  readonly names: CodeNames;
}

/** An array of the code for a tensor of the model: axes of size 1 that no page shows are dropped. */
export interface Named {
  readonly array: Tensor;
  readonly name: string;
  /** In the model, where every axis counts. */
  readonly shape: Shape;
}

/** The program of a model and of its laws from the loss down to `by`; `reserved` are words that no array may be called. */
export function programOf(
  model: Structure,
  by: readonly Tensor[],
  laws: readonly Law[],
  reserved: readonly string[],
): Program {
  const naming = new ArrayNames(model, laws, reserved);
  const { conventions } = model;
  const { objective } = model;
  const isLoss = objective.kind === 'loss';
  const rules = [
    ...model.steps.map((step) => ({ title: step.layer, definitions: step.definitions })),
    ...(isLoss ? [{ title: objective.name, definitions: [objective.definition] }] : []),
  ];
  const gradientOf = (tensor: Tensor): Tensor => {
    const law = laws.find(({ of }) => of === tensor);
    if (!law) throw new Error(`${tensor.name} has no law`);
    return naming.of(law.gradient);
  };
  const named = (tensor: Tensor, array = naming.of(tensor)): Named => ({
    array,
    name: tensor.name,
    shape: tensor.shape,
  });
  const last = model.steps[model.steps.length - 1].output;
  const loss = isLoss ? naming.of(objective.definition.output) : undefined;
  return {
    given: givenTensors(model).map((tensor) => named(tensor)),
    forward: rules.flatMap(({ title, definitions }) => forward(title, definitions, naming, conventions)),
    made: [...model.steps.map(({ output }) => naming.of(output)), ...(loss ? [loss] : [])],
    loss,
    upstream: isLoss ? undefined : naming.of(objective.delta),
    last: naming.of(last),
    backward: laws.flatMap((law) => backward(law, naming, conventions)),
    derivatives: laws.map((law) => naming.of(law.gradient)),
    outputs: model.steps.filter(({ inner }) => !inner).map(({ output }) => named(output)),
    gradients: by.map((tensor) => ({ ...named(tensor, gradientOf(tensor)), by: naming.of(tensor) })),
    names: naming,
  };
}

function forward(
  title: string,
  rules: readonly Definition[],
  naming: ArrayNames,
  conventions: Subgradient,
): Statement[] {
  const definitions = rules.map((definition) => inCode(simplify(definition), naming));
  const comment = (): string[] => {
    const [first, ...others] = definitions.map((definition) => line(definition, naming.style));
    return [`${title}: ${first}`, ...others];
  };
  return plain(definitions, [], comment, conventions, naming);
}

function backward(law: Law, naming: ArrayNames, conventions: Subgradient): Statement[] {
  const rules = law.users.flatMap(({ definitions }) => definitions);
  const known = rules.map((rule) => inCode(simplify(rule), naming));
  const definition = withoutSlopes(inCode(law.definition, naming), known, conventions.kink);
  const comment = (): string[] => {
    const overlapping = rules.some((rule) => windowsOverlap(simplify(rule), law.of));
    const style = known.reduce((inner, rule) => recognizing(inner, rule, overlapping), naming.style);
    return [
      line(definition, style, naming.derivative(law)),
      ...choicesIn(law.definition, law.users, conventions),
    ];
  };
  return plain([definition], known, comment, conventions, naming);
}

/** A definition over the arrays of the code, in which no letter means two things. */
function inCode(definition: Definition, naming: ArrayNames): Definition {
  const { body, ...left } = renamed(definition, naming);
  return { ...left, body: naming.apart(body, new Set(left.over.map(({ letter }) => letter))) };
}

/** o_ij = ..., and delta_ij = dL/do_ij = ... */
function line(definition: Definition, style: FormulaStyle, also?: (left: Definition) => Notation[]): string {
  const sides = [leftOf(definition, style), ...(also?.(definition) ?? []), ofFormula(definition.body, style)];
  return sides.map(text).join(' = ');
}
