import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { version } from '../src/cli/version.ts';

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
  'document',
  'code',
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

  it('imports node: modules only in cli/, where a browser is driven and where assets are read', () => {
    const found = imports.filter(({ file, from }) => from.startsWith('node:') && !file.startsWith('cli/'));
    expect(
      [...new Set(found.map(({ file }) => file))].filter((file) => !/^formats\/(browser|assets)/.test(file)),
    ).toEqual([]);
  });

  it.each(['layers', 'losses', 'functions', 'mistakes', 'exercises', 'figures', 'code'])(
    'has one file for every member of %s, named for it',
    async (folder) => {
      const index: Record<string, ReadonlyMap<string, unknown> | readonly { name: string }[]> = await import(
        `../src/${folder}/index.ts`
      );
      const members = Object.values(index).flatMap((catalogue) =>
        catalogue instanceof Map
          ? [...catalogue.keys()]
          : [...(catalogue as readonly { name: string }[])].map(({ name }) => name),
      );
      const exported = files
        .filter((file) => dirname(file) === folder)
        .filter((file) =>
          new RegExp(
            `export const ${file.split('/')[1].replace('.ts', '')}: (Layer|Loss|ScalarFunction|Mistake|Exercise|Figure|CodeTarget)`,
          ).test(readFileSync(join(src, file), 'utf8')),
        )
        .map((file) => file.split('/')[1].replace('.ts', ''));
      expect(members.toSorted()).toEqual(exported.toSorted());
    },
  );
});

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
