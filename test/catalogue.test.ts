import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Catalogue, type Lazy, memberNamed, namesIn } from '../src/catalogue.ts';
import { commands } from '../src/cli/commands/index.ts';
import { codeTargets } from '../src/code/index.ts';
import { exercises } from '../src/exercises/index.ts';
import { figures } from '../src/figures/index.ts';
import { figureFormats } from '../src/formats/figure/index.ts';
import { formulaFormats } from '../src/formats/formula/index.ts';
import { formats } from '../src/formats/index.ts';
import { functions } from '../src/functions/index.ts';
import { layers } from '../src/layers/index.ts';
import { lmsFormats } from '../src/lms/index.ts';
import { losses } from '../src/losses/index.ts';
import { mistakes } from '../src/mistakes/index.ts';
import { degeneracies } from '../src/worksheet/degenerate/index.ts';
import { root } from './cli/run.ts';

interface Named {
  readonly name: string;
}

/** Every catalogue by its folder, with the type of its members. */
const catalogues: readonly (readonly [folder: string, type: string, Catalogue<Named | Lazy<Named>>])[] = [
  ['layers', 'Layer', layers],
  ['losses', 'Loss', losses],
  ['functions', 'ScalarFunction', functions],
  ['mistakes', 'Mistake', mistakes],
  ['exercises', 'Exercise', exercises],
  ['worksheet/degenerate', 'Degeneracy', degeneracies],
  ['figures', 'Figure', figures],
  ['code', 'CodeTarget', codeTargets],
  ['lms', 'LmsFormat', lmsFormats],
  ['formats', 'Format', formats],
  ['formats/figure', 'FigureFormat', figureFormats],
  ['formats/formula', 'FormulaFormat', formulaFormats],
];

/** The files of a folder of src that export what the pattern says of their name. */
function filesThatExport(folder: string, pattern: (name: string) => string): string[] {
  return readdirSync(join(root, 'src', folder))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .filter((name) =>
      new RegExp(`^export ${pattern(name)}`, 'm').test(
        readFileSync(join(root, 'src', folder, `${name}.ts`), 'utf8'),
      ),
    )
    .toSorted();
}

describe.each(catalogues)('the catalogue in %s', (folder, type, catalogue) => {
  it('has one file for every member, named for it', () => {
    expect(namesIn(catalogue).toSorted()).toEqual(
      filesThatExport(folder, (name) => `const ${name}: ${type}\\b`),
    );
  });

  it('has every member under its name', async () => {
    for (const [name, member] of Object.entries(catalogue))
      expect('load' in member ? (await member.load()).name : member.name).toBe(name);
  });
});

it('the catalogue of commands has one file for every member, named for it', () => {
  expect(namesIn(commands).toSorted()).toEqual(
    filesThatExport('cli/commands', (name) => `function ${name}Command\\(`),
  );
});

it('a catalogue has no member that every object has', () => {
  for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty'])
    expect(memberNamed(layers, name)).toBeUndefined();
});

/** Files outside a catalogue that name its members, and why: no new member asks for a line in them. */
const exceptions: Readonly<Record<string, string>> = {
  'document/reference.ts: Flatten, ReLU': 'the small nets that a page of the reference shows a member in',
  'engine/algebra/rounded.ts: normalCdf':
    'frameworks compute this one less exactly: a property of it would be better',
  'expr/code.ts: Sum': 'another thing: a level of precedence',
  'expr/graph.ts: Sum': 'another thing: a kind of node',
  'expression/formula-of-text.ts: ReLU': 'what max and min in formulas are made of',
  'lms/qti12-scoring.ts: Add': 'another thing: a word of QTI',
  'losses/classes.ts: isClass': 'what losses of classes share',
  'onnx/model-file.ts: CrossEntropyLoss': 'an example in a comment of the file that it writes',
  'program/repeated.ts: isClass': 'a comparison is not worth a name in code',
  'program/winners.ts: isClass': 'the indicator of a winner, where it is compared with its place',
  'worksheet/stress/stress-document.ts: Mean': 'another thing: the head of a column',
  'writing/operators/entrywise.ts: isClass': 'the indicator is written as a one-hot vector',
};

/** Names that no other thing has: "ReLU", "oneWindow"; what is a word too, as "loss" and "tex", cannot be told by its text. */
const telling = catalogues.flatMap(([folder, , catalogue]) =>
  namesIn(catalogue)
    .filter((name) => /[A-Z0-9]/.test(name))
    .map((name) => ({ folder, name })),
);

it('a member is written in its file and its catalogue, and elsewhere only where other members or the exceptions use it', () => {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  // A member may use another: a layer its function, a loss a layer's, an operator of ONNX the layer that it becomes.
  const members = new Set(
    catalogues.flatMap(([folder, , catalogue]) => namesIn(catalogue).map((name) => `${folder}/${name}.ts`)),
  );
  const indexes = new Set(catalogues.map(([folder]) => `${folder}/index.ts`));
  const places = sources
    .filter((file) => !members.has(file) && !indexes.has(file) && !file.startsWith('onnx/operators/'))
    .flatMap((file) => {
      const code = readFileSync(join(root, 'src', file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      const named = telling.filter(({ name }) =>
        new RegExp(`['"]${name}['"]|/${name}\\.ts'|[{,]\\s*${name}:`).test(code),
      );
      return named.length > 0 ? [`${file}: ${[...new Set(named.map(({ name }) => name))].join(', ')}`] : [];
    });
  expect(places.toSorted()).toEqual(Object.keys(exceptions).toSorted());
});
