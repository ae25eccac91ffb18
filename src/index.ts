/** The public names, in the order of the pipeline: a table of contents. */

export { BadInput } from './bad-input.ts';
export type { Block, Document } from './document/block.ts';
// Model -> Document -> formats
export { derivation } from './document/derivation/derivation.ts';
export type { DerivationOptions, Detail } from './document/setting.ts';
// numbers
export { evaluateModel } from './evaluate/evaluate-model.ts';
export type { Evaluated, EvaluatedModel } from './evaluate/evaluated.ts';
export { gradient, type Subgradient } from './expr/differentiate.ts';
export { Graph, Kind } from './expr/graph.ts';
export type { Node } from './expr/node.ts';
export { formats } from './formats/index.ts';
export { functions } from './functions/index.ts';
// the catalogue
export { layers } from './layers/index.ts';
export { losses } from './losses/index.ts';
// Model -> expression graph -> gradient
export { type Expansion, expandModel } from './model/expansion.ts';
export type { Conventions, Model, Objective, Step } from './model/model.ts';
// model file -> Model
export { readModel } from './model/read.ts';
export { modelSchema } from './model/schema.ts';
