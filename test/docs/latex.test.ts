import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, gradsheet, root } from '../cli/run.ts';

const page = readFileSync(join(root, 'docs/latex.md'), 'utf8');

/** The commands of the page, each with what stands below it. */
const commands = [...page.matchAll(/```sh\n([\s\S]*?)```(?:\n\n```tex\n([\s\S]*?)```)?/g)].flatMap(
  ([, lines, printed]) =>
    lines
      .trim()
      .split('\n')
      .map((line) => ({ line, printed })),
);

describe('the page on LaTeX', () => {
  it.each(commands)('says what $line does', async ({ line, printed }) => {
    const cwd = emptyFolder();
    symlinkSync(join(root, 'templates'), join(cwd, 'templates'), 'dir');
    const { status, out, err } = await gradsheet(line.split(' ').slice(1), { cwd });
    // What is said of the machine is not of the page.
    expect([status, err.replace(/^The browser .* with its sandbox .*\n/m, '')]).toEqual([0, '']);
    if (printed !== undefined) expect(out).toBe(printed);
  });

  it('names parts that there are', async () => {
    const lesson = join(root, 'templates/how-a-filter-learns.yaml');
    const table = page.slice(page.indexOf('| Name |'), page.indexOf('A section goes by'));
    const named = [...table.matchAll(/`([^`]+)`/g)].map(([, name]) => name);
    expect(named.length).toBeGreaterThan(20);
    const { status, err } = await gradsheet(['derive', lesson, '--part', named.join(',')]);
    // What is said of the machine is not of the page.
    expect([status, err.replace(/^The browser .* with its sandbox .*\n/m, '')]).toEqual([0, '']);
  });

  it('counts the characters of ours right', () => {
    const [, count, formula] =
      /all four entries at once, (\d+) characters[\s\S]*?```tex\n([\s\S]*?)\n```/.exec(page) ?? [];
    expect(formula.length).toBe(Number(count));
    const theirs = [...page.matchAll(/(\d+) characters for one entry[\s\S]*?```tex\n([\s\S]*?)\n```/g)];
    expect(theirs.map(([, length]) => Number(length))).toEqual(theirs.map(([, , text]) => text.length));
    expect(theirs).toHaveLength(3);
  });
});
