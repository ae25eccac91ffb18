import type { Shape } from '../index/tensor.ts';
import type { Evaluated, EvaluatedModel } from './evaluated.ts';
import { type EvaluatedJson, evaluatedJson } from './evaluated-json.ts';

type Shapes = Readonly<Record<string, { readonly shape: Shape }>>;

interface DescribedJson extends Pick<EvaluatedJson, 'loss' | 'choices'> {
  readonly outputs: Shapes;
  readonly gradients: Shapes;
  /** Where the numbers are. */
  readonly file: string;
}

/** What `eval --json` says of arrays whose numbers went into a file. */
export function describedJson(model: EvaluatedModel, file: string): DescribedJson {
  const { outputs, gradients } = model;
  return {
    ...evaluatedJson(withoutArrays(model)),
    outputs: shapesOf(outputs),
    gradients: shapesOf(gradients),
    file,
  };
}

/** The loss and the choices. */
export function withoutArrays(model: EvaluatedModel): EvaluatedModel {
  const none = new Map<string, Evaluated>();
  return { ...model, outputs: none, gradients: none, hessians: none, jacobians: new Map() };
}

function shapesOf(arrays: ReadonlyMap<string, Evaluated>): Shapes {
  return Object.fromEntries([...arrays].map(([name, { shape }]) => [name, { shape }]));
}
