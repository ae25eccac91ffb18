import { BadInput, type ModelPath } from '../bad-input.ts';
import type { TreeOf } from '../expression/formula-of-text.ts';
import type { Tensor } from '../index/tensor.ts';
import { checked, isMap, shown } from '../values/check.ts';
import { combined } from '../values/combined.ts';
import { isValuesFile } from '../values/endings.ts';
import type { GivenArrays } from '../values/given-arrays.ts';
import { Source } from '../values/source.ts';
import { writtenArrays } from '../values/written.ts';
import { givenValues, shapeGiven } from './given-values.ts';
import { header } from './header.ts';
import { checkSize } from './limit.ts';
import type { Model } from './model.ts';
import { Naming } from './naming.ts';
import { chosenLayers, networkOf, sampleShape } from './network.ts';
import { objectiveOf } from './objective.ts';

const keys = [...Object.keys(header.shape), 'layers', 'loss', 'upstream', 'values'];

/** What reading a model needs from outside, where it needs it. */
export interface Reading {
  /** Opens the file that `values: weights.npz` names. */
  readonly open?: (file: string) => GivenArrays;
  /** Values in place of the model's own. */
  readonly values?: GivenArrays;
  /** Parses a formula given as text: nerdamer.tree. */
  readonly treeOf?: TreeOf;
  /** Also models that are too large to be expanded, for what needs no expansion: their laws. */
  readonly anySize?: boolean;
}

/**
 * Reads a model file. `file` is its name in messages. Throws BadInput, with file, line and column, for whatever does
 * not fit, before anything large is allocated.
 */
export function readModel(text: string, file: string, reading: Reading = {}): Model {
  const source = new Source(text, file);
  return locating(source, () => {
    const said = source.plain();
    if (!isMap(said))
      throw new BadInput(`found ${shown(said)}, expected a map with input, layers and loss.`, []);
    const { layers, loss, upstream, values, ...rest } = said;
    const { title, input: given, conventions, regularize, weight_layout } = checked(header, rest, [], keys);
    const { batch } = given;
    const arrays = reading.values ?? arraysSaid(source, values, reading.open);
    const treeOf = reading.treeOf ?? noParser;
    const naming = new Naming();
    naming.claim(given.name, ['input', 'name']);
    const chosen = chosenLayers(layers);
    const sample = sampleShape(given.shape, chosen);
    const input: Tensor = {
      name: given.name,
      shape: batch === undefined ? sample : [batch, ...sample],
      role: 'input',
    };
    const steps = networkOf(chosen, input, batch, naming, treeOf);
    const objective = objectiveOf(
      { loss, upstream, regularize, treeOf, givenShape: (name) => shapeGiven(arrays, name) },
      input,
      steps,
      batch,
      naming,
    );
    const model = { title, file, input, batch, steps, objective, conventions };
    if (!reading.anySize) checkSize(model);
    return { ...model, values: arrays && givenValues(arrays, model, weight_layout) };
  });
}

function arraysSaid(
  source: Source,
  said: unknown,
  open: ((file: string) => GivenArrays) | undefined,
): GivenArrays | undefined {
  if (said === undefined || said === null) return undefined;
  if (Array.isArray(said) && said.length > 0)
    return combined(said.map((_, at) => oneSource(source, said[at], ['values', at], open)));
  return oneSource(source, said, ['values'], open);
}

function oneSource(
  source: Source,
  said: unknown,
  path: ModelPath,
  open: ((file: string) => GivenArrays) | undefined,
): GivenArrays {
  if (typeof said !== 'string')
    return writtenArrays(source, path, (name) => (isValuesFile(name) ? open?.(name) : undefined));
  if (open) return open(said);
  throw new BadInput(`found the file name ${shown(said)}, expected the values themselves.`, path);
}

function noParser(): never {
  throw new Error('a formula given as text needs a parser: pass treeOf to readModel');
}

function locating<T>(source: Source, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof BadInput && error.path) throw source.located(error);
    throw error;
  }
}
