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
  'program',
  'engine',
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

  it('imports node: modules only in cli/, where a browser is driven and where assets are read', () => {
    const found = imports.filter(({ file, from }) => from.startsWith('node:') && !file.startsWith('cli/'));
    expect(
      [...new Set(found.map(({ file }) => file))].filter((file) => !/^formats\/(browser|assets)/.test(file)),
    ).toEqual([]);
  });
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
