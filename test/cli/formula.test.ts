import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, gradsheet, model } from './run.ts';

const lesson = model('how-a-filter-learns');

describe('gradsheet formula', () => {
  it('lists the parts of a derivation as derive does', async () => {
    expect((await gradsheet(['formula', lesson])).out).toBe(
      (await gradsheet(['derive', lesson, '--parts'])).out,
    );
  });

  it('writes SVG and PNG into out/', async () => {
    const cwd = emptyFolder();
    const { status, out } = await gradsheet(['formula', lesson, 'law.W', '--line', '1'], { cwd });
    expect([status, out]).toEqual([
      0,
      'wrote out/how-a-filter-learns-law.W-1.svg\nwrote out/how-a-filter-learns-law.W-1.png\n',
    ]);
    expect(readFileSync(join(cwd, 'out/how-a-filter-learns-law.W-1.svg'), 'utf8')).toContain(
      'aria-label="∂L/∂W_mn = Σ_{i,j=1..2} ∂L/∂o_ij ∂o_ij/∂W_mn = Σ_{i,j=1..2} δ_ij I_{i+m−1,j+n−1}"',
    );
  });

  it('prints MathML to standard output, of a net of any size', async () => {
    const net = join(import.meta.dirname, '../bench/resnet18.yaml');
    const { out } = await gradsheet(['formula', net, 'law.W1', '--to', 'mml', '-o', '-']);
    expect(out).toMatch(
      /^<math xmlns="http:\/\/www.w3.org\/1998\/Math\/MathML" display="block">[\s\S]*<\/math>\n$/,
    );
  });

  it('is larger where its font is, and breaks at a column', async () => {
    const width = async (more: readonly string[]): Promise<number> => {
      const { out } = await gradsheet(['formula', lesson, 'forward.o', '--to', 'svg', '-o', '-', ...more]);
      return Number(/ width="([\d.]+)pt"/.exec(out)?.[1]);
    };
    expect((await width(['--size', '48'])) / (await width([]))).toBeCloseTo(2, 2);
    expect(await width(['--column', '14em'])).toBeLessThan(14 * 24);
  });

  it.each([
    [['checks'], 'checks has no equation; gradsheet derive --part writes words and tables.'],
    [['law.W', '--line', '9'], '--line 9: law.W has one equation; leave --line out.'],
    [
      ['law.W', '--line', '0'],
      "gradsheet: option '--line <number>' argument '0' is invalid. Expected a whole number from 1 on. See gradsheet --help.",
    ],
    [
      ['law.W', '--size', '1e3'],
      "gradsheet: option '--size <points>' argument '1e3' is invalid. Expected a number of points from 4 to 200, such as 24. See gradsheet --help.",
    ],
    [
      ['law.W', '--color', 'red'],
      "gradsheet: option '--color <color>' argument 'red' is invalid. Expected # and six hexadecimal digits, such as #ffffff for white. See gradsheet --help.",
    ],
    [
      ['law.W', '-o', 'a.jpg'],
      '-o a.jpg: found the ending ".jpg", expected one of .mml, .svg, .png, or --to with a format.',
    ],
  ])('refuses %j in one sentence', async (args, sentence) => {
    const { status, out, err } = await gradsheet(['formula', lesson, ...args]);
    expect([status, out, err]).toEqual([2, '', `${sentence}\n`]);
  });
});
