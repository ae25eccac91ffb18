import { Engine, type EngineOptions } from '../engine/engine.ts';
import type { Tensor } from '../index/tensor.ts';
import { chosenTensors, givenTensors } from '../model/expansion.ts';
import { lastOutput, type Model } from '../model/model.ts';
import type { Program } from '../program/program.ts';
import { analysisOf } from './analysis.ts';
import { choicesMet } from './choices-met.ts';
import { demandFinite } from './demand-finite.ts';
import type { Evaluated, EvaluatedModel } from './evaluate-model.ts';
import { Moves } from './program-moves.ts';
import { givenDoubles } from './symbols.ts';

/**
 * Outputs, loss and gradients of a model of any size at its values, in double precision: its code is run, array by array.
 * Throws BadInput if the model has no values, if a result is no finite number, and where memory would not do.
 */
export function evaluateByProgram(
  model: Model,
  wrt: readonly string[] | undefined,
  options?: EngineOptions,
): EvaluatedModel {
  const chosen = chosenTensors(model, wrt);
  const program = analysisOf(model).program(chosen);
  const engine = new Engine(program, options);
  const tensors = givenTensors(model);
  for (const [at, { array }] of program.given.entries())
    engine.array(array).set(givenDoubles(model, tensors[at]));
  engine.run();
  const numbers = (tensor: Tensor, array: Tensor): Evaluated => {
    const { shape, hiddenAxis } = tensor;
    // + 0 turns -0 into 0, which is what one expects to read.
    const value = engine.array(array).map((number) => number + 0);
    demandFinite(model, tensor, value);
    return { shape, ...(hiddenAxis !== undefined && { hiddenAxis }), value, exact: null };
  };
  const { loss } = program;
  const outputs = model.steps.filter(({ inner }) => !inner).map(({ output }) => output);
  const evaluated = {
    outputs: new Map(outputs.map((tensor, at) => [tensor.name, numbers(tensor, program.outputs[at].array)])),
    loss: loss ? numbers({ ...loss, name: 'the loss' }, loss) : null,
    gradients: new Map(
      chosen.map((tensor, at) => [tensor.name, numbers(tensor, program.gradients[at].array)]),
    ),
  };
  const arrays = new Map([
    ...tensors.map((tensor, at) => [tensor, engine.array(program.given[at].array)] as const),
    ...model.steps.map(({ output }, at) => [output, engine.array(program.made[at])] as const),
  ]);
  const moves = new Moves(
    engine,
    program,
    chosen,
    model.conventions.ties,
    derivativesIn(model, program, chosen),
  );
  return {
    ...evaluated,
    hessians: new Map(),
    jacobians: new Map(),
    choices: choicesMet(model, arrays).map((met) => ({ met, moved: moves.of(met) })),
  };
}

/** The arrays of a program with the derivatives by tensors of its model. */
function derivativesIn(
  model: Model,
  { derivatives, upstream }: Program,
  chosen: readonly Tensor[],
): (tensor: Tensor) => Tensor | undefined {
  const laws = analysisOf(model).laws(chosen);
  const arrays = new Map(laws.map(({ of }, at) => [of, derivatives[at]]));
  if (upstream) arrays.set(lastOutput(model), upstream);
  return (tensor) => arrays.get(tensor);
}
