/** The public names, in the order of the pipeline: a table of contents. */

// model file -> Model
export { readModel } from './model/read.ts';
export type { Conventions, Model, ModelLayer, Objective } from './model/model.ts';
export { modelSchema } from './model/schema.ts';
export { BadInput } from './bad-input.ts';

// the catalogue
export { layers } from './layers/index.ts';
export { losses } from './losses/index.ts';
export { functions } from './functions/index.ts';

// Model -> expression graph -> gradient
export { expandModel, type Expansion } from './model/expansion.ts';
export { Graph, Kind, type Node } from './expr/graph.ts';
export { gradient, type Subgradient } from './expr/differentiate.ts';

// numbers
export { type Evaluated, type EvaluatedModel, evaluateModel } from './evaluate/evaluate-model.ts';

// Model -> Document -> formats
export { derivation } from './document/derivation.ts';
export type { DerivationOptions, Detail } from './document/setting.ts';
export type { Block, Document } from './document/block.ts';
export { formats } from './formats/index.ts';
