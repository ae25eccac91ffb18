import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evaluateModel } from '../../src/evaluate/evaluate-model.ts';
import { evaluatedJson } from '../../src/evaluate/evaluated-json.ts';
import type { Model } from '../../src/model/model.ts';
import { readModel } from '../../src/model/read.ts';
import { have } from '../tools.ts';
import { treeOf } from '../tree-of.ts';
import { withNumbers } from '../values-for.ts';
import { programs } from './example-programs.ts';
import { runManyC } from './run-many-c.ts';
import { codeOf, folder, pythonWith, runJs, runPython, target, written } from './running.ts';
import { sameNumbers } from './same-numbers.ts';

/** Names that mean something in every model. */
const unusable = new Set(['L', 'eta', 'x']);

/** Nets whose code has loops, slices with bounds, winners, repeated sums and helpers, and seven names to give. */
const nets: readonly ((names: readonly string[]) => object)[] = [
  ([input, mask, weight, bias, output, dense, target]) => ({
    input: { name: input, shape: [2, 3, 3] },
    layers: [
      { Dropout: { mask, output: 'made1' } },
      { Conv2d: { kernel_size: 2, out_channels: 2, padding: 1, weight, bias, output } },
      { AdaptiveAvgPool2d: { output_size: [3, 2], output: 'made2' } },
      { MaxPool2d: { kernel_size: 2, stride: 1, output: 'made3' } },
      { GELU: { output: 'made4' } },
      { Flatten: { output: 'made5' } },
      { Linear: { out_features: 2, weight: dense, bias: false, output: 'made6' } },
    ],
    loss: { CrossEntropyLoss: { target, label_smoothing: 0.1 } },
  }),
  ([input, weight, bias, output, weight2, bias2, target]) => ({
    input: { name: input, shape: [2, 4] },
    layers: [
      { Conv1d: { kernel_size: 2, out_channels: 2, stride: 2, padding: 1, weight, bias, output } },
      { Conv1d: { kernel_size: 1, out_channels: 2, weight: weight2, bias: bias2, output: 'made1' } },
      { AvgPool1d: { kernel_size: 2, padding: 1, count_include_pad: false, output: 'made2' } },
      { Softplus: { beta: 2, output: 'made3' } },
      { LogSoftmax: { output: 'made4' } },
    ],
    loss: { HuberLoss: { target } },
    conventions: { ties: 'split' },
  }),
];

/** Models whose names are the words of the code that is written of them. */
function modelsNamedAfterCode(language: string): (readonly [names: string, model: Model])[] {
  const few = programs.filter((_, at) => at % 6 === 0).map(([, model]) => model);
  const own = nets.map((net) => read(net(['I', 'M', 'W', 'b', 'o', 'V', 'y'])));
  const texts = [...few, ...own].map((model) => codeOf(language, model));
  const words = texts.join('\n').match(/\b[A-Za-z][A-Za-z0-9_]*\b/g) ?? [];
  const used = [...new Set([...words, ...target(language).reserved])];
  const names = used.filter((word) => !unusable.has(word) && /^(?!made\d)[A-Za-z]/.test(word));
  return Array.from({ length: Math.ceil(names.length / 7) }, (_, at) => {
    const seven = [...names.slice(7 * at, 7 * at + 7), ...names.slice(0, 7)].slice(0, 7);
    return [seven.join(' '), read(nets[at % nets.length](seven))] as const;
  });
}

function read(net: object): Model {
  return withNumbers(readModel(JSON.stringify(net), 'named.json', { treeOf }), 7);
}

function ours(model: Model): ReturnType<typeof evaluatedJson> {
  return evaluatedJson(evaluateModel(model));
}

describe('a model whose names are words of its own code has our numbers', () => {
  it('in JavaScript', async () => {
    for (const [at, [, model]] of modelsNamedAfterCode('js').entries())
      sameNumbers(await runJs(written('js', model, `named-${at}`)), ours(model));
  });

  for (const [library, install] of [
    ['numpy', 'apt install python3-numpy'],
    ['torch', 'apt install python3-torch'],
  ] as const) {
    const python = pythonWith(library, install);
    it.runIf(python !== undefined)(`in Python with ${library}`, () => {
      const models = modelsNamedAfterCode(library);
      const files = models.map(([, model], at) => [written(library, model, `named-${at}`)]);
      const runs = runPython(python ?? '', files);
      for (const [at, [names, model]] of models.entries()) {
        expect(runs[at].failed, names).toBe(null);
        sameNumbers(JSON.parse(runs[at].out), ours(model));
      }
    });
  }

  const canCompile = have('cc', 'apt install gcc libc6-dev');
  it.runIf(canCompile)('in C', () => {
    const models = modelsNamedAfterCode('c').filter((_, at) => at % 6 === 0);
    const runs = runManyC(models.map(([, model], at) => written('c', model, `named-${at}`)));
    for (const [at, [names, model]] of models.entries()) {
      const { found, failed } = runs[at];
      if (!found) throw new Error(`${names}: ${failed}`);
      sameNumbers(found, ours(model));
    }
  });

  it.runIf(canCompile)('in C beside everything that its headers declare', () => {
    const headers = ['math', 'stdio', 'stdlib', 'string'].map((name) => `#include <${name}.h>\n`).join('');
    const path = join(folder, 'headers.c');
    writeFileSync(path, headers);
    const run = (...flags: string[]): string =>
      execFileSync('cc', [...flags, path], { encoding: 'utf8', maxBuffer: 2 ** 24 });
    const words = new Set(`${run('-E')}\n${run('-E', '-dM')}`.match(/\b[A-Za-z][A-Za-z0-9_]*\b/g));
    const free = [...words].filter((word) => !target('c').reserved.includes(word));
    writeFileSync(path, `${headers}${free.map((word) => `static double ${word}[2];\n`).join('')}`);
    run('-fsyntax-only');
  });
});
