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
