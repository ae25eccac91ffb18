// Loss and all gradients of whole nets by the engine, side by side with PyTorch, which must agree.
import { Engine } from '../../dist/engine/engine.js';
import { analysisOf } from '../../dist/evaluate/analysis.js';
import { differentiable, givenTensors } from '../../dist/model/expansion.js';
import { readModel } from '../../dist/model/read.js';
import { asData, fill, nets } from './nets.js';

/** A net that is ready to run, and what it takes. */
export function prepared(name) {
  const model = readModel(nets[name], `${name}.yaml`, { anySize: true });
  const wrt = differentiable(model);
  const program = analysisOf(model).program(wrt);
  const engine = new Engine(program);
  const tensors = givenTensors(model);
  let array = 0;
  for (const [at, { array: given }] of program.given.entries()) {
    if (tensors[at].role === 'target')
      engine.array(given).fill(model.objective.name === 'CrossEntropyLoss' ? 3 : 0.5);
    else fill(engine.array(given), array++, tensors[at].shape);
  }
  return { program, engine, parameters: wrt.length - 1 };
}

export const norm = (numbers) => Math.sqrt(numbers.reduce((sum, number) => sum + number * number, 0));

/** Throws where PyTorch has another loss or another gradient. */
export async function demandAgree(name, { program, engine }, torch) {
  await torch.ask(JSON.stringify(asData(nets[name])));
  engine.run();
  const [loss, norms] = await torch.ask('check');
  const differ = (a, b) => !(Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b), 1e-30));
  if (differ(engine.array(program.loss)[0], loss))
    throw new Error(`${name}: the loss is ${engine.array(program.loss)[0]}, in PyTorch ${loss}`);
  for (const [at, { name: of, array }] of program.gradients.entries())
    if (differ(norm(engine.array(array)), norms[at]))
      throw new Error(
        `${name}: the gradient by ${of} has the norm ${norm(engine.array(array))}, in PyTorch ${norms[at]}`,
      );
}
