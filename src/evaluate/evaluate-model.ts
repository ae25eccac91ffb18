import { BadInput } from '../bad-input.ts';
import { counted, fits, nodeLimit, nodesOf } from '../model/limit.ts';
import type { Model } from '../model/model.ts';
import { evaluateByGraph } from './by-graph.ts';
import { evaluateByProgram } from './by-program.ts';
import { entryByEntry } from './entry-by-entry.ts';
import type { EvaluatedModel, WantedDerivatives } from './evaluated.ts';

/**
 * Outputs, loss and gradients of a model at its values, and what else is wanted: entry by entry where the numbers may be
 * exact, array by array where the model is larger. Throws BadInput if the model has no values, if a result is no finite
 * number, and if what is wanted is too much.
 */
export function evaluateModel(model: Model, wanted: WantedDerivatives = {}): EvaluatedModel {
  const byPairs = wanted.order === 2 || wanted.jacobian !== undefined;
  if (!byPairs && !entryByEntry(model)) return evaluateByProgram(model, wanted.wrt);
  if (fits(model)) return evaluateByGraph(model, wanted);
  throw new BadInput(
    `${model.file}: second derivatives and Jacobians are found entry by entry, for which this model would need up to ${counted(nodesOf(model))} expression nodes, more than the ${counted(nodeLimit)} that are allowed; ask for the gradients alone.`,
  );
}
