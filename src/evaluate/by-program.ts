import { Engine, type EngineOptions } from '../engine/engine.ts';
import type { Tensor } from '../index/tensor.ts';
import { chosenTensors, givenTensors } from '../model/expansion.ts';
import { lastOutput, type Model } from '../model/model.ts';
import { analysisOf } from './analysis.ts';
import { ChangesInside } from './changes-inside.ts';
import { choicesMet } from './choices-met.ts';
import { demandFinite } from './demand-finite.ts';
import type { Evaluated, EvaluatedModel } from './evaluated.ts';
import { Moves } from './program-moves.ts';
import { dearness } from './sparse-sweep.ts';
import { givenFloats } from './symbols.ts';

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
  const program = analysisOf(model).program(chosen);
  const engine = new Engine(program, options);
  const given = givenFloats(model);
  const tensors = givenTensors(model);
  for (const [at, { array }] of program.given.entries())
    engine.array(array).set(given.get(tensors[at]) ?? []);
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
  const laws = analysisOf(model).laws(chosen);
  const slopes = new Map(laws.map(({ of }, at) => [of, program.derivatives[at]]));
  if (program.upstream) slopes.set(lastOutput(model), program.upstream);
  const cotangents = laws.map(
    ({ gradient }, at) => [gradient, engine.array(program.derivatives[at])] as const,
  );
  const inside = new ChangesInside(laws, new Map([...arrays, ...cotangents]), model.conventions);
  const moves = new Moves(
    engine,
    program,
    chosen,
    model.conventions.ties,
    (tensor) => slopes.get(tensor),
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
