import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { root } from '../cli/run.ts';

const page = readFileSync(join(root, 'docs/how-it-works.md'), 'utf8');

/** Each program of the page with what stands under it. */
const programs = [...page.matchAll(/```ts\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/g)];

describe('the page on how it works', () => {
  const folder = mkdtempSync(join(import.meta.dirname, '.story-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('has programs that print what stands under them', async () => {
    const end = '--- the next program ---\n';
    const story = programs
      .map(([, program]) => `${program}console.log(${JSON.stringify(end.trimEnd())});\n`)
      .join('')
      .replaceAll("'../src/", `'${root}/src/`);
    const file = join(folder, 'story.ts');
    writeFileSync(file, story);
    const printed: string[] = [];
    const log = vi.spyOn(console, 'log').mockImplementation((...words) => {
      printed.push(`${words.join(' ')}\n`);
    });
    await import(/* @vite-ignore */ file);
    log.mockRestore();
    expect(printed.join('').split(end)).toEqual([...programs.map(([, , text]) => text), '']);
    expect(programs.length).toBe(page.match(/```ts/g)?.length);
  });

  it('links to files that there are', () => {
    const links = [...page.matchAll(/\]\(\.\.\/(src\/[^)]+)\)/g)].map(([, path]) => path);
    expect(links.length).toBeGreaterThan(5);
    for (const path of links) expect(() => readFileSync(join(root, path))).not.toThrow(/ENOENT/);
  });
});
