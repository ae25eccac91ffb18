import { BadInput, type ModelPath } from '../bad-input.ts';
import type { TreeOf } from '../expression/formula-of-text.ts';
import { checked, isMap, shown } from '../values/check.ts';
import { combined } from '../values/combined.ts';
import { isValuesFile } from '../values/endings.ts';
import type { ExactArray } from '../values/exact-array.ts';
import type { GivenArrays } from '../values/given-arrays.ts';
import { isRandom, type RandomValues, randomValuesSaid } from '../values/random-values.ts';
import { Source } from '../values/source.ts';
import { suggestion } from '../values/suggestion.ts';
import { writtenArrays } from '../values/written.ts';
import { givenTensors } from './expansion.ts';
import { givenValues, shapeGiven } from './given-values.ts';
import { header } from './header.ts';
import { checkSize } from './limit.ts';
import type { Model } from './model.ts';
import { Naming } from './naming.ts';
import { chosenLayers, inputTensor, networkOf } from './network.ts';
import { objectiveOf } from './objective.ts';
import { ownNotation } from './own-notation.ts';

const keys = [...Object.keys(header.shape), 'layers', 'loss', 'upstream', 'values', 'worksheet'];

/** What reading a model needs from outside, where it needs it. */
interface ModelReading {
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
export function readModel(text: string, file: string, reading: ModelReading = {}): Model {
  const source = new Source(text, file);
  return locating(source, () => {
    const content = source.plain();
    if (!isMap(content))
      throw new BadInput(`found ${shown(content)}, expected a map with input, layers and loss.`, []);
    const { layers, loss, upstream, values, worksheet, ...rest } = content;
    const { input: given, regularize, weight_layout, ...others } = checked(header, rest, [], keys);
    const { batch } = given;
    const arrays = reading.values ?? arraysSaid(source, values, reading.open);
    const treeOf = reading.treeOf ?? noParser;
    const naming = new Naming();
    naming.claim(given.name, ['input', 'name']);
    const chosen = chosenLayers(layers);
    const input = inputTensor(given.name, given.shape, batch, chosen);
    const steps = networkOf(chosen, input, batch, naming, treeOf);
    const objective = objectiveOf(
      { loss, upstream, regularize, treeOf, givenShape: (name) => shapeGiven(arrays, name) },
      input,
      steps,
      batch,
      naming,
    );
    const model = { ...others, file, input, batch, steps, objective };
    // Every name that it speaks of is there.
    if (model.notation) ownNotation(model, model.notation);
    if (!reading.anySize) checkSize(model);
    const section = worksheet !== undefined && {
      worksheet: {
        content: worksheet,
        path: ['worksheet'],
        located: (error: BadInput) => source.located(error),
      },
    };
    const drawn = reading.values ? new Map<string, RandomValues>() : randomSaid(values, model);
    if (drawn.size > 0) {
      const others = arrays && without(arrays, drawn);
      const fixed = others ? givenValues(others, model, weight_layout, drawn) : new Map<string, ExactArray>();
      return { ...model, ...section, values: undefined, random: { drawn, fixed } };
    }
    return { ...model, ...section, values: arrays && givenValues(arrays, model, weight_layout) };
  });
}

/** The arrays whose numbers are drawn: { I: { random: integers, from: -3, to: 3 } }. */
function randomSaid(content: unknown, model: Omit<Model, 'values'>): Map<string, RandomValues> {
  const names = givenTensors(model).map(({ name }) => name);
  const found = new Map<string, RandomValues>();
  const maps = Array.isArray(content)
    ? content.map((entry, at) => [entry, ['values', at]] as const)
    : [[content, ['values']] as const];
  for (const [map, path] of maps) {
    if (!isMap(map)) continue;
    for (const [name, spec] of Object.entries(map)) {
      if (!isRandom(spec)) continue;
      const place = [...path, name];
      if (!names.includes(name))
        throw new BadInput(
          `there is no array ${shown(name)} in this model${suggestion(name, names)} It has ${names.join(', ')}.`,
          place,
        );
      found.set(name, randomValuesSaid(spec, place));
    }
  }
  return found;
}

/** What is not drawn. */
function without(arrays: GivenArrays, drawn: ReadonlyMap<string, unknown>): GivenArrays {
  return { ...arrays, names: arrays.names.filter((name) => !drawn.has(name)) };
}

function arraysSaid(
  source: Source,
  content: unknown,
  open: ((file: string) => GivenArrays) | undefined,
): GivenArrays | undefined {
  if (content === undefined || content === null) return undefined;
  if (Array.isArray(content) && content.length > 0)
    return combined(content.map((_, at) => oneSource(source, content[at], ['values', at], open)));
  return oneSource(source, content, ['values'], open);
}

function oneSource(
  source: Source,
  content: unknown,
  path: ModelPath,
  open: ((file: string) => GivenArrays) | undefined,
): GivenArrays {
  if (typeof content !== 'string')
    return writtenArrays(source, path, (name) => (isValuesFile(name) ? open?.(name) : undefined));
  if (open) return open(content);
  throw new BadInput(`found the file name ${shown(content)}, expected the values themselves.`, path);
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
