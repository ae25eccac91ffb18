import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BadInput } from '../../src/bad-input.ts';
import { evaluateModel } from '../../src/evaluate/evaluate-model.ts';
import { readModel } from '../../src/model/read.ts';
import { type Imported, importModel } from '../../src/onnx/import.ts';
import { modelFile } from '../../src/onnx/model-file.ts';
import { numbersOf } from '../../src/onnx/numbers.ts';
import { operators } from '../../src/onnx/operators/index.ts';
import { decodeModel, decodeTensor, type ModelProto } from '../../src/onnx/proto.ts';
import { exactDouble } from '../../src/values/exact-double.ts';
import type { GivenArrays } from '../../src/values/given-arrays.ts';
import { treeOf } from '../tree-of.ts';

/** ONNX's own tests of its operators, where Debian's libonnx-testdata puts them. */
const folder = '/usr/share/libonnx-testdata/data/node';

const claimed = existsSync(folder)
  ? readdirSync(folder).filter((name) => {
      const { graph } = decodeModel(readFileSync(join(folder, name, 'model.onnx')), name);
      return graph.node.length === 1 && graph.node[0].opType in operators;
    })
  : [];

describe.skipIf(claimed.length === 0)(`ONNX's own tests of the operators (skipped without ${folder})`, () => {
  it('pass, or are skipped for the reason in the golden file', async () => {
    const rows = claimed.toSorted().map((name) => `${name}: ${outcome(join(folder, name), name)}`);
    expect(rows.filter((row) => row.includes(': WRONG'))).toEqual([]);
    const passed = rows.filter((row) => row.endsWith(': passed')).length;
    const table = [`${passed} of ${rows.length} passed, the others are skipped, since`, '', ...rows, ''].join(
      '\n',
    );
    await expect(table).toMatchFileSnapshot('../golden/onnx-node-tests.txt');
  });
});

/** "passed", "WRONG: ..." or the reason why it cannot be imported. */
function outcome(test: string, name: string): string {
  const model = decodeModel(readFileSync(join(test, 'model.onnx')), name);
  const first = tried(test, name, model);
  if (first === 'passed' || first.startsWith('WRONG')) return first;
  // As a trained model has it: every input but the data is a constant.
  const [data, ...rest] = model.graph.input;
  if (!data) return first;
  const initializer = rest.map((input, at) => ({ ...tensorOf(test, 'input', at + 1), name: input.name }));
  const second = tried(test, name, { ...model, graph: { ...model.graph, input: [data], initializer } });
  return second === 'passed' || second.startsWith('WRONG') ? second : first;
}

function tensorOf(test: string, kind: string, at: number) {
  return decodeTensor(readFileSync(join(test, `test_data_set_0/${kind}_${at}.pb`)), test);
}

function tried(test: string, name: string, onnx: ModelProto): string {
  let imported: Imported;
  try {
    imported = importModel(onnx, name);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    return error.message.replace(/^[\s\S]*\): /, '').replace(/^.*: found/, 'found');
  }
  const data = (kind: string, at: number) => numbersOf(tensorOf(test, kind, at));
  const given = new Map(onnx.graph.input.map((input, at) => [input.name, data('input', at)]));
  const model = readModel(
    modelFile(imported, undefined).replace('upstream: delta', 'loss: Sum'),
    `${name}.yaml`,
    {
      treeOf,
      values: arraysOf(imported, given),
    },
  );
  const { outputs } = evaluateModel(model);
  const ours = Array.from([...outputs.values()].at(-1)?.value ?? []);
  const theirs = data('output', 0).data;
  const far = ours.findIndex(
    (value, at) => Math.abs(value - theirs[at]) > 1e-5 * Math.max(1, Math.abs(theirs[at])),
  );
  if (ours.length !== theirs.length) return `WRONG: ${ours.length} numbers, expected ${theirs.length}`;
  return far < 0 ? 'passed' : `WRONG: ${ours[far]} at ${far}, expected ${theirs[far]}`;
}

/** What the model wants: the test's inputs and the file's own numbers. */
function arraysOf(
  imported: Imported,
  given: ReadonlyMap<string, { shape: readonly number[]; data: readonly number[] }>,
): GivenArrays {
  const names = [imported.input.name, ...imported.parameters.keys()];
  return {
    names,
    find: (name) => {
      const parameter = imported.parameters.get(name);
      const from = name === imported.input.name ? imported.inputFrom : parameter?.from;
      const found = parameter?.numbers ?? (from === undefined ? undefined : given.get(from));
      if (!found) return { shape: [], entries: () => [] };
      const entries = () =>
        found.data.map(
          (value) =>
            exactDouble(value) ??
            (() => {
              throw new Error(`${name} holds ${value}`);
            })(),
        );
      if (!parameter?.transposed || parameter.numbers) return { shape: found.shape, entries };
      const [rows, columns] = found.shape;
      const turned = () => {
        const all = entries();
        return Array.from(
          { length: rows * columns },
          (_, at) => all[(at % rows) * columns + Math.floor(at / rows)],
        );
      };
      return { shape: [columns, rows], entries: turned };
    },
    refuse: (name, message) => new BadInput(`${name}: ${message}`),
  };
}
