import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Lazy } from '../src/catalogue.ts';
import { version } from '../src/cli/version.ts';
import { codeTargets } from '../src/code/index.ts';
import { figureFormats } from '../src/formats/figure/index.ts';
import { formulaFormats } from '../src/formats/formula/index.ts';
import { formats } from '../src/formats/index.ts';
import { lmsFormats } from '../src/lms/index.ts';

const src = resolve(import.meta.dirname, '../src');

/** The folders in the order of the pipeline: each may import from itself and from those before it. */
const pipeline = [
  '.',
  'notation',
  'expr',
  'functions',
  'index',
  'writing',
  'values',
  'expression',
  'layers',
  'losses',
  'model',
  'onnx',
  'answers',
  'evaluate',
  'mistakes',
  'verify',
  'figures',
  'code',
  'document',
  'exercises',
  'worksheet',
  'grading',
  'slides',
  'formats',
  'pages',
  'lms',
  'cli',
];

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const imports = files.flatMap((file) =>
  [
    ...readFileSync(join(src, file), 'utf8').matchAll(
      /(import|export)( type)?[^'"]*? from '([^']+)'|import\('([^']+)'\)/g,
    ),
  ].map((match) => ({ file, from: match[3] ?? match[4] })),
);

describe('the structure', () => {
  it('has every folder of src in the pipeline', () => {
    const folders = readdirSync(src, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map((entry) => entry.name).filter((name) => !pipeline.includes(name))).toEqual([]);
  });

  it('imports along the pipeline only', () => {
    const backwards = imports
      .filter(({ from }) => from.startsWith('.'))
      .map(({ file, from }) => ({ file, target: relative(src, resolve(src, dirname(file), from)) }))
      .filter(({ file, target }) => file !== 'index.ts' && rank(target) > rank(file));
    expect(backwards).toEqual([]);
  });

  it('has no circles of files, not of types either', () => {
    const needs = new Map(files.map((file): [string, string[]] => [file, []]));
    for (const { file, from } of imports)
      if (from.startsWith('.')) needs.get(file)?.push(relative(src, resolve(src, dirname(file), from)));
    // What needs nothing that is left can go; a circle is what stays.
    for (let gone = -1; gone !== 0; ) {
      const free = [...needs].filter(([, others]) => !others.some((other) => needs.has(other)));
      for (const [file] of free) needs.delete(file);
      gone = free.length;
    }
    expect([...needs.keys()]).toEqual([]);
  });

  it('loads under each name of a catalogue the member of this name', async () => {
    const catalogues = [codeTargets, lmsFormats, formats, figureFormats, formulaFormats];
    for (const catalogue of catalogues)
      for (const [name, { load }] of Object.entries<Lazy<{ readonly name: string }>>(catalogue))
        expect((await load()).name).toBe(name);
  });

  it('imports node: modules only in cli/, where a browser is driven and where assets are read', () => {
    const found = imports.filter(({ file, from }) => from.startsWith('node:') && !file.startsWith('cli/'));
    expect(
      [...new Set(found.map(({ file }) => file))].filter((file) => !/^formats\/(browser|assets)/.test(file)),
    ).toEqual([]);
  });

  it.each([
    'layers',
    'losses',
    'functions',
    'mistakes',
    'exercises',
    'figures',
    'code',
    'lms',
    'formats',
    'formats/figure',
    'formats/formula',
  ])('has one file for every member of %s, named for it', async (folder) => {
    const index: Record<string, Catalogue> = await import(join(src, folder, 'index.ts'));
    const members = Object.values(index).flatMap((catalogue) => {
      if (catalogue instanceof Map) return [...catalogue.keys()];
      return Array.isArray(catalogue) ? catalogue.map(({ name }) => name) : Object.keys(catalogue);
    });
    const exported = files
      .filter((file) => dirname(file) === folder)
      .filter((file) =>
        new RegExp(
          `export const ${basename(file, '.ts')}: (Layer|Loss|ScalarFunction|Mistake|Exercise|Figure|CodeTarget|LmsFormat|Format|FigureFormat|FormulaFormat)\\b`,
        ).test(readFileSync(join(src, file), 'utf8')),
      )
      .map((file) => basename(file, '.ts'));
    expect(members.toSorted()).toEqual(exported.toSorted());
  });
});

type Catalogue =
  | ReadonlyMap<string, unknown>
  | readonly { readonly name: string }[]
  | Readonly<Record<string, unknown>>;

function rank(file: string): number {
  const folder = file.includes('/') ? file.split('/')[0] : '.';
  return pipeline.indexOf(folder);
}

describe('the version', () => {
  it('is that of package.json', () => {
    const { version: said } = JSON.parse(readFileSync(join(src, '../package.json'), 'utf8'));
    expect(version).toBe(said);
  });
});
