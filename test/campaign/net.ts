import { BadInput } from '../../src/bad-input.ts';
import { evaluateModel } from '../../src/evaluate/evaluate-model.ts';
import { type EvaluatedJson, evaluatedJson, nested } from '../../src/evaluate/evaluated-json.ts';
import { entryCount, type Shape } from '../../src/index/tensor.ts';
import { givenTensors } from '../../src/model/expansion.ts';
import type { Model } from '../../src/model/model.ts';
import { readModel } from '../../src/model/read.ts';
import { numbersIn } from '../code/differing.ts';
import { treeOf } from '../tree-of.ts';
import { withNumbers } from '../values-for.ts';
import { isOnEdge } from './on-edge.ts';

type Options = Readonly<Record<string, unknown>>;

/** One layer, or the loss, as a model file says it: its name and its options. */
export type Said = Readonly<Record<string, Options>>;

/** A model file as data. */
export interface Net {
  readonly input: { readonly name: string; readonly shape: Shape; readonly batch?: number };
  readonly layers: readonly Said[];
  readonly loss?: Said;
  readonly upstream?: string;
  readonly conventions?: Options;
  readonly regularize?: Options;
  readonly values?: Readonly<Record<string, unknown>>;
}

/** A net with what its numbers make of it here. */
export interface Case {
  readonly net: Net;
  readonly model: Model;
  readonly ours: EvaluatedJson;
}

export function read(net: Net): Model {
  return readModel(JSON.stringify(net), 'net.json', { treeOf });
}

/** The net with values wherever it has none of the right size. */
function valued(net: Net, seed: number, whole: boolean): Net {
  const { values: kept = {}, ...bare } = net;
  const model = shaped(bare, kept);
  const numbers = withNumbers(model, seed);
  const values = givenTensors(model).map(({ name, shape, role }) => {
    if (role !== 'target' && numbersIn(kept[name] ?? []).length === entryCount(shape))
      return [name, kept[name]];
    const data = numbers.values?.get(name)?.data ?? [];
    const rounds = whole && (role === 'input' || role === 'weight');
    return [
      name,
      nested(
        shape,
        data.map((value) => (rounds ? value.round() : value).valueOf()),
      ),
    ];
  });
  return { ...bare, values: Object.fromEntries(values) };
}

/** The model without values; a target of shares is told from one of classes by its values alone. */
function shaped(bare: Net, { y }: Readonly<Record<string, unknown>>): Model {
  const model = read(bare);
  if (!bare.loss?.CrossEntropyLoss || numbersIn(y ?? []).every(Number.isInteger)) return model;
  const others = givenTensors(model).filter(({ role }) => role !== 'target');
  const random = others.map(({ name }) => [name, { random: 'integers', from: 0, to: 1 }]);
  return read({ ...bare, values: { ...Object.fromEntries(random), y } });
}

/** The net with values; undefined where it does not fit, its numbers are not finite, or rounding decides them. */
export function caseOf(net: Net, seed: number, whole: boolean): Case | undefined {
  try {
    const full = valued(net, seed, whole);
    const model = read(full);
    const ours = evaluatedJson(evaluateModel(model));
    return isOnEdge(model) ? undefined : { net: full, model, ours };
  } catch (error) {
    if (error instanceof BadInput) return undefined;
    throw error;
  }
}
