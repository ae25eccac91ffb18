import type { EngineOptions } from '../engine/engine.ts';
import type { Tensor } from '../index/tensor.ts';
import { chosenTensors, givenTensors } from '../model/expansion.ts';
import type { Model } from '../model/model.ts';
import { ChangesInside } from './changes-inside.ts';
import { choicesMet } from './choices-met.ts';
import { demandFinite } from './demand-finite.ts';
import type { Evaluated, EvaluatedModel } from './evaluated.ts';
import { Moves } from './program-moves.ts';
import { ProgramRun } from './program-run.ts';
import { dearness } from './sparse-sweep.ts';

interface ProgramOptions extends EngineOptions {
  /** How many times as long it takes to follow an entry by itself: beyond what whole arrays take, these are worked out. */
  readonly dear?: number;
}

/**
 * Outputs, loss and gradients of a model of any size at its values, in double precision: its code is run, array by array.
 * Throws BadInput if the model has no values, if a result is no finite number, and where memory would not do.
 */
export function evaluateByProgram(
  model: Model,
  wrt: readonly string[] | undefined,
  options: ProgramOptions = {},
): EvaluatedModel {
  const chosen = chosenTensors(model, wrt);
  const run = new ProgramRun(model, chosen, options);
  const { program, engine, laws } = run;
  const numbers = (tensor: Tensor, values: Float64Array): Evaluated => {
    const { shape, hiddenAxis } = tensor;
    // + 0 turns -0 into 0, which is what one expects to read.
    const value = values.map((number) => number + 0);
    demandFinite(model, tensor, value);
    return { shape, ...(hiddenAxis !== undefined && { hiddenAxis }), value, exact: null };
  };
  const outputs = model.steps.filter(({ inner }) => !inner).map(({ output }) => output);
  const { objective } = model;
  const evaluated = {
    outputs: new Map(outputs.map((tensor) => [tensor.name, numbers(tensor, run.value(tensor))])),
    loss:
      objective.kind === 'loss'
        ? numbers(
            { ...objective.definition.output, name: 'the loss' },
            run.value(objective.definition.output),
          )
        : null,
    gradients: new Map(chosen.map((tensor) => [tensor.name, numbers(tensor, run.gradient(tensor))])),
  };
  const made = [...givenTensors(model), ...model.steps.map(({ output }) => output)];
  const arrays = new Map(made.map((tensor) => [tensor, run.value(tensor)]));
  const cotangents = laws.map(({ of, gradient }) => [gradient, run.gradient(of)] as const);
  const inside = new ChangesInside(laws, new Map([...arrays, ...cotangents]), model.conventions);
  const moves = new Moves(
    engine,
    program,
    chosen,
    model.conventions.ties,
    (tensor) => run.derivative(tensor),
    inside,
    options.dear ?? dearness,
  );
  return {
    ...evaluated,
    hessians: new Map(),
    jacobians: new Map(),
    choices: choicesMet(model, arrays).map((met) => ({ met, moved: moves.of(met) })),
  };
}
