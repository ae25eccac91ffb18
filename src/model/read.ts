import { BadInput } from '../bad-input.ts';
import type { Shape, Tensor } from '../index/tensor.ts';
import { checked, isMap, shown } from './check.ts';
import type { ExactArray } from './exact-array.ts';
import { givenTensors } from './expansion.ts';
import { header } from './header.ts';
import { checkSize } from './limit.ts';
import type { Model } from './model.ts';
import { Naming } from './naming.ts';
import { chosenLayers, networkOf, sampleShape } from './network.ts';
import { objectiveOf } from './objective.ts';
import { Source } from './source.ts';
import { valuesAt } from './values.ts';

const keys = [...Object.keys(header.shape), 'layers', 'loss', 'upstream', 'values'];

/** A file of values, as its text and the name that messages give it. */
export interface ValuesFile {
  readonly text: string;
  readonly file: string;
}

/**
 * Reads a model file. `file` is its name in messages; `open` fetches the file that `values: weights.json` names.
 * Throws BadInput, with file, line and column, for whatever does not fit, before anything large is allocated.
 */
export function readModel(text: string, file: string, open?: (name: string) => ValuesFile): Model {
  const source = new Source(text, file);
  return locating(source, () => {
    const said = source.plain();
    if (!isMap(said))
      throw new BadInput(`found ${shown(said)}, expected a map with input, layers and loss.`, []);
    const { layers, loss, upstream, values, ...rest } = said;
    const {
      title,
      input: { name, shape, batch },
      conventions,
      regularize,
      weight_layout,
    } = checked(header, rest, [], keys);
    const naming = new Naming();
    naming.claim(name, ['input', 'name']);
    const chosen = chosenLayers(layers);
    const sample = sampleShape(shape, chosen);
    const input: Tensor = { name, shape: batch === undefined ? sample : [batch, ...sample], role: 'input' };
    const steps = networkOf(chosen, input, batch, naming);
    const givenShape = (): Shape | undefined => undefined;
    const objective = objectiveOf({ loss, upstream, regularize, givenShape }, steps, batch, naming);
    const model = { title, input, batch, steps, objective, conventions };
    void weight_layout;
    checkSize(model);
    return { ...model, values: readValues(source, values, model, open) };
  });
}

/** The model with the values of another file in place of its own. */
export function withValuesFrom(model: Model, { text, file }: ValuesFile): Model {
  const source = new Source(text, file);
  return { ...model, values: locating(source, () => valuesAt(source, [], givenTensors(model))) };
}

function readValues(
  source: Source,
  said: unknown,
  model: Omit<Model, 'values'>,
  open: ((name: string) => ValuesFile) | undefined,
): ReadonlyMap<string, ExactArray> | undefined {
  if (said === undefined || said === null) return undefined;
  if (typeof said !== 'string') return valuesAt(source, ['values'], givenTensors(model));
  if (!open)
    throw new BadInput(`found the file name ${shown(said)}, expected the values themselves.`, ['values']);
  return withValuesFrom({ ...model, values: undefined }, open(said)).values;
}

function locating<T>(source: Source, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof BadInput && error.path) throw source.located(error);
    throw error;
  }
}
